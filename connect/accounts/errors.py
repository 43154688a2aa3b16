"""Why an account or an invitation cannot do what was asked."""

from typing import Literal

PasskeyRefusal = Literal["expired", "unknown", "damaged", "copied", "taken"]


class InvitationClosed(Exception):
    """Used up, out of date, or never given out."""


class AlreadyDecided(Exception):
    """Another organiser was first."""


class AddressTaken(Exception):
    """Somebody else has an account with it."""


class PasskeyRefused(Exception):
    """A passkey was not added, or does not open the door."""

    def __init__(self, reason: PasskeyRefusal) -> None:
        super().__init__(reason)
        self.reason = reason


class ProviderUnreachable(Exception):
    """Who vouches for the account elsewhere does not answer, or answers nonsense."""


class IdentityRefused(Exception):
    """What came back from the provider does not prove who this is."""


class SignInCancelled(IdentityRefused):
    """The person at the provider said no, or the provider did."""


class IdentityTaken(Exception):
    """This account elsewhere is linked with another member, or the member with another one."""


class DomainKnown(Exception):
    """It is on the list already."""


class SuccessionClosed(Exception):
    """Accepted, declined, withdrawn or out of date."""


class SuccessionOpen(Exception):
    """Another one of the same member waits for an answer."""
