"""Mail in the recipient's language, from the templates mail/<name>.txt and mail/<name>.html."""

from flask import render_template
from flask_babel import force_locale
from sqlalchemy import select

from connect.database import atomic
from connect.extensions import current_settings
from connect.mail.models import OutgoingMail


def queue(template: str, *, to: str, locale: str, key: str, **context: object) -> None:
    """Write a mail to be sent, unless one with this `key` exists.

    The text template's first line is the subject. Templates may call `absolute(path)`.
    """
    subject, text, html = compose(template, locale, **context)
    with atomic() as session:
        if session.scalar(select(OutgoingMail.id).where(OutgoingMail.key == key)) is None:
            mail = OutgoingMail(
                key=key, to=to, locale=locale, subject=subject, text=text, html=html
            )
            session.add(mail)


def compose(template: str, locale: str, **context: object) -> tuple[str, str, str]:
    """Subject, plain text and HTML."""
    settings = current_settings()
    values = context | {"locale": locale, "absolute": settings.absolute}
    with force_locale(locale):
        subject, _, text = render_template(f"mail/{template}.txt", **values).partition("\n")
        html = render_template(f"mail/{template}.html", subject=subject, **values)
    return " ".join(subject.split()), text.strip() + "\n", html
