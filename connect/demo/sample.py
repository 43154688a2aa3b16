"""A large community for measuring: the same rows for the same seed, written in bulk.

Texts are whole sentences of the demo, about 600 characters a comment; each thread is a tree
in which a comment answers the thread or one of the comments before it.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from connect import rich_text
from connect.database import atomic, db, utc_now
from connect.demo import content
from connect.demo.scene import add_themes
from connect.discussions import paths
from connect.discussions.models import Comment, Thread
from connect.folding import fold
from connect.members.models import Member
from connect.members.security import hashed
from connect.places import municipalities
from connect.themes.models import Theme

PASSWORD = "sample-password-2026"  # noqa: S105 (printed by the command)
COMMENT_LENGTH = 600
ROWS_AT_ONCE = 5_000
LANGUAGES = ("fr", "nl")
KINDS = ("question", "experience", "proposal", "discussion")


@dataclass
class Sample:
    """What rows are made of. `sentences` are those of the demo, by language."""

    chance: random.Random
    now: datetime
    sentences: dict[str, list[str]]
    themes: Sequence[int]
    members: Sequence[int]


def grow(members: int, threads: int, comments: int, seed: int) -> None:
    """Bring the community up to so many members and threads, each thread with so many comments.

    What is there already is kept: the same command twice changes nothing.
    """
    sample = Sample(
        chance=random.Random(seed),  # noqa: S311
        now=utc_now().replace(minute=0, second=0, microsecond=0),
        sentences=_sentences(),
        themes=[theme.id for theme in add_themes(access="public")],
        members=_members(members),
    )
    known = db.session.scalar(select(func.count(Thread.id))) or 0
    step = max(1, ROWS_AT_ONCE // (comments + 1))
    for start in range(known, threads, step):
        with atomic() as session:
            for number in range(start, min(threads, start + step)):
                _thread(session, sample, number, comments)
    with atomic() as session:
        _count(session)


def _members(wanted: int) -> list[int]:
    places = sorted(place.refnis for place in municipalities.all_municipalities())
    people = list(content.table("members").values())
    known = set(db.session.scalars(select(Member.email).where(Member.email.like("sample%"))))
    password = hashed(PASSWORD)  # one hash for all: each would cost a tenth of a second
    rows = []
    for n in range(1, wanted + 1):
        email = f"sample{n}@example.org"
        model = people[n % len(people)]
        name = f"{model['name']} {n}"
        row: dict[str, Any] = {
            "email": email,
            "name": name,
            "name_folded": fold(name),
            "password": password,
            "fs_uniquifier": f"sample{n:058d}",
            "confirmed_at": utc_now(),
            "municipality": places[n * 7 % len(places)],
            "function": model["function"],
            "locale": LANGUAGES[n % 2],
            "languages": [LANGUAGES[n % 2]],
        }
        if email not in known:
            rows.append(row)
    with atomic() as session:
        if rows:
            session.execute(insert(Member), rows)
    found = select(Member.id).where(Member.email.like("sample%")).order_by(Member.id)
    return list(db.session.scalars(found))


def _thread(session: Session, sample: Sample, number: int, comments: int) -> None:
    chance = sample.chance
    lang = LANGUAGES[number % 2]
    opened = sample.now - timedelta(minutes=10 * number + comments)
    author = chance.choice(sample.members)
    moments = [opened + timedelta(minutes=n) for n in range(comments + 1)]
    authors = [author, *(chance.choice(sample.members) for _ in range(comments))]
    texts = [_text(sample, LANGUAGES[(number + n) % 2]) for n in range(comments + 1)]
    thread = Thread(
        theme_id=sample.themes[number % len(sample.themes)],
        author_id=author,
        kind=KINDS[number % len(KINDS)],
        title=chance.choice(sample.sentences[lang])[:100].rstrip(".,;: "),
        lang=lang,
        created_at=opened,
        last_activity_at=moments[-1],
        last_number=comments,
        comment_count=comments,
        last_author_id=authors[-1],
        last_excerpt=rich_text.excerpt(texts[-1], 160),
        last_lang=LANGUAGES[(number + comments) % 2],
        participants=list(dict.fromkeys(reversed(authors)))[:4],
    )
    session.add(thread)
    session.flush()
    session.execute(
        insert(Comment), _comments(sample, thread.id, number, authors, moments, texts)
    )


def _comments(
    sample: Sample,
    thread_id: int,
    number: int,
    authors: list[int],
    moments: list[datetime],
    texts: list[str],
) -> list[dict[str, Any]]:
    """Rows of a tree: the ids of a thread follow each other, from the next free one."""
    first = (db.session.scalar(select(func.max(Comment.id))) or 0) + 1
    rows: list[dict[str, Any]] = []
    for n, (author, moment, html) in enumerate(zip(authors, moments, texts, strict=True)):
        answered = sample.chance.randrange(max(0, n - 8), n) if n else 0
        if sample.chance.random() < 0.4:
            answered = 0
        path = paths.place_under(rows[answered]["path"], n) if n else paths.OPENING
        if answered:
            rows[answered]["answer_count"] += 1
        rows.append(
            {
                "id": first + n,
                "thread_id": thread_id,
                "parent_id": first + answered if answered else None,
                "author_id": author,
                "number": n,
                "path": path,
                "depth": paths.depth(path),
                "html": html,
                "lang": LANGUAGES[(number + n) % 2],
                "created_at": moment,
                "answer_count": 0,
                "useful_count": 0,
            }
        )
    return rows


def _sentences() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {lang: [] for lang in LANGUAGES}
    for story in content.threads():
        for text in (story, *story["comments"]):
            if text["lang"] in found:
                plain = " ".join(line for line in text["body"].split() if line not in ("-", ">"))
                found[text["lang"]] += re.findall(r"[A-ZÉÀ][^.!?@]{30,160}[.!?]", plain)
    return found


def _text(sample: Sample, lang: str) -> str:
    words = ""
    while len(words) < COMMENT_LENGTH:
        words += sample.chance.choice(sample.sentences[lang]) + " "
    return rich_text.render(words.strip())


def _count(session: Session) -> None:
    """The themes' counters, counted again, and PostgreSQL's next free comment number."""
    for theme in session.scalars(select(Theme)):
        counted = select(
            func.count(Thread.id),
            func.coalesce(func.sum(Thread.comment_count), 0),
            func.max(Thread.last_activity_at),
        ).where(Thread.theme_id == theme.id)
        theme.thread_count, theme.comment_count, theme.last_activity_at = session.execute(
            counted
        ).one()
    if session.connection().dialect.name == "postgresql":
        latest = select(func.max(Comment.id)).scalar_subquery()
        session.execute(select(func.setval("comments_id_seq", latest)))
