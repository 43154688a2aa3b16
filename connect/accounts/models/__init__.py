"""What is kept about accounts: ways in, sessions, second factors, mailed links."""

from connect.accounts.models.deactivations import Deactivation
from connect.accounts.models.domains import KnownDomain
from connect.accounts.models.factors import CodeApp, RecoveryCode
from connect.accounts.models.invitation_lists import InvitationList
from connect.accounts.models.joining import (
    Invitation,
    InvitationRole,
    InvitationUse,
    JoinRequest,
    JoinRequestState,
)
from connect.accounts.models.links import AddressChange, SignInLink
from connect.accounts.models.openid import ExternalIdentity
from connect.accounts.models.passkeys import Passkey, SpentChallenge
from connect.accounts.models.sessions import MemberSession, Proof
from connect.accounts.models.successions import Succession, SuccessionState
from connect.accounts.models.tokens import hash_token

__all__ = [
    "AddressChange",
    "CodeApp",
    "Deactivation",
    "ExternalIdentity",
    "Invitation",
    "InvitationList",
    "InvitationRole",
    "InvitationUse",
    "JoinRequest",
    "JoinRequestState",
    "KnownDomain",
    "MemberSession",
    "Passkey",
    "Proof",
    "RecoveryCode",
    "SignInLink",
    "SpentChallenge",
    "Succession",
    "SuccessionState",
    "hash_token",
]
