"""Members: who speaks here, and what they tell about themselves."""
