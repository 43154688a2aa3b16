"""What will become of each line of a spreadsheet, and what has become of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import select

from connect.accounts.forms.invitees import InviteeForm
from connect.accounts.invitees import COLUMNS
from connect.accounts.models import Invitation, InvitationList
from connect.database import db, utc_now
from connect.folding import fold
from connect.members.models import Member, normal_email
from connect.places.models import Organisation
from connect.themes.models import Theme

Outlook = Literal["ready", "sent", "wrong", "repeated", "member", "invited"]


@dataclass(frozen=True)
class CheckedLine:
    """`first_line` is where the same address stands already; `details` are for `invite`."""

    number: int
    cells: dict[str, str]
    outlook: Outlook
    problems: Sequence[str] = ()
    first_line: int | None = None
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def said(self) -> list[str]:
        """Beside the address, in the order of the example."""
        return [self.cells[column] for column in COLUMNS[1:] if column in self.cells]


def check(listed: InvitationList, start: int = 0, stop: int | None = None) -> list[CheckedLine]:
    """The lines from `start` to before `stop`, as they stand now."""
    first_lines: dict[str, int] = {}
    for number, cells in listed.lines:
        first_lines.setdefault(_address(cells), number)
    lines = listed.lines[start:stop]
    known = _Known.among([_address(cells) for _number, cells in lines], listed)
    return [_checked(number, cells, first_lines, known, listed) for number, cells in lines]


@dataclass(frozen=True)
class _Known:
    """What there is to compare a line with, asked once for all of them."""

    members: frozenset[str]
    sent: frozenset[str]
    invited: frozenset[str]
    themes: dict[str, int]
    organisations: dict[str, int]

    @classmethod
    def among(cls, addresses: Sequence[str], listed: InvitationList) -> "_Known":
        members = select(Member.email).where(Member.email.in_(addresses))
        invitations = select(Invitation.email).where(Invitation.email.in_(addresses))
        still_open = invitations.where(
            Invitation.withdrawn_at.is_(None),
            Invitation.uses_left > 0,
            Invitation.expires_at > utc_now(),
        )
        return cls(
            frozenset(db.session.scalars(members)),
            frozenset(db.session.scalars(invitations.where(Invitation.list_id == listed.id))),
            frozenset(db.session.scalars(still_open)),
            _themes(db.session.scalars(select(Theme))),
            _organisations(db.session.scalars(select(Organisation))),
        )

    def outlook_of(self, address: str) -> Outlook:
        """Who was invited by this list may be a member by now."""
        if address in self.sent:
            return "sent"
        if address in self.members:
            return "member"
        return "invited" if address in self.invited else "ready"


def _checked(
    number: int,
    cells: dict[str, str],
    first_lines: dict[str, int],
    known: _Known,
    listed: InvitationList,
) -> CheckedLine:
    form = InviteeForm(cells, known.themes, known.organisations)
    if not form.validate():
        return CheckedLine(number, cells, "wrong", form.problems())
    address, first = form.email.data, first_lines[_address(cells)]
    if first != number:
        return CheckedLine(number, cells, "repeated", first_line=first)
    outlook = known.outlook_of(address)
    details = form.details(listed.locale) if outlook == "ready" else {}
    return CheckedLine(number, cells, outlook, details=details)


def _address(cells: dict[str, str]) -> str:
    return normal_email(cells.get("email", ""))


def _themes(themes: Iterable[Theme]) -> dict[str, int]:
    return {
        fold(word): theme.id
        for theme in themes
        for word in (theme.slug, theme.name_fr, theme.name_nl, theme.name_en)
    }


def _organisations(organisations: Iterable[Organisation]) -> dict[str, int]:
    return {fold(name): o.id for o in organisations for name in (o.name_fr, o.name_nl)}
