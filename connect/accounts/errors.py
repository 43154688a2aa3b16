"""Why an account or an invitation cannot do what was asked."""


class InvitationClosed(Exception):
    """Used up, out of date, or never given out."""


class AlreadyDecided(Exception):
    """Another organiser was first."""
