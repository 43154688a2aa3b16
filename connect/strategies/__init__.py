"""Strategies: practice sheets that municipalities share, deepen, and take over from each other."""
