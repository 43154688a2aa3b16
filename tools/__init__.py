"""What makes the data of places that we keep: run by hand, once in years."""
