"""Passkeys: add, name, remove, and open the door with one."""

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from connect.accounts import passkeys, queries
from connect.accounts.actions.telling import tell
from connect.accounts.challenges import Challenge
from connect.accounts.errors import PasskeyRefused
from connect.accounts.models import Passkey, SpentChallenge, hash_token
from connect.accounts.passkeys import Answer, NewKey
from connect.database import atomic, db, utc_now
from connect.members.actions import record
from connect.members.models import Member

PAGE = "/account/passkeys"


def add_passkey(member: Member, key: NewKey, name: str) -> Passkey:
    """PasskeyRefused when it is known already, or its challenge was answered before."""
    try:
        with atomic() as session:
            _spend(key.challenge)
            passkey = Passkey(
                member_id=member.id,
                credential_id=key.credential_id,
                public_key=key.public_key,
                user_handle=key.user_handle,
                sign_count=key.sign_count,
                transports=key.transports,
                name=name,
            )
            session.add(passkey)
            session.flush()
            record("member.passkey_added", member)
            tell("passkey_added", member, passkey=name, path=PAGE)
    except IntegrityError as error:
        raise PasskeyRefused("taken") from error
    return passkey


def rename_passkey(passkey: Passkey, name: str) -> None:
    with atomic():
        passkey.name = name


def remove_passkey(member: Member, passkey: Passkey) -> None:
    with atomic() as session:
        removed = session.execute(
            delete(Passkey).where(Passkey.id == passkey.id).returning(Passkey.id)
        )
        if removed.first():
            record("member.passkey_removed", member)
            tell("passkey_removed", member, passkey=passkey.name, path=PAGE)


def use_passkey(answer: Answer) -> Member:
    """Whose key this is. A copy of a key shows when its count is not beyond the last one: it is
    refused, and the member is told."""
    passkey = queries.passkey_with_id(answer.credential.raw_id)
    if passkey is None:
        raise PasskeyRefused("unknown")
    count = passkeys.verified_count(answer, passkey)
    with atomic():
        _spend(answer.challenge)
        is_original = _move_count(passkey, count)
        if not is_original:
            record("member.passkey_refused", passkey.member)
            tell("passkey_refused", passkey.member, passkey=passkey.name, path=PAGE)
    if not is_original:
        raise PasskeyRefused("copied")
    return passkey.member


def _move_count(passkey: Passkey, count: int) -> bool:
    """False when it does not go up. Many keys keep no count: theirs stays 0."""
    goes_up = Passkey.sign_count < count if count else Passkey.sign_count == 0
    moved = db.session.execute(
        update(Passkey)
        .where(Passkey.id == passkey.id, goes_up)
        .values(sign_count=count, used_at=utc_now())
        .returning(Passkey.id)
    )
    return moved.first() is not None


def _spend(challenge: Challenge) -> None:
    """A second answer to the same challenge is refused, by whatever cookie it comes."""
    spent = SpentChallenge(
        challenge_hash=hash_token(challenge.text), expires_at=challenge.expires_at
    )
    db.session.execute(delete(SpentChallenge).where(SpentChallenge.expires_at < utc_now()))
    try:
        db.session.add(spent)
        db.session.flush()
    except IntegrityError as error:
        raise PasskeyRefused("expired") from error
