"""What drafts become in discussions: answers, changed texts, new threads."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement
from werkzeug.datastructures import MultiDict

from connect.discussions import actions, policies, queries
from connect.discussions.actions.writing import written_text
from connect.discussions.errors import (
    REFUSALS,
    EditedMeanwhile,
    ThreadShut,
    ThreadWithdrawn,
    TooSoon,
    explained,
)
from connect.discussions.forms import CommentForm, ThreadForm, edit_form
from connect.discussions.models import Comment, Thread
from connect.discussions.visibility import mentionable_in
from connect.drafts.errors import NotPublishable
from connect.drafts.models import Fields
from connect.members.models import Member
from connect.members.readers import readers_of_theme
from connect.themes.models import Theme
from connect.themes.queries import reach_theme_by_id
from connect.uploads.queries import files_for

Place = TypeVar("Place")


@dataclass(frozen=True)
class Writing(Generic[Place]):
    """One kind of place (see `drafts.publishing.Publication`): how it is reached, whose form is
    filled in there, and the action that is told what the form says."""

    reach: Callable[[Member | None, int], Place | None]
    may_write: Callable[[Member | None, Place], bool]
    readers: Callable[[Place], ColumnElement[bool]]
    form: Callable[[Place], type[Any]]
    post: Callable[..., object]
    subject: Callable[[Place], str | None] = lambda _place: None

    def problems(self, member: Member, number: int, fields: Fields) -> Sequence[str]:
        place = self._reached(member, number)
        if not self.may_write(member, place):
            return [explained(ThreadShut())]
        form = self._filled(place, fields)
        if not form.validate():
            return [str(message) for found in form.errors.values() for message in found]
        try:
            self._text(member, place, fields)
        except REFUSALS as refusal:
            return [explained(refusal)]
        return []

    def take_files(self, member: Member, number: int, fields: Fields) -> Sequence[str]:
        place = self._reached(member, number)
        form = self.form(place)(meta={"csrf": False})
        form.take_files(member, self.subject(place))
        fields.pop("files", None)
        if form.files.data:
            fields["files"] = form.files.data
        return list(form.attachments.process_errors)

    def files(self, member: Member, number: int, fields: Fields) -> Sequence[dict[str, Any]]:
        subject = self.subject(self._reached(member, number))
        found = files_for(member, fields.get("files", []), subject)
        return [file.described for file in found.values()]

    def html(self, member: Member, number: int, fields: Fields) -> str:
        return self._text(member, self._reached(member, number), fields)

    def publish(self, member: Member, number: int, fields: Fields) -> None:
        place = self._reached(member, number)
        if not self.may_write(member, place):
            raise NotPublishable("closed")
        form = self._filled(place, fields)
        if not form.validate():
            raise NotPublishable("incomplete")
        try:
            self.post(member, place, **form.told)
        except EditedMeanwhile as refusal:
            raise NotPublishable("changed") from refusal
        except (ThreadShut, ThreadWithdrawn) as refusal:
            raise NotPublishable("closed") from refusal
        except TooSoon as refusal:
            raise NotPublishable("slow") from refusal
        except REFUSALS as refusal:
            raise NotPublishable("incomplete") from refusal

    def _reached(self, member: Member, number: int) -> Place:
        place = self.reach(member, number)
        if place is None:
            raise NotPublishable("closed")
        return place

    def _text(self, member: Member, place: Place, fields: Fields) -> str:
        return written_text(member, fields["body"], self.readers(place), self.subject(place))

    def _filled(self, place: Place, fields: Fields) -> Any:
        """The form as the member would send it. It comes from the draft, not from a browser,
        so there is no secret to check."""
        return self.form(place)(MultiDict(fields), meta={"csrf": False})


ANSWER: Writing[Thread] = Writing(
    reach=queries.reach_thread,
    may_write=policies.can_comment,
    readers=mentionable_in,
    form=lambda _thread: CommentForm,
    post=actions.post_comment,
)
CHANGE: Writing[Comment] = Writing(
    reach=queries.reach_comment,
    may_write=policies.can_edit_comment,
    readers=lambda comment: mentionable_in(comment.thread),
    form=edit_form,
    post=actions.edit_comment,
    subject=lambda comment: comment.subject,
)
OPENING: Writing[Theme] = Writing(
    reach=reach_theme_by_id,
    may_write=policies.can_open_thread,
    readers=readers_of_theme,
    form=lambda _theme: ThreadForm,
    post=actions.open_thread,
)
