"""A desk with few and with many open matters: what its pages ask of the database, and how long.

    python -m benchmarks.desk --database postgresql

The many: 10,000 questions without an answer and 1,000 reports among 50,000 threads, which is what
a million comments come to at 20 a thread.
"""

import argparse
import statistics
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import insert, text, update

from connect.database import atomic, db, utc_now
from connect.discussions.models import Comment, Thread
from connect.members.models import Member
from connect.moderation.models import Report, Reporter
from tests.support import apps, cast
from tests.support.cast import Cast
from tests.support.statements import queries_of
from tests.support.visitors import Visitor

FEW = {"threads": 500, "questions": 100, "reports": 10}
MANY = {"threads": 50_000, "questions": 10_000, "reports": 1_000}
PAGES = (
    *("/moderation/", "/moderation/count", "/moderation/questions", "/moderation/stalled"),
    *("/moderation/reports", "/moderation/first-texts", "/moderation/reports?state=new&mine=1"),
)
TIMES = 7


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk", description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    options = parser.parse_args()
    for sizes in (FEW, MANY):
        with (
            tempfile.TemporaryDirectory(prefix="connect-desk-") as folder,
            apps.settings_on(options.database, Path(folder)) as settings,
        ):
            app = apps.migrated_app(settings)
            people = cast.call(app)
            with app.app_context():
                _fill(people, **sizes)
            print(f"\n{sizes}")
            for name, member in (("moderator", people.amina), ("organiser", people.olga)):
                _measure(app, name, member)
            with app.app_context():
                db.engine.dispose()


def _measure(app: Flask, name: str, member: Member) -> None:
    visitor = Visitor(app, member)
    for path in PAGES:
        times = []
        for _turn in range(TIMES):
            with queries_of() as queries:
                begun = time.perf_counter()
                answer = visitor.client.get(path)
                times.append((time.perf_counter() - begun) * 1000)
        assert answer.status_code == 200
        print(f"{name:10} {path:40} {len(queries):3} statements {statistics.median(times):7.1f} ms")


def _fill(people: Cast, *, threads: int, questions: int, reports: int) -> None:
    """Each thread with its opening; an answer to all but the questions."""
    themes = [people.prevention.id, people.networks.id, people.circle.id]
    now = utc_now()
    rows = [
        _thread(people, number, themes[number % 3], now, asks=number <= questions)
        for number in range(1, threads + 1)
    ]
    openings = [_opening(people, number) for number in range(1, threads + 1)]
    with atomic() as session:
        session.execute(update(Member).values(joined_at=now - timedelta(days=400)))
        session.execute(insert(Thread), rows)
        session.execute(insert(Comment), openings)
        cases = range(1, reports + 1)
        session.execute(insert(Report), [_report(number) for number in cases])
        session.execute(insert(Reporter), [_reporter(people, number) for number in cases])
        session.execute(text("ANALYZE"))


def _thread(people: Cast, number: int, theme_id: int, now: Any, *, asks: bool) -> dict[str, Any]:
    moved_at = now - timedelta(days=8, minutes=number * 10)
    return {
        "id": number,
        "theme_id": theme_id,
        "author_id": people.chloe.id,
        "kind": "question",
        "title": f"Question {number}",
        "lang": "fr",
        "created_at": moved_at,
        "last_activity_at": moved_at,
        "comment_count": 0 if asks else 20,
        "last_author_id": people.bram.id,
        "last_excerpt": "Chez nous aussi.",
        "last_lang": "fr",
        "participants": [people.chloe.id],
    }


def _opening(people: Cast, number: int) -> dict[str, Any]:
    told = {"id": number, "thread_id": number, "author_id": people.chloe.id, "number": 0}
    return told | {"path": "", "depth": 0, "html": "<p>Qui ?</p>", "lang": "fr"}


def _report(number: int) -> dict[str, Any]:
    return {"id": number, "comment_id": number, "state": "new"}


def _reporter(people: Cast, number: int) -> dict[str, Any]:
    kind = "personal_data" if number % 5 == 0 else "offensive"
    return {"report_id": number, "member_id": people.bram.id, "kind": kind, "lang": "nl"}


if __name__ == "__main__":
    main()
