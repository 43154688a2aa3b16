"""Drafts of syntheses: kept as they are written, and saved by hand alone."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from connect.drafts.errors import NotPublishable
from connect.drafts.models import Fields
from connect.members.models import Member


class SynthesisDrafts:
    """See `drafts.publishing.Publication`. Others may have written in it by the time."""

    def problems(self, member: Member, number: int, fields: Fields) -> Sequence[str]:
        return [_("A synthesis is not saved from here: save it on its own page.")]

    def take_files(self, member: Member, number: int, fields: Fields) -> Sequence[str]:
        return []

    def files(self, member: Member, number: int, fields: Fields) -> Sequence[dict[str, Any]]:
        return []

    def html(self, member: Member, number: int, fields: Fields) -> str:
        raise NotPublishable("incomplete")

    def publish(self, member: Member, number: int, fields: Fields) -> None:
        raise NotPublishable("incomplete")


SYNTHESES = SynthesisDrafts()
