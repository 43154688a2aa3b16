"""Needs of some met with what others know: sheets and members that may help, and why."""
