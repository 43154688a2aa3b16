"""A large community for measuring: the same rows for the same seed, written in bulk.

Texts are whole sentences of the demo, about 600 characters a comment; each thread is a tree
in which a comment answers the thread or one of the comments before it.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from connect import rich_text
from connect.accounts.security import hashed
from connect.database import atomic, db, utc_now
from connect.demo import content
from connect.demo.scene import add_themes
from connect.discussions import paths
from connect.discussions.actions.counting import EXCERPT_LENGTH, SHOWN_PARTICIPANTS
from connect.discussions.models import Comment, Reading, Thread
from connect.folding import fold
from connect.members.models import Member
from connect.places import municipalities
from connect.themes.models import Theme

PASSWORD = "sample-password-2026"  # noqa: S105 (printed by the command)
ADDRESS = "sample{number}@example.org"
COMMENT_LENGTH = 600
LONGEST_TITLE = 100
DIRECT_ANSWERS = 0.4  # of the comments; the others answer one of the last few
LAST_FEW = 8
LANGUAGES = ("fr", "nl")
KINDS = ("question", "experience", "proposal", "discussion")


@dataclass(frozen=True)
class Material:
    """What threads are made of. `sentences` are those of the demo, by language."""

    seed: int
    now: datetime
    sentences: dict[str, list[str]]
    themes: Sequence[int]
    members: Sequence[int]


def grow(members: int, threads: int, comments: int, seed: int, longest: int = 0) -> None:
    """Bring the community up to so many members and threads, each thread with so many comments,
    and one more thread of `longest` comments.

    What is there already is kept: the same command twice changes nothing.
    """
    material = material_of(members, seed)
    lengths = [comments] * threads + ([longest] if longest else [])
    for number in range(_known_threads(material.members), len(lengths)):
        with atomic() as session:
            _add_thread(session, material, number, lengths[number])
    with atomic() as session:
        _count_in_themes(session)


def material_of(members: int, seed: int) -> Material:
    """With so many members, who are added where they are missing."""
    return Material(
        seed=seed,
        now=utc_now().replace(minute=0, second=0, microsecond=0),
        sentences=_sentences(),
        themes=[theme.id for theme in add_themes(access="public")],
        members=_add_members(members),
    )


def _add_members(wanted: int) -> list[int]:
    addresses = [ADDRESS.format(number=number) for number in range(1, wanted + 1)]
    found = select(Member.id).where(Member.email.in_(addresses)).order_by(Member.id)
    known = len(db.session.scalars(found).all())
    if known < wanted:
        places = sorted(place.refnis for place in municipalities.all_municipalities())
        people = list(content.table("members").values())
        password = hashed(PASSWORD)  # one hash for all: each would cost a tenth of a second
        rows = [
            {
                "email": ADDRESS.format(number=number),
                "name": (name := f"{people[number % len(people)]['name']} {number}"),
                "name_folded": fold(name),
                "password": password,
                "fs_uniquifier": f"sample{number:058d}",
                "confirmed_at": utc_now(),
                "onboarded_at": utc_now(),
                "municipality": places[number * 7 % len(places)],
                "function": people[number % len(people)]["function"],
                "locale": LANGUAGES[number % 2],
                "languages": [LANGUAGES[number % 2]],
            }
            for number in range(known + 1, wanted + 1)
        ]
        with atomic() as session:
            session.execute(insert(Member), rows)
    return list(db.session.scalars(found))


def _known_threads(members: Sequence[int]) -> int:
    known = select(func.count(Thread.id)).where(Thread.author_id.in_(members))
    return db.session.scalar(known) or 0


def _add_thread(session: Session, material: Material, number: int, length: int) -> None:
    """Each thread has its own dice: it is the same however many were there before."""
    dice = random.Random(f"{material.seed} {number}")
    lang = LANGUAGES[number % 2]
    opened = material.now - timedelta(minutes=10 * number + length)
    comments = _comments(material, dice, number, length, opened)
    latest = comments[-1]
    authors = [comment.author_id for comment in comments]
    thread = Thread(
        theme_id=material.themes[number % len(material.themes)],
        author_id=authors[0],
        kind=KINDS[number % len(KINDS)],
        title=dice.choice([s for s in material.sentences[lang] if len(s) <= LONGEST_TITLE]),
        lang=lang,
        created_at=opened,
        last_activity_at=latest.created_at,
        last_number=length,
        comment_count=length,
        last_author_id=latest.author_id,
        last_excerpt=rich_text.excerpt(latest.html, EXCERPT_LENGTH),
        last_lang=latest.lang,
        participants=list(dict.fromkeys(reversed(authors)))[:SHOWN_PARTICIPANTS],
    )
    for comment in comments:
        comment.thread = thread
    session.add_all(comments)
    session.flush()
    session.add_all(_readings(thread, comments))


def _comments(
    material: Material, dice: random.Random, thread_number: int, length: int, opened: datetime
) -> list[Comment]:
    """The opening text and the tree of comments, in the order of posting."""
    comments: list[Comment] = []
    for number in range(length + 1):
        parent = _answered(dice, comments)
        lang = LANGUAGES[(thread_number + number) % 2]
        above = parent.path if parent else paths.OPENING
        path = paths.place_under(above, number) if number else paths.OPENING
        comment = Comment(
            number=number,
            parent=parent,
            author_id=dice.choice(material.members),
            path=path,
            depth=paths.depth(path),
            html=_text(dice, material.sentences[lang]),
            lang=lang,
            created_at=opened + timedelta(minutes=number),
            answer_count=0,
        )
        if parent:
            parent.answer_count += 1
        comments.append(comment)
    return comments


def _answered(dice: random.Random, comments: Sequence[Comment]) -> Comment | None:
    """The comment that the next one answers, or None where it answers the thread itself."""
    last_few = comments[1:][-LAST_FEW:]
    return dice.choice(last_few) if last_few and dice.random() > DIRECT_ANSWERS else None


def _readings(thread: Thread, comments: Sequence[Comment]) -> list[Reading]:
    """Everybody who wrote has read as far as they wrote."""
    read_through = {comment.author_id: comment.number for comment in comments}
    return [
        Reading(
            member_id=author, thread_id=thread.id, read_through=number, read_at=thread.created_at
        )
        for author, number in read_through.items()
    ]


def _sentences() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {lang: [] for lang in LANGUAGES}
    for story in content.threads().values():
        for text in (story, *story["comments"]):
            if text["lang"] in found:
                plain = " ".join(word for word in text["body"].split() if word not in ("-", ">"))
                found[text["lang"]] += re.findall(r"[A-ZÉÀ][^.!?@]{30,160}[.!?]", plain)
    return found


def _text(dice: random.Random, sentences: Sequence[str]) -> str:
    words = ""
    while len(words) < COMMENT_LENGTH:
        words += dice.choice(sentences) + " "
    return rich_text.render(words.strip())


def _count_in_themes(session: Session) -> None:
    for theme in session.scalars(select(Theme)):
        counted = select(
            func.count(Thread.id),
            func.coalesce(func.sum(Thread.comment_count), 0),
            func.max(Thread.last_activity_at),
        ).where(Thread.theme_id == theme.id)
        theme.thread_count, theme.comment_count, theme.last_activity_at = session.execute(
            counted
        ).one()
