"""Themes: the innovation labs' subjects, and who may read them."""
