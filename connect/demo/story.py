"""Telling the demo: everybody does what they did, in the order and at the time they did it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from connect.accounts.actions import add_member
from connect.accounts.security import hashed
from connect.database import at, atomic, db, utc_now
from connect.demo import (
    content,
    curation,
    decisions,
    files,
    pictures,
    reports,
    strategies,
    syntheses,
)
from connect.demo.cast import Act, Cast
from connect.demo.scene import add_themes
from connect.discussions import actions
from connect.discussions.models import Comment, Thread
from connect.discussions.visibility import mentionable_in
from connect.members.actions import change_avatar, end_welcome, update_profile
from connect.members.models import Member
from connect.places.models import Organisation
from connect.themes.models import Theme, ThemeFollow, ThemeModerator
from connect.worker import settle_due

PASSWORD = "befus-demo-2026"  # noqa: S105 (printed by the command; not for the open internet)
ADDRESS = "{key}@example.org"
READ_BEFORE = timedelta(days=2)
ABOUT_ONESELF = (
    *("availability", "availability_note", "phone"),
    *("presentation_for", "themes_for", "contact_for"),
)


def tell() -> bool:
    """Write the demo into an empty database; False when there is a community already."""
    if db.session.scalar(select(Theme.id).limit(1)) is not None:
        return False
    cast = Cast()
    _set_the_scene(cast)
    happened = [
        *_acts(cast, content.threads()),
        *strategies.acts(cast),
        *syntheses.acts(cast),
        *reports.acts(cast),
        *curation.acts(cast),
        *decisions.acts(cast),
    ]
    for moment, act in sorted(happened, key=lambda pair: pair[0]):
        with at(moment):
            act()
            settle_due()
    _let_members_read(cast)
    return True


def shown_accounts() -> list[tuple[str, str]]:
    """Keys and names of a few members worth signing in as."""
    members = content.table("members")
    roles = {"organiser": 1, "moderator": 2, "member": 2}
    shown = []
    for key, values in members.items():
        if roles.get(values["role"], 0) > 0:
            roles[values["role"]] -= 1
            shown.append((key, f"{values['name']}, {values['function']} ({values['role']})"))
    return shown


def _set_the_scene(cast: Cast) -> None:
    with atomic() as session:
        organisations = {
            key: Organisation(**values) for key, values in content.table("organisations").items()
        }
        session.add_all(organisations.values())
        session.flush()
        cast.themes = {theme.slug: theme for theme in add_themes()}
        for key, values in content.table("members").items():
            cast.members[key] = _member(key, values, organisations)
            _join_themes(cast, cast.members[key], values)
            _introduce(cast.members[key], values)
        password = hashed(PASSWORD)  # once: a hash is slow on purpose
        for member in cast.members.values():
            member.password = password


def _member(key: str, values: dict[str, Any], organisations: dict[str, Organisation]) -> Member:
    organisation = organisations.get(values.get("organisation", ""))
    with at(utc_now() - timedelta(days=values["joined_days_ago"])):
        return add_member(
            email=ADDRESS.format(key=key),
            name=values["name"],
            role="organiser" if values["role"] == "organiser" else "member",
            municipality=values.get("municipality"),
            organisation_id=organisation.id if organisation else None,
            function=values["function"],
            locale=values["languages"][0] if values["languages"][0] in ("fr", "nl") else "fr",
            languages=values["languages"],
        )


def _introduce(member: Member, values: dict[str, Any]) -> None:
    with at(member.joined_at):
        update_profile(
            member,
            presentation=values["presentation"],
            topics={"offers": values["offers"], "seeks": values["seeks"]},
            **{name: values[name] for name in ABOUT_ONESELF if name in values},
        )
        if "picture" in values:
            change_avatar(member, pictures.webp(values["picture"]))
        end_welcome(member)


def _join_themes(cast: Cast, member: Member, values: dict[str, Any]) -> None:
    with atomic() as session:
        for slug in values.get("themes", []):
            session.add(ThemeFollow(theme_id=cast.themes[slug].id, member_id=member.id))
        for slug in values.get("moderates", []):
            session.add(ThemeModerator(theme_id=cast.themes[slug].id, member_id=member.id))


def _acts(cast: Cast, threads: dict[str, dict[str, Any]]) -> list[Act]:
    """Every opening and comment of every thread, with its moment."""
    now = utc_now()
    acts: list[Act] = []
    for name, story in threads.items():
        opened = now - timedelta(days=story["days_ago"])
        acts.append((opened, _opening(cast, name, story)))
        for said in story["comments"]:
            moment = opened + timedelta(hours=said["after_hours"])
            acts.append((moment, _comment(cast, name, said)))
    return acts


def _opening(cast: Cast, name: str, story: dict[str, Any]) -> Callable[[], object]:
    def act() -> None:
        author = cast.members[story["author"]]
        thread = actions.open_thread(
            author,
            cast.themes[story["theme"]],
            kind=story["kind"],
            title=story["title"],
            body=files.with_pictures(author, story["body"], story.get("pictures", [])),
            tags=story["tags"],
            files=files.keys_of(author, story.get("files", [])),
        )
        opening = db.session.scalars(
            select(Comment).where(Comment.thread_id == thread.id, Comment.number == 0)
        ).one()
        cast.comments[name, ""] = opening
        actions.correct_language(author, opening, story["lang"])

    return act


def _comment(cast: Cast, name: str, said: dict[str, Any]) -> Callable[[], object]:
    def act() -> None:
        answered = cast.comments[name, said["answers"]]
        author = cast.members[said["author"]]
        comment = actions.post_comment(
            author, answered.thread, body=said["body"], parent_id=answered.id
        )
        actions.correct_language(author, comment, said["lang"])
        cast.comments[name, said["key"]] = comment
        for kind, keys in said.get("reactions", {}).items():
            for key in keys:
                actions.react(cast.members[key], comment, kind, True)

    return act


def _let_members_read(cast: Cast) -> None:
    """Members have read what is a few days old in their themes: some of the rest is new to them."""
    known = utc_now() - READ_BEFORE
    with atomic() as session:
        for thread in session.scalars(select(Thread)).all():
            old = session.scalars(
                select(Comment.number).where(
                    Comment.thread_id == thread.id, Comment.created_at < known
                )
            ).all()
            followers = session.scalars(
                select(Member)
                .join(ThemeFollow, ThemeFollow.member_id == Member.id)
                .where(ThemeFollow.theme_id == thread.theme_id, mentionable_in(thread))
            ).all()
            for follower in followers:
                actions.mark_read(follower, thread, old)
