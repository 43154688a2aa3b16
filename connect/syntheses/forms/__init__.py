"""What writers of syntheses type, checked before an action sees it."""
