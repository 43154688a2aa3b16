"""Contact with the consent of both: one member asks, the other says yes or not now, and only a
yes shows them each other's address."""
