"""For those who run it: does it answer, is it ready, how is it doing."""
