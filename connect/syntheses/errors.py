"""What writing a synthesis can answer instead of yes."""


class ChangedMeanwhile(Exception):
    """Somebody saved another version, or a text that a line rests on changed once more."""
