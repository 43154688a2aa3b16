"""What comes in and goes out in bulk: imports, exports, feeds, and the map of the site."""
