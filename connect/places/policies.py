"""What a member may do about places. Pure: no query, no request."""

from typing import Protocol


class Editor(Protocol):
    """A member, as far as places need to know (members are a layer above)."""

    id: int

    @property
    def is_organiser(self) -> bool: ...


def can_edit_vocabularies(member: Editor) -> bool:
    return member.is_organiser
