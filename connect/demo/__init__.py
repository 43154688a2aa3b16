"""A living community to look at, and a large one to measure."""
