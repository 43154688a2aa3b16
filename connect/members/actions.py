"""What members change about themselves."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import delete

from connect import rich_text
from connect.database import after_commit, atomic
from connect.events import log
from connect.members import avatars
from connect.members.models import Member, folded_name
from connect.themes.models import ThemeFollow


def update_profile(
    member: Member,
    *,
    name: str,
    presentation: str,
    presentation_lang: str | None,
    followed_theme_ids: Collection[int],
    **details: Any,
) -> None:
    """`presentation` is what was typed; `details` are further columns of the member."""
    try:
        html = rich_text.render(presentation)
    except rich_text.TextEmpty:
        html, presentation_lang = "", None
    with atomic() as session:
        for column, value in details.items():
            setattr(member, column, value)
        member.name, member.name_folded = name, folded_name(name)
        member.presentation, member.presentation_lang = html, presentation_lang
        session.execute(delete(ThemeFollow).where(ThemeFollow.member_id == member.id))
        session.add_all(
            ThemeFollow(theme_id=theme_id, member_id=member.id)
            for theme_id in sorted(set(followed_theme_ids))
        )
        record("member.updated", member)


def change_avatar(member: Member, webp: bytes | None) -> None:
    """A new picture, or none: then the initials show. The old file goes once that is certain."""
    old, new = member.avatar, avatars.store(webp) if webp else None
    with atomic():
        member.avatar = new
        record("member.updated", member)
        if old:
            after_commit(lambda: avatars.remove(old))


def record(kind: str, member: Member, actor: Member | None = None) -> None:
    """What ends sessions is also told to the live processes, on the stream they watch."""
    ends_sessions = kind in ("member.deactivated", "member.password_changed")
    log.record(
        kind,
        subject=member.stream,
        streams=[member.stream, *([log.ACCESS] if ends_sessions else [])],
        actor_id=actor.id if actor else member.id,
    )
