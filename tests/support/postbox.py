"""A mail server that keeps what it gets."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from email.message import Message

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from aiosmtpd.smtp import SMTP, Envelope, Session
from flask import Flask

from tests.support.services import free_port


class Postbox(MessageHandler):
    """Refuses one recipient, refused@example.org, and speaks ASCII alone."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[Message] = []

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address == "refused@example.org":
            return "550 nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    def handle_message(self, message: Message) -> None:
        self.messages.append(message)


@contextmanager
def mailing(app: Flask) -> Iterator[Postbox]:
    """The app sends its mail to a postbox within the block."""
    box, settings = Postbox(), app.extensions["settings"]
    controller = Controller(box, hostname="127.0.0.1", port=free_port(), enable_SMTPUTF8=False)
    controller.start()
    app.extensions["settings"] = replace(
        settings,
        mail_url=f"smtp://127.0.0.1:{controller.port}",
        mail_from="BeFUS <no-reply@befus.example>",
    )
    try:
        yield box
    finally:
        app.extensions["settings"] = settings
        controller.stop()
