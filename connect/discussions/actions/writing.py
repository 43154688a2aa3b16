"""Writing in discussions: opening a thread and answering, whole or not at all, and once."""

import uuid
from collections.abc import Sequence

from sqlalchemy import ColumnElement
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from connect import language, rich_text
from connect.database import atomic, utc_now
from connect.discussions import paths, policies, queries
from connect.discussions.actions.counting import (
    EXCERPT_LENGTH,
    SHOWN_PARTICIPANTS,
    count_answer,
    count_in_theme,
    lock,
)
from connect.discussions.actions.marking import mark_read
from connect.discussions.approval import heed_approval
from connect.discussions.errors import ThreadWithdrawn, TooSoon, UnknownParent, shut_for
from connect.discussions.models import Comment, Thread, ThreadTag
from connect.discussions.visibility import mentionable_in
from connect.drafts import actions as drafts
from connect.events import log
from connect.members.models import Member
from connect.members.queries import members_named
from connect.members.readers import readers_of_theme
from connect.themes.models import Theme
from connect.uploads import actions as uploads
from connect.uploads.queries import pictures_for


def open_thread(
    author: Member,
    theme: Theme,
    *,
    kind: str,
    title: str,
    body: str,
    tags: Sequence[str] = (),
    files: Sequence[str] = (),
    token: str | None = None,
) -> Thread:
    """Start a thread with its opening text. The same token again returns the same thread.

    Raises KeptOut, and WaitsForApproval where a moderator reads it first.
    """
    html = written_text(author, body, readers_of_theme(theme))
    token, posted = _under_token(author, token, html)
    if posted is not None:
        drafts.settle(author, theme.stream)
        return posted.thread
    lang = language.detect(f"{title}\n{rich_text.plain_text(html)}", hint=author.locale)
    try:
        with atomic() as session:
            drafts.settle(author, theme.stream)
            if policies.is_kept_out_of(author, theme):
                raise shut_for(author, theme.id)
            heed_approval(author, theme)
            thread = Thread(theme_id=theme.id, kind=kind, title=title, lang=lang, token=token)
            thread.tags = [ThreadTag(name=name) for name in tags]
            opening = begin(session, author, thread, html)
            hold_files(author, opening, files)
    except IntegrityError:
        if posted := _posted(author, token):
            return posted.thread
        raise
    return thread


def begin(session: Session, author: Member, thread: Thread, html: str) -> Comment:
    """Store a new thread with its opening text, and tell of it."""
    now = utc_now()
    thread.author_id = thread.last_author_id = author.id
    thread.created_at = thread.last_activity_at = now
    thread.last_lang = thread.lang
    thread.last_excerpt = rich_text.excerpt(html, EXCERPT_LENGTH)
    thread.participants = [author.id]
    session.add(thread)
    session.flush()
    opening = Comment(
        thread_id=thread.id,
        author_id=author.id,
        number=0,
        path=paths.OPENING,
        depth=0,
        html=html,
        lang=thread.lang,
        token=thread.token,
        created_at=now,
    )
    session.add(opening)
    session.flush()
    count_in_theme(session, thread, threads=1, moved_at=now)
    mark_read(author, thread, [])
    log.record(
        "thread.opened",
        subject=f"thread:{thread.id}",
        streams=[stream for stream in thread.streams if stream != thread.stream],
        actor_id=author.id,
        token=thread.token,
        payload={"comment": opening.id},
    )
    return opening


def post_comment(
    author: Member,
    thread: Thread,
    *,
    body: str,
    parent_id: int | None = None,
    files: Sequence[str] = (),
    token: str | None = None,
    begun_at: str | None = None,
) -> Comment:
    """Answer a thread or one of its comments. The same token again returns the same comment.
    `begun_at`: the place of the draft, where that is another thread's, moved or merged since.

    Raises ThreadWithdrawn, ThreadShut, TooSoon, WaitsForApproval or UnknownParent as things stand
    now.
    """
    html = written_text(author, body, mentionable_in(thread))
    token, posted = _under_token(author, token, html)
    if posted is not None:
        _settle(author, thread, begun_at)
        return posted
    lang = language.detect(rich_text.plain_text(html), hint=author.locale)
    try:
        with atomic() as session:
            _settle(author, thread, begun_at)
            _refuse_unless_open(author, lock(session, thread))
            heed_approval(author, thread.theme)
            parent = _parent(session, thread, parent_id)
            comment = _append(session, thread, parent, author, html, lang, token)
            hold_files(author, comment, files)
            log.record(
                "comment.posted",
                subject=comment.subject,
                streams=thread.streams,
                actor_id=author.id,
                token=token,
            )
    except IntegrityError:
        if posted := _posted(author, token):
            return posted
        raise
    return comment


def _settle(author: Member, thread: Thread, begun_at: str | None) -> None:
    for place in sorted({thread.stream, begun_at or thread.stream}):
        drafts.settle(author, place)


def _refuse_unless_open(author: Member, thread: Thread) -> None:
    if not thread.stands:
        raise ThreadWithdrawn
    if not policies.is_open_to(author, thread):
        raise shut_for(author, *thread.theme_ids)
    if policies.is_slowed(author, thread):
        again_at = queries.answers_again_at(author, thread)
        if again_at is not None:
            raise TooSoon(again_at)


def written_text(
    author: Member, body: str, readers: ColumnElement[bool], subject: str | None = None
) -> str:
    """A text as it is stored: cleaned, with those of its readers whom it names, and with the
    pictures that are its author's, or those of the text it was before (`subject`)."""
    chosen = rich_text.mentioned_members(body)
    named = members_named(rich_text.mention_candidates(body), readers, chosen)
    return rich_text.render(body, named, pictures_for(author, body, subject))


def hold_files(author: Member, comment: Comment, listed: Sequence[str]) -> None:
    """Let a text hold the pictures it shows and the files listed under it."""
    shown = rich_text.picture_keys(comment.html)
    if shown or listed:
        comment.files = uploads.attach(author, comment.subject, shown=shown, listed=listed)


def _under_token(author: Member, token: str | None, html: str) -> tuple[str | None, Comment | None]:
    """The token to post under, and what was posted under it.

    A token stands for one text. Another text under it (of a form that was changed after it had
    been sent, of a draft published in one window and gone on with in another) gets one of its
    own, which is the same again when it is sent again.
    """
    found = queries.posted_with_token(author.id, token) if token else None
    if token is None or found is None:
        return token, None
    comment, first_html = found
    if rich_text.plain_text(first_html) == rich_text.plain_text(html):
        return token, comment
    token = str(uuid.uuid5(uuid.UUID(token), html))
    return token, _posted(author, token)


def _posted(author: Member, token: str | None) -> Comment | None:
    """What the same form already made. Asked again when a write fails on its token: of two that
    were sent at the same moment, the other one won."""
    return queries.comment_by_token(author.id, token) if token else None


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
    session.flush()
    count_answer(session, comment, +1)
    count_in_theme(session, thread, comments=1, moved_at=now)
    others = [i for i in thread.participants if i != author.id]
    thread.last_number = number
    thread.comment_count += 1
    thread.last_activity_at = now
    thread.last_author_id = author.id
    thread.last_lang = lang
    thread.last_excerpt = rich_text.excerpt(html, EXCERPT_LENGTH)
    thread.participants = [author.id, *others][:SHOWN_PARTICIPANTS]
    session.flush()
    mark_read(author, thread, [number])
    return comment
