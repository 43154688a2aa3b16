"""Discussions: threads and their comments, in a tree, in two languages."""
