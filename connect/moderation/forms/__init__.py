"""What moderators type, checked before an action sees it."""
