"""Members: their accounts, how they join, and what they tell about themselves."""
