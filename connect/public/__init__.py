"""The front of the house: choosing a language, what this is, and one's own home page."""
