"""The page of one's drafts, as it is shown: what was written, and where it belongs."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from markupsafe import escape

from connect import language, rich_text
from connect.drafts import queries
from connect.drafts.models import Draft
from connect.members.models import Member
from connect.subjects import Subject, reach_subjects

REASONS = {
    "changed": _("The text was changed by hand in the meantime."),
    "closed": _("Nobody can write there any more, or it is no longer open to you."),
    "incomplete": _("Something is missing or too long: open it to see what."),
}


@dataclass(frozen=True)
class DraftLine:
    """`subject` is None when its place is out of the member's reach by now: then the line says
    nothing but what the member wrote."""

    draft: Draft
    subject: Subject | None
    excerpt: str
    lang: str

    @property
    def failure(self) -> str | None:
        """Why it was not published when it should have been."""
        return REASONS[self.draft.failure] if self.draft.failure else None

    @property
    def may_go_on(self) -> bool:
        return self.subject is not None and self.subject.may_write


def draft_lines(member: Member, before: int | None = None) -> tuple[Sequence[DraftLine], bool]:
    """A page of drafts, and whether older ones follow."""
    drafts = queries.drafts_of(member, before)
    shown = drafts[: queries.PAGE_SIZE]
    subjects = reach_subjects(member, [draft.place for draft in shown])
    lines = [draft_line(member, draft, subjects.get(draft.place)) for draft in shown]
    return lines, len(drafts) > len(shown)


def draft_line(member: Member, draft: Draft, subject: Subject | None) -> DraftLine:
    words = rich_text.excerpt(draft.body)
    lang = language.detect(f"{draft.title}\n{words}", hint=member.locale)
    return DraftLine(draft, subject, words, lang)


def readable(body: str) -> str:
    """What was written, as HTML to read: also what is still too long to be published."""
    try:
        return rich_text.render(body)
    except ValueError:
        return f"<p>{escape(body)}</p>"
