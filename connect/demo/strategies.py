"""Telling of strategies: each is started, deepened, published, discussed, endorsed, translated
and confirmed by whoever did so, at the time they did."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import select

from connect.database import db, utc_now
from connect.demo import content, files
from connect.demo.cast import Act, Cast
from connect.discussions import actions as discussions
from connect.discussions.models import Comment
from connect.endorsements.actions import endorse, withdraw_endorsement
from connect.endorsements.queries import current_endorsement
from connect.members.models import Member
from connect.strategies import actions
from connect.strategies.fields import BY_NAME, needed_for
from connect.strategies.models import Sheet, Strategy

Said = Mapping[str, Any]

DAYS_OF_WRITING = 1.5
"""From the first draft of a strategy to its publication."""

DAYS_OF_WAITING = 0.2
"""From the publication to the answer of the contact person, who was asked."""


def acts(cast: Cast) -> list[Act]:
    """Everything that happens to every strategy, with its moment."""
    now = utc_now()
    return [
        (now - timedelta(days=days_ago), act)
        for name, story in content.strategies().items()
        for days_ago, act in _Telling(cast, name, story).acts()
    ]


@dataclass(frozen=True)
class _Telling:
    """One strategy's story, as its file tells it."""

    cast: Cast
    name: str
    story: Said

    def acts(self) -> Iterator[tuple[float, Callable[[], object]]]:
        """How many days ago, and what."""
        published = self.story["days_ago"]
        yield published + DAYS_OF_WRITING, self._start
        if self.story.get("draft"):
            yield published, self._deepen
            return
        yield published, self._publish
        yield published - DAYS_OF_WAITING, self._agree
        for kind, tell in self._what_follows.items():
            for said in self.story.get(kind, []):
                yield said["days_ago"], partial(tell, said)

    @property
    def _what_follows(self) -> Mapping[str, Callable[[Said], object]]:
        return {
            "comments": self._comment,
            "endorsements": self._endorse,
            "revisions": self._revise,
            "translations": self._translate,
            "confirmations": self._confirm,
            "archivings": self._archive,
        }

    @property
    def _strategy(self) -> Strategy:
        return self.cast.strategies[self.name]

    def _member(self, said: Said) -> Member:
        return self.cast.members[said["author"]]

    def _start(self) -> None:
        """A first draft says what a draft needs, and no more."""
        whole = self._sheet(self.story)
        author = self._member(self.story)
        strategy = actions.start_strategy(
            author,
            {field.name: whole[field.name] for field in needed_for("short")},
            adapted_from=self.cast.strategies.get(self.story.get("adapted_from", "")),
        )
        for key in self.story.get("co_authors", []):
            actions.add_writer(author, strategy, self.cast.members[key])
        self.cast.strategies[self.name] = strategy

    def _deepen(self) -> None:
        author = self._member(self.story)
        strategy = self._strategy
        actions.change_strategy(
            author,
            strategy,
            self._sheet(self.story),
            version=strategy.version,
            files=files.keys_of(author, self.story.get("files", [])),
            lang=self.story["lang"],
        )

    def _publish(self) -> None:
        self._deepen()
        strategy = self._strategy
        actions.publish_strategy(strategy.author, strategy)
        self.cast.comments[self.name, ""] = db.session.scalars(
            select(Comment).where(Comment.thread_id == strategy.thread_id, Comment.number == 0)
        ).one()

    def _agree(self) -> None:
        contact = self._strategy.contact
        if contact is not None:
            actions.agree_as_contact(contact, self._strategy)

    def _comment(self, said: Said) -> None:
        author = self._member(said)
        answered = self.cast.comments[self.name, said["answers"]]
        comment = discussions.post_comment(
            author, answered.thread, body=said["body"], parent_id=answered.id
        )
        discussions.correct_language(author, comment, said["lang"])
        self.cast.comments[self.name, said["key"]] = comment

    def _endorse(self, said: Said) -> None:
        member, subject = self._member(said), self._strategy.subject
        standing = current_endorsement(subject, member.municipality or "")
        before = standing.id if standing else None
        if said["level"] == "withdrawn":
            withdraw_endorsement(member, subject, current=before, reason=said["note"])
            return
        endorse(
            member,
            subject,
            level=said["level"],
            mandate=said["mandate"],
            note=said["note"],
            replaces=before,
        )

    def _revise(self, said: Said) -> None:
        strategy = self._strategy
        actions.change_strategy(
            self._member(said),
            strategy,
            self._sheet(said),
            version=strategy.version,
            files=strategy.file_keys,
        )

    def _translate(self, said: Said) -> None:
        actions.translate_strategy(
            self._member(said), self._strategy, said["lang"], self._sheet(said), version=0
        )

    def _confirm(self, said: Said) -> None:
        actions.confirm_practice(self._member(said), self._strategy)

    def _archive(self, said: Said) -> None:
        actions.archive_strategy(self._member(said), self._strategy)

    def _sheet(self, said: Said) -> Sheet:
        """What was said of the fields: themes and the contact person by their numbers."""
        sheet = {name: said[name] for name in BY_NAME if name in said}
        if "themes" in sheet:
            sheet["themes"] = [self.cast.themes[slug].id for slug in sheet["themes"]]
        if "contact" in sheet:
            sheet["contact"] = self.cast.members[sheet["contact"]].id
        return sheet
