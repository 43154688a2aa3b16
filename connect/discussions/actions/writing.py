"""Writing in discussions: each function is one thing a member does, whole or not at all."""

from collections.abc import Sequence

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from connect import language, rich_text
from connect.database import atomic, db, utc_now
from connect.discussions import paths, queries
from connect.discussions.errors import EditedMeanwhile, ThreadWithdrawn, UnknownParent
from connect.discussions.models import Comment, Revision, Thread, ThreadTag
from connect.discussions.actions.marking import mark_read
from connect.events import log
from connect.members.models import Member
from connect.members.queries import members_named
from connect.themes.models import Theme

SHOWN_PARTICIPANTS = 4
EXCERPT_LENGTH = 160


def open_thread(
    author: Member,
    theme: Theme,
    *,
    kind: str,
    title: str,
    body: str,
    tags: Sequence[str] = (),
    token: str | None = None,
) -> Thread:
    """Start a thread with its opening text. The same token again returns the same thread."""
    if token and (posted := queries.comment_by_token(author.id, token)):
        return posted.thread
    html = written_text(body, theme)
    lang = language.detect(f"{title}\n{rich_text.plain_text(html)}", hint=author.locale)
    with atomic() as session:
        now = utc_now()
        thread = Thread(
            theme_id=theme.id,
            author_id=author.id,
            kind=kind,
            title=title,
            lang=lang,
            token=token,
            created_at=now,
            last_activity_at=now,
            last_author_id=author.id,
            last_lang=lang,
            last_excerpt=rich_text.excerpt(html, EXCERPT_LENGTH),
            participants=[author.id],
            tags=[ThreadTag(name=name) for name in tags],
        )
        session.add(thread)
        session.flush()
        opening = Comment(
            thread_id=thread.id,
            author_id=author.id,
            number=0,
            path=paths.OPENING,
            depth=0,
            html=html,
            lang=lang,
            token=token,
            created_at=now,
        )
        session.add(opening)
        session.flush()
        _count_in_theme(session, theme.id, threads=1)
        mark_read(author, thread, [])
        log.record(
            "thread.opened",
            subject=f"thread:{thread.id}",
            streams=[theme.stream],
            actor_id=author.id,
            token=token,
            payload={"comment": opening.id},
        )
    return thread


def post_comment(
    author: Member,
    thread: Thread,
    *,
    body: str,
    parent_id: int | None = None,
    token: str | None = None,
) -> Comment:
    """Answer a thread or one of its comments. The same token again returns the same comment."""
    if token and (posted := queries.comment_by_token(author.id, token)):
        return posted
    html = written_text(body, thread.theme)
    lang = language.detect(rich_text.plain_text(html), hint=author.locale)
    try:
        with atomic() as session:
            thread = _locked(session, thread)
            parent = _parent(session, thread, parent_id)
            comment = _append(session, thread, parent, author, html, lang, token)
            log.record(
                "comment.posted",
                subject=comment.subject,
                streams=[thread.stream, f"theme:{thread.theme_id}"],
                actor_id=author.id,
                token=token,
            )
    except IntegrityError:
        # The same form, sent twice at the same moment: the first one won.
        if token and (posted := queries.comment_by_token(author.id, token)):
            return posted
        raise
    return comment


def edit_comment(
    editor: Member,
    comment: Comment,
    *,
    body: str,
    version: int,
    title: str | None = None,
) -> Comment:
    """Replace a comment's text (and an opening's title), keeping what it said before.

    Raises EditedMeanwhile when `version`, which the edit started from, is no longer current.
    """
    html = written_text(body, comment.thread.theme)
    with atomic() as session:
        session.refresh(comment, with_for_update=True)
        thread = comment.thread
        old_title = thread.title if comment.is_opening else None
        new_title = title if comment.is_opening and title else old_title
        if (html, new_title) == (comment.html, old_title):
            return comment
        if comment.version != version:
            raise EditedMeanwhile(comment)
        session.add(
            Revision(
                comment_id=comment.id,
                version=comment.version,
                title=old_title,
                html=comment.html,
                lang=comment.lang,
                editor_id=editor.id,
                written_at=comment.edited_at or comment.created_at,
            )
        )
        comment.html = html
        comment.version += 1
        comment.edited_at = utc_now()
        if new_title is not None:
            thread.title = new_title
        _record_change("comment.edited", comment, editor)
    return comment


def withdraw_comment(member: Member, comment: Comment) -> Comment:
    """Take a text back. It can be restored; answered, it leaves a trace without its words."""
    with atomic() as session:
        _locked(session, comment.thread)
        session.refresh(comment)
        if comment.withdrawn_at is None:
            comment.withdrawn_at = utc_now()
            _count_shown(session, comment, -1)
            _record_change("comment.withdrawn", comment, member)
    return comment


