"""What endorsing can answer instead of yes."""


class EndorsedMeanwhile(Exception):
    """The municipality has said something else since the form was opened, or takes it back."""
