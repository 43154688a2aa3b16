"""The domains of mail addresses whose holders may join at once."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.accounts.mail_domains import readable
from connect.database import Base, utc_now
from connect.members.models import Member
from connect.places import municipalities
from connect.places.models import Organisation


class KnownDomain(Base):
    """Mail to this very domain, and to none below it, reaches people of one municipality or
    organisation. `domain` is written as the mail servers write it, in ASCII."""

    __tablename__ = "known_domains"

    id: Mapped[int] = mapped_column(primary_key=True)
    domain: Mapped[str] = mapped_column(String(253), unique=True)
    municipality: Mapped[str | None] = mapped_column(String(5))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    created_by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)

    organisation: Mapped[Organisation | None] = relationship(lazy="joined")
    created_by: Mapped[Member] = relationship()

    @property
    def readable(self) -> str:
        return readable(self.domain)

    def place_name(self, locale: str) -> str:
        if self.municipality:
            return municipalities.get(self.municipality).name(locale)
        return self.organisation.name(locale) if self.organisation else ""
