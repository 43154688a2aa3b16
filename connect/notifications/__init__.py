"""The inbox: what concerns a member personally, told once."""
