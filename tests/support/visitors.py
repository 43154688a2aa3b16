"""A browser without JavaScript, signed in or not, that minds the house rules on every page."""

import secrets
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from connect.accounts import actions
from connect.members.models import Member
from connect.web.answers import TURBO_STREAM
from tests.support.pages import check_page


@dataclass
class Answer:
    """A response, and the page in it, to be asked by CSS selector."""

    response: TestResponse

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def location(self) -> str:
        return self.response.headers.get("Location", "")

    @property
    def headers(self) -> Any:
        return self.response.headers

    @property
    def body(self) -> str:
        return self.response.text

    @property
    def json(self) -> Any:
        return self.response.json

    @cached_property
    def page(self) -> BeautifulSoup:
        return BeautifulSoup(self.body, "html.parser")

    @property
    def text(self) -> str:
        """What a reader reads, with single spaces."""
        return " ".join(self.page.get_text(" ").split())


@dataclass
class Visitor:
    """Sends what a browser would send; the CSRF token goes along by itself."""

    app: Flask
    member: Member | None = None
    client: FlaskClient = field(init=False)

    def __post_init__(self) -> None:
        self.client = self.app.test_client()
        if self.member:
            with self.client.session_transaction() as session:
                session.update(session_of(self.app, self.member))

    def get(self, path: str, **options: Any) -> Answer:
        return self._answer(self.client.get(path, **options))

    def post(
        self,
        path: str,
        data: dict[str, Any] | None = None,
        *,
        turbo: bool = False,
        **options: Any,
    ) -> Answer:
        """Send a form as a page without JavaScript does, or as Turbo does."""
        if turbo:
            options["headers"] = {
                **options.get("headers", {}),
                "Accept": f"{TURBO_STREAM}, text/html",
            }
        form = {"csrf_token": self.csrf_token(), **(data or {})}
        return self._answer(self.client.post(path, data=form, **options))

    def csrf_token(self) -> str:
        with self.client.session_transaction() as session:
            secret = session.setdefault("csrf_token", secrets.token_hex(20))
        signer = URLSafeTimedSerializer(str(self.app.secret_key), salt="wtf-csrf-token")
        return str(signer.dumps(secret))

    def _answer(self, response: TestResponse) -> Answer:
        assert response.status_code != 500, "the page failed: its traceback is in the captured log"
        answer = Answer(response)
        has_page = response.mimetype == "text/html" and response.status_code != 204
        if has_page and not 300 <= response.status_code < 400:
            check_page(answer.page, response.headers.get("Content-Security-Policy", ""))
        return answer


def session_of(app: Flask, member: Member) -> dict[str, Any]:
    """What a session holds after signing in, on a device of its own."""
    with app.app_context():
        return {"_user_id": actions.open_session(member, "password")}
