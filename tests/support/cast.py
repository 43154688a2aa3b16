"""The same few people and themes in every test, each there to be refused or let in somewhere."""

from dataclasses import dataclass
from functools import cache

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from connect.accounts.security import hashed
from connect.database import atomic, db, utc_now
from connect.folding import fold
from connect.members.models import Member
from connect.themes.models import OpenQuestion, Theme, ThemeCircle, ThemeModerator

PASSWORD = "a long enough password"
LIEGE, GENT, BRUXELLES, ANTWERPEN, LEUVEN = "62063", "44021", "21004", "11002", "24062"


@dataclass(frozen=True)
class Cast:
    """All of them are loaded and usable outside a session. Everybody's password is PASSWORD."""

    amina: Member  # moderates `prevention` and `circle`; reads French
    bram: Member  # an ordinary member, in the circle; reads Dutch
    chloe: Member  # the author of most texts, in the circle; reads French
    dirk: Member  # a member outside the circle; reads Dutch
    els: Member  # deactivated
    olga: Member  # organiser
    prevention: Theme  # open to everybody
    networks: Theme  # open to members
    circle: Theme  # open to Amina, Bram and Chloé


def call(app: Flask) -> Cast:
    """Bring everybody into an empty database."""
    with app.app_context():
        with atomic() as session:
            members = _members()
            themes = _themes()
            session.add_all([*members, *themes])
            session.flush()
            amina, bram, chloe, *_ = members
            prevention, _networks, circle = themes
            session.add_all(
                ThemeModerator(theme_id=theme.id, member_id=amina.id)
                for theme in (prevention, circle)
            )
            session.add_all(
                ThemeCircle(theme_id=circle.id, member_id=member.id)
                for member in (amina, bram, chloe)
            )
        db.session.expunge_all()
        everybody = select(Member).order_by(Member.id).options(selectinload("*"))
        everything = select(Theme).order_by(Theme.position).options(selectinload("*"))
        return Cast(*db.session.scalars(everybody), *db.session.scalars(everything))


def _members() -> list[Member]:
    return [
        _member("Amina Benali", "fr", LIEGE),
        _member("Bram Peeters", "nl", GENT),
        _member("Chloé Lambert", "fr", BRUXELLES),
        _member("Dirk Claes", "nl", ANTWERPEN),
        _member("Els Maes", "nl", LEUVEN, active=False),
        _member("Olga Dupont", "fr", BRUXELLES, role="organiser"),
    ]


def _member(
    name: str, locale: str, municipality: str, *, role: str = "member", active: bool = True
) -> Member:
    first_name = fold(name.split()[0])
    return Member(
        email=f"{first_name}@example.org",
        password=_password_hash(),
        fs_uniquifier=f"{first_name}-session",
        confirmed_at=utc_now(),
        onboarded_at=utc_now(),
        active=active,
        role=role,
        name=name,
        name_folded=fold(name),
        municipality=municipality,
        function="Prevention officer",
        locale=locale,
        languages=[locale],
    )


@cache
def _password_hash() -> str:
    """Made once: a good hash is slow on purpose."""
    return hashed(PASSWORD)


def _themes() -> list[Theme]:
    return [
        _theme(1, "prevention", "public", "Prévention", "Preventie", "Prevention"),
        _theme(2, "networks", "members", "Réseaux", "Netwerken", "Networks"),
        _theme(3, "circle", "circle", "Le cercle", "De kring", "The circle"),
    ]


def _theme(position: int, slug: str, access: str, *names: str) -> Theme:
    fr, nl, en = names
    return Theme(
        slug=slug,
        position=position,
        motif="prevention",
        access=access,
        name_fr=fr,
        name_nl=nl,
        name_en=en,
        purpose_fr=f"{fr} : de quoi il s'agit.",
        purpose_nl=f"{nl}: waar het om gaat.",
        purpose_en=f"{en}: what it is about.",
        questions=[
            OpenQuestion(
                position=1,
                text_fr="Qui prend la direction ?",
                text_nl="Wie neemt de leiding?",
                text_en="Who takes the lead?",
            )
        ],
    )
