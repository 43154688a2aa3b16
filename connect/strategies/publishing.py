"""Drafts of sheets: kept as they are written, and published by hand alone."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from connect.drafts.errors import NotPublishable
from connect.drafts.models import Fields
from connect.members.models import Member
from connect.uploads.forms import AttachmentsMixin
from connect.uploads.queries import files_for


class SheetDrafts:
    """See `drafts.publishing.Publication`. A sheet has a gate of its own, which nothing passes by
    itself."""

    def problems(self, member: Member, number: int, fields: Fields) -> Sequence[str]:
        return [_("A sheet is not published from here: save it, then publish it from its page.")]

    def take_files(self, member: Member, number: int, fields: Fields) -> Sequence[str]:
        form = AttachmentsMixin(meta={"csrf": False})
        form.take_files(member, f"strategy:{number}")
        fields.pop("files", None)
        if form.files.data:
            fields["files"] = form.files.data
        return list(form.attachments.process_errors)

    def files(self, member: Member, number: int, fields: Fields) -> Sequence[dict[str, Any]]:
        found = files_for(member, fields.get("files", []), f"strategy:{number}")
        return [file.described for file in found.values()]

    def html(self, member: Member, number: int, fields: Fields) -> str:
        raise NotPublishable("incomplete")

    def publish(self, member: Member, number: int, fields: Fields) -> None:
        raise NotPublishable("incomplete")


SHEETS = SheetDrafts()
