"""Answers that need not be written each time."""

from typing import Literal

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from connect.database import Base

LONGEST_NAME = 120
LONGEST_ANSWER = 2000

AnswerKind = Literal["hidden", "kept", "author_hidden", "author_kept"]
ANSWER_KINDS: tuple[AnswerKind, ...] = ("hidden", "kept", "author_hidden", "author_kept")


class CannedAnswer(Base):
    """Words that moderators start an answer from: to reporters of what was hidden or kept, or to
    its author. "{title}" in its texts stands for the title of the thread."""

    __tablename__ = "canned_answers"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[AnswerKind] = mapped_column(String(16), index=True)
    name_fr: Mapped[str] = mapped_column(String(LONGEST_NAME))
    name_nl: Mapped[str] = mapped_column(String(LONGEST_NAME))
    text_fr: Mapped[str] = mapped_column(Text)
    text_nl: Mapped[str] = mapped_column(Text)

    @property
    def url(self) -> str:
        return f"/moderation/answers/{self.id}"

    def name(self, locale: str) -> str:
        return self.name_nl if locale == "nl" else self.name_fr

    def text(self, locale: str) -> str:
        return self.text_nl if locale == "nl" else self.text_fr