def restore_comment(member: Member, comment: Comment) -> Comment:
    """Undo a withdrawal."""
    with atomic() as session:
        _locked(session, comment.thread)
        session.refresh(comment)
        if comment.withdrawn_at is not None:
            comment.withdrawn_at = None
            _count_shown(session, comment, +1)
            _record_change("comment.restored", comment, member)
    return comment


def correct_language(member: Member, comment: Comment, lang: str) -> Comment:
    """Say which language a text is in, where it was guessed wrong."""
    with atomic() as session:
        session.refresh(comment, with_for_update=True)
        if comment.lang != lang:
            comment.lang = lang
            if comment.is_opening:
                comment.thread.lang = lang
            _record_change("comment.language_corrected", comment, member)
    return comment


def written_text(body: str, theme: Theme) -> str:
    """A text as it is stored: cleaned, and with the members it names who can read it."""
    named = members_named(rich_text.mention_candidates(body), theme)
    return rich_text.render(body, named)


def _locked(session: Session, thread: Thread) -> Thread:
    """The thread's row, kept until the commit: comments get their numbers one by one."""
    session.refresh(thread, with_for_update={"of": Thread})
    if thread.withdrawn_at is not None and thread.comment_count:
        raise ThreadWithdrawn
    return thread


def _parent(session: Session, thread: Thread, parent_id: int | None) -> Comment | None:
    if parent_id is None:
        return None
    parent = session.get(Comment, parent_id)
    if parent is None or parent.thread_id != thread.id:
        raise UnknownParent
    return None if parent.is_opening else parent


def _append(
    session: Session,
    thread: Thread,
    parent: Comment | None,
    author: Member,
    html: str,
    lang: str,
    token: str | None,
) -> Comment:
    now = utc_now()
    number = thread.last_number + 1
    path = paths.place_under(parent.path if parent else paths.OPENING, number)
    comment = Comment(
        thread_id=thread.id,
        parent_id=parent.id if parent else None,
        author_id=author.id,
        number=number,
        path=path,
        depth=paths.depth(path),
        html=html,
        lang=lang,
        token=token,
        created_at=now,
    )
    session.add(comment)
    if parent:
        _count_answer(session, parent, +1)
    thread.last_number = number
    thread.comment_count += 1
    thread.last_activity_at = now
    thread.last_author_id = author.id
    thread.last_lang = lang
    thread.last_excerpt = rich_text.excerpt(html, EXCERPT_LENGTH)
    others = [i for i in thread.participants if i != author.id]
    thread.participants = [author.id, *others][:SHOWN_PARTICIPANTS]
    session.flush()
    _count_in_theme(session, thread.theme_id, comments=1)
    mark_read(author, thread, [number])
    return comment


def _count_shown(session: Session, comment: Comment, step: int) -> None:
    """Carry a withdrawal or its undoing to the counters above it."""
    thread = comment.thread
    if comment.is_opening:
        alone = thread.comment_count == 0
        if alone or step > 0:
            thread.withdrawn_at = comment.withdrawn_at
        return
    thread.comment_count += step
    _count_in_theme(session, thread.theme_id, comments=step)
    if comment.answer_count == 0 and comment.parent_id is not None:
        _count_answer(session, session.get_one(Comment, comment.parent_id), step)


def _count_answer(session: Session, parent: Comment, step: int) -> None:
    """An answer came or went. A withdrawn parent shows its trace only while it has answers,
    so that it comes or goes itself with the first or last of them."""
    session.refresh(parent)
    before = parent.answer_count
    parent.answer_count += step
    session.flush()
    turned = (before == 0) != (parent.answer_count == 0)
    if parent.withdrawn_at is not None and turned and parent.parent_id is not None:
        _count_answer(session, session.get_one(Comment, parent.parent_id), step)


def _count_in_theme(session: Session, theme_id: int, *, threads: int = 0, comments: int = 0) -> None:
    session.execute(
        update(Theme)
        .where(Theme.id == theme_id)
        .values(
            thread_count=Theme.thread_count + threads,
            comment_count=Theme.comment_count + comments,
            last_activity_at=utc_now(),
        )
        .execution_options(synchronize_session=False)
    )


def _record_change(kind: str, comment: Comment, actor: Member) -> None:
    """An opening also shows in its theme's list."""
    thread = comment.thread
    log.record(
        kind,
        subject=comment.subject,
        streams=[thread.stream, f"theme:{thread.theme_id}"],
        actor_id=actor.id,
    )
