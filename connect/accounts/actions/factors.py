"""The second factor: set up, used, renewed, taken away. Each change is told by mail."""

from sqlalchemy import delete, update

from connect.accounts import codes
from connect.accounts.actions.sessions import revoke_sessions
from connect.accounts.actions.telling import tell
from connect.accounts.models import CodeApp, MemberSession, RecoveryCode
from connect.database import atomic, db, utc_now
from connect.members.actions import record
from connect.members.models import Member


def set_up_codes(member: Member, secret: str, code: str, keep: MemberSession) -> list[str] | None:
    """The recovery codes to be shown once; None when the app shows another code, or the member
    has an app already. Every session but the one to `keep` ends: it was opened
    without the second factor."""
    counter = codes.matching_counter(code, secret, 0)
    if counter is None:
        return None
    with atomic() as session:
        set_up = session.execute(
            update(Member)
            .where(Member.id == member.id, Member.second_factor_since.is_(None))
            .values(second_factor_since=utc_now())
            .returning(Member.id)
        )
        if set_up.first() is None:
            return None
        session.add(CodeApp(member_id=member.id, secret=secret, last_counter=counter))
        shown = _new_recovery_codes(member)
        revoke_sessions(member, MemberSession.id != keep.id)
        record("member.second_factor_set_up", member)
        tell("second_factor_changed", member, what="set_up")
    return shown


def renew_recovery_codes(member: Member) -> list[str]:
    """The old ones are good no more."""
    with atomic():
        shown = _new_recovery_codes(member)
        record("member.recovery_codes_renewed", member)
        tell("second_factor_changed", member, what="codes_renewed")
    return shown


def remove_second_factor(member: Member, by: Member) -> None:
    """Repeated, it changes nothing."""
    with atomic() as session:
        if member.second_factor_since is None:
            return
        member.second_factor_since = None
        session.execute(delete(CodeApp).where(CodeApp.member_id == member.id))
        session.execute(delete(RecoveryCode).where(RecoveryCode.member_id == member.id))
        record("member.second_factor_removed", member, by)
        what = "removed" if by.id == member.id else "reset"
        tell("second_factor_changed", member, what=what)


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


def _new_recovery_codes(member: Member) -> list[str]:
    shown = codes.new_recovery_codes()
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.member_id == member.id))
    db.session.add_all(
        RecoveryCode(member_id=member.id, code_hash=codes.hash_recovery_code(code))
        for code in shown
    )
    return shown
