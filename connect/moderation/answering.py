"""In which words those concerned are answered."""

from connect.discussions.models import Comment, Thread
from connect.members.models import Member
from connect.moderation.models import CannedAnswer, Report

ANSWER_LOCALES = ("fr", "nl")
TITLE = "{title}"


def answer_locale(member: Member) -> str:
    """Moderators write in French and Dutch; who reads the site in another language gets the one
    of the two that they speak."""
    wanted = (member.locale, *member.languages)
    return next((locale for locale in wanted if locale in ANSWER_LOCALES), ANSWER_LOCALES[0])


def reporters_locales(report: Report) -> list[str]:
    """The languages in which this report has to be answered."""
    spoken = {answer_locale(reporter.member) for reporter in report.reporters}
    return [locale for locale in ANSWER_LOCALES if locale in spoken]


def filled_in(answer: CannedAnswer, comment: Comment, locale: str) -> str:
    """Its words about this text. The title of a thread that is reported as a whole may be what
    is wrong with it: its theme is named instead."""
    return answer.text(locale).replace(TITLE, _called(comment, comment.thread, locale))


def _called(comment: Comment, thread: Thread, locale: str) -> str:
    return thread.theme.name(locale) if comment.is_opening else thread.title
