"""Domains of mail addresses: the one way to write them, and those that prove nothing."""

import unicodedata
from typing import Literal

import email_validator

Refusal = Literal["not a domain", "public mail", "other letters"]

LONGEST = 253
# Anybody can have an address there, below it too (users.skynet.be). Without the country's ending
# where a provider has one in many countries.
PUBLIC_MAIL = frozenset(
    """
    gmail googlemail hotmail outlook live msn yahoo ymail rocketmail aol icloud me.com mac.com gmx
    proton.me protonmail pm.me tuta.com tuta.io tutanota tutamail mailo zoho zohomail yandex mail.ru
    mail.com mail.be email.com fastmail fastmail.fm hey.com hushmail inbox.lv inbox.com mailbox.org
    posteo web.de t-online.de freenet.de
    skynet.be telenet.be proximus.be belgacom.net voo.be voo.com brutele.be scarlet.be base.be
    orange.be edpnet.be win.be chello.be versateladsl.be tvcablenet.be teledisnet.be tiscali.be
    evonet.be dommel.be fulladsl.be pandora.be planetinternet.be pi.be swing.be numericable.be
    laposte.net orange.fr wanadoo.fr free.fr sfr.fr neuf.fr bbox.fr
    ziggo.nl kpnmail.nl xs4all.nl planet.nl hetnet.nl home.nl upcmail.nl casema.nl quicknet.nl
    mailinator yopmail guerrillamail temp-mail.org tempmail trashmail 10minutemail sharklasers.com
    """.split()  # noqa: SIM905 (one word a line would take three pages)
)


class DomainRefused(ValueError):
    """This domain cannot vouch for anybody; `refusal` tells why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


def domain_of(address: str) -> str:
    """Of a valid address, in ASCII."""
    return _checked(address.rpartition("@")[2]).ascii_domain.lower()


def normal_domain(typed: str) -> str:
    """What an organiser typed, with an @ before it or not, in ASCII; else DomainRefused."""
    domain = typed.strip().rpartition("@")[2].lower()
    try:
        checked = _checked(domain[: LONGEST + 1])
    except email_validator.EmailNotValidError:
        raise DomainRefused("not a domain") from None
    if not _is_latin(checked.domain):
        raise DomainRefused("other letters")
    if _is_public(checked.ascii_domain):
        raise DomainRefused("public mail")
    return checked.ascii_domain.lower()


def readable(domain: str) -> str:
    """With its accents, for people: "liège.be" for "xn--lige-6oa.be"."""
    return _checked(domain).domain


def _checked(domain: str) -> email_validator.ValidatedEmail:
    return email_validator.validate_email(f"a@{domain}", check_deliverability=False)


def _is_latin(domain: str) -> bool:
    """A letter of another alphabet can look like one of ours, and the domain be somebody else's."""
    return all(unicodedata.name(c, "").startswith("LATIN") for c in domain if c.isalpha())


def _is_public(domain: str) -> bool:
    labels = domain.lower().split(".")
    tails = {".".join(labels[start:]) for start in range(len(labels))}
    brand = labels[-3] if labels[-2] in ("co", "com") and len(labels) > 2 else labels[-2]
    return bool(PUBLIC_MAIL & (tails | {brand}))
