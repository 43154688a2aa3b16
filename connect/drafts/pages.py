"""The page of one's drafts, as it is shown: what was written, and where it belongs."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from markupsafe import escape

from connect import language, rich_text
from connect.drafts import queries
from connect.drafts.models import Draft, Fields
from connect.members.models import Member
from connect.subjects import Subject, reach_subjects

SHORT = {"tags", "title"}
"""What two texts have no room for both of."""

REASONS = {
    "changed": _("The text was changed by hand in the meantime."),
    "closed": _("Nobody can write there any more, or it is no longer open to you."),
    "slow": _("Answers follow each other slowly there: wait a little, then publish it."),
    "declined": _("A moderator gave it back to you. Your inbox says why."),
    "suspended": _("You could not write here at that time."),
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
    def words(self) -> str:
        return words_of(self.draft.fields)

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
    words = rich_text.excerpt(readable(words_of(draft.fields)))
    lang = language.detect(f"{draft.title}\n{words}", hint=member.locale)
    return DraftLine(draft, subject, words, lang)


def words_of(fields: Fields) -> str:
    """What was written, to read or to copy: the text, or of a form with many fields all of more
    than one word, for the rest are choices."""
    if "body" in fields or not fields:
        return str(fields.get("body", ""))
    texts = (fields[name] for name in fields if name != "title")
    return "\n\n".join(text for text in texts if isinstance(text, str) and " " in text.strip())


def readable(body: str) -> str:
    """What was written, as HTML to read: also what is still too long to be published."""
    try:
        return rich_text.render(body)
    except ValueError:
        return f"<p>{escape(body)}</p>"


def both(fields: Fields, others: Fields) -> Fields:
    """Two texts for one place as one: in each field this text first, then what only the other
    says; of a field of one word, which chooses something, this one."""
    merged = {**others, **fields}
    for name in fields.keys() & others.keys() - SHORT:
        own, other = fields[name], others[name]
        is_text = name == "body" or (isinstance(own, str) and " " in own.strip())
        if is_text and _plain(other) not in _plain(own):
            merged[name] = rich_text.joined(own, f"\n\n{_plain(other)}")
    return merged


def _plain(text: str) -> str:
    return rich_text.plain_text(readable(text))
