"""What is filled in about accounts, by task."""
