"""The second factor: set up, used, renewed, taken away. Each change is told by mail."""

from sqlalchemy import update

from connect.accounts import codes
from connect.accounts.models import CodeApp, RecoveryCode
from connect.database import atomic, db, utc_now
from connect.members.models import Member


def use_code(member: Member, typed: str) -> bool:
    """Whether it is a code of the member's app, or one of their recovery codes, not used before.
    Two requests at once use it once."""
    return _use_app_code(member, typed) or _use_recovery_code(member, typed)


def _use_app_code(member: Member, typed: str) -> bool:
    app = db.session.get(CodeApp, member.id)
    counter = app and codes.matching_counter(typed, app.secret, app.last_counter)
    if not counter:
        return False
    with atomic() as session:
        used = session.execute(
            update(CodeApp)
            .where(CodeApp.member_id == member.id, CodeApp.last_counter < counter)
            .values(last_counter=counter)
            .returning(CodeApp.member_id)
        )
        return used.first() is not None


def _use_recovery_code(member: Member, typed: str) -> bool:
    with atomic() as session:
        used = session.execute(
            update(RecoveryCode)
            .where(
                RecoveryCode.member_id == member.id,
                RecoveryCode.code_hash == codes.hash_recovery_code(typed),
                RecoveryCode.used_at.is_(None),
            )
            .values(used_at=utc_now())
            .returning(RecoveryCode.id)
        )
        return used.first() is not None
