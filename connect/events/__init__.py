"""The event log: what happened, numbered per stream, and the outbox of what follows from it."""
