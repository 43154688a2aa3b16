"""In some themes a moderator reads the first text of each member before others do."""

from sqlalchemy import exists, or_, select

from connect.database import db
from connect.discussions.models import Comment, Thread
from connect.drafts.errors import WaitsForApproval
from connect.members.models import Member
from connect.themes.models import Theme, ThemeApproval


def heed_approval(author: Member, theme: Theme) -> None:
    """WaitsForApproval, unless a text of theirs stands there or a moderator has approved one."""
    if theme.approves_first and not (_moderates(author, theme) or _is_known(author, theme)):
        raise WaitsForApproval(theme.id)


def _moderates(author: Member, theme: Theme) -> bool:
    return author.is_organiser or theme.id in author.moderated_theme_ids


def _is_known(author: Member, theme: Theme) -> bool:
    approved = exists().where(
        ThemeApproval.theme_id == theme.id, ThemeApproval.member_id == author.id
    )
    # The opening under a sheet is that sheet in brief: nobody has read it for the theme.
    said_here = or_(Comment.number > 0, Thread.home.is_(None))
    stands = (
        select(Comment.id)
        .join(Comment.thread)
        .where(
            Comment.author_id == author.id,
            Thread.theme_id == theme.id,
            Comment.stands,
            Thread.stands,
            said_here,
        )
        .exists()
    )
    return bool(db.session.scalar(select(or_(approved, stands))))
