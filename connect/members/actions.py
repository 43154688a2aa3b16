"""What members change about themselves."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import delete

from connect import rich_text
from connect.database import after_commit, atomic, db, utc_now
from connect.events import log
from connect.folding import fold
from connect.language import detect
from connect.members import avatars
from connect.members.models import Member, MemberTopic, TopicKind, folded_name
from connect.themes.models import ThemeFollow

WELCOME_STEPS = 3
ENDS_ACCESS = {
    "member.deactivated",
    "member.password_changed",
    "member.second_factor_removed",
    "member.second_factor_set_up",
    "member.signed_out",
}


def update_profile(
    member: Member,
    *,
    presentation: str | None = None,
    topics: Mapping[TopicKind, Sequence[str]] | None = None,
    followed_theme_ids: Collection[int] | None = None,
    **details: Any,
) -> None:
    """`presentation` is what was typed; `details` are further columns of the member. What is
    not given stays."""
    if "name" in details:
        details["name_folded"] = folded_name(details["name"])
    if presentation is not None:
        details |= _written(presentation, details.get("locale", member.locale))
    with atomic():
        for column, value in details.items():
            setattr(member, column, value)
        for kind, texts in (topics or {}).items():
            _replace_topics(member, kind, texts)
        if followed_theme_ids is not None:
            _follow_only(member, followed_theme_ids)
        record("member.updated", member)


def take_welcome_step(member: Member, step: int, **said: Any) -> None:
    """The welcome goes on after `step`, whether the member said something or passed it over."""
    if said:
        update_profile(member, **said)
    with atomic():
        member.welcome_step = min(max(member.welcome_step, step + 1), WELCOME_STEPS)
        if step == WELCOME_STEPS:
            end_welcome(member)


def end_welcome(member: Member) -> None:
    """It is not shown again."""
    with atomic():
        member.onboarded_at = member.onboarded_at or utc_now()


def change_avatar(member: Member, webp: bytes | None) -> None:
    """A new picture, or none: then the initials show. The old file goes once that is certain."""
    old, new = member.avatar, avatars.store(webp) if webp else None
    with atomic():
        member.avatar = new
        record("member.updated", member)
        if old:
            after_commit(lambda: avatars.remove(old))


def record(kind: str, member: Member, actor: Member | None = None) -> None:
    """What ends sessions or powers is also told to the live processes, on the stream they watch."""
    log.record(
        kind,
        subject=member.stream,
        streams=[member.stream, *([log.ACCESS] if kind in ENDS_ACCESS else [])],
        actor_id=actor.id if actor else member.id,
    )


def _written(presentation: str, locale: str) -> dict[str, str | None]:
    try:
        html = rich_text.render(presentation)
    except rich_text.TextEmpty:
        return {"presentation": "", "presentation_lang": None}
    return {"presentation": html, "presentation_lang": detect(rich_text.plain_text(html), locale)}


def _replace_topics(member: Member, kind: TopicKind, texts: Sequence[str]) -> None:
    db.session.execute(
        delete(MemberTopic).where(MemberTopic.member_id == member.id, MemberTopic.kind == kind)
    )
    db.session.add_all(
        MemberTopic(member_id=member.id, kind=kind, position=position, text=text, folded=fold(text))
        for position, text in enumerate(texts)
    )


def _follow_only(member: Member, theme_ids: Collection[int]) -> None:
    db.session.execute(delete(ThemeFollow).where(ThemeFollow.member_id == member.id))
    db.session.add_all(
        ThemeFollow(theme_id=theme_id, member_id=member.id) for theme_id in sorted(set(theme_ids))
    )
