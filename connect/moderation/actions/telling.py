"""Mail to those whom a decision about a text concerns, each in their own language."""

from connect import mail
from connect.discussions.models import Comment
from connect.members.models import Member
from connect.moderation.answering import answer_locale
from connect.moderation.links import appeal_path
from connect.moderation.models import Decision, Report


def tell_author(comment: Comment, decision: Decision, answer: str = "") -> None:
    """That the text is hidden, or read again; never who reported it. Not to who decided."""
    if comment.author_id == decision.by_id:
        return
    template = "text_hidden" if comment.hidden_at else "text_shown"
    _mail(
        template,
        comment.author,
        decision,
        reason=decision.reason,
        reason_lang=decision.lang,
        answer=answer,
        path=comment.url,
        appeal=appeal_path(decision, comment.author),
    )


def tell_author_at_once(comment: Comment, report: Report) -> None:
    """That it is hidden until a moderator has decided."""
    author = comment.author
    if author.active:
        mail.queue(
            "text_waits",
            to=author.email,
            locale=author.locale,
            key=f"text_waits:{report.id}:{comment.version}",
            name=author.name,
            path=comment.url,
        )


def tell_reporters(report: Report, decision: Decision) -> None:
    """What came of it, with the answer in the language of each."""
    for reporter in report.reporters:
        locale = answer_locale(reporter.member)
        _mail(
            "report_answered",
            reporter.member,
            decision,
            is_hidden=report.state == "settled",
            answer=report.answers.get(locale, ""),
            path=decision.url,
        )


def _mail(template: str, to: Member, decision: Decision, **context: object) -> None:
    if not to.active:
        return
    mail.queue(
        template,
        to=to.email,
        locale=to.locale,
        key=f"{template}:{decision.id}:{to.id}",
        name=to.name,
        answer_lang=answer_locale(to),
        **context,
    )
