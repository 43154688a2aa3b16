"""A browser without a screen: one kept connection, its cookies, and forms with their tokens."""

import re
import uuid
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from typing import Self
from urllib.parse import urlencode, urlsplit

TEXT = (
    "Bij ons begon het met een lijst van wat iedereen al deed; die lijst was langer dan gedacht. "
    "De preventiedienst, de wijkagent en het jongerencentrum hadden elk hun eigen afspraken met "
    "dezelfde school. We hebben ze in één ruimte gezet, zonder agenda, met één vraag: wat zou er "
    "ontbreken als jij morgen weg was? Daarna schreven we samen twee bladzijden, met naam en "
    "telefoonnummer, en hingen die in elk lokaal. Na zes maanden zagen we dat men elkaar belde "
    "voordat er iets gebeurde. Dat is geen bewijs, maar wel een begin waar wij verder op bouwen."
)


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes

    def text(self) -> str:
        return self.body.decode()


@dataclass
class Visitor:
    url: str
    cookies: dict[str, str] = field(default_factory=dict)
    csrf_token: str = ""
    _connection: HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        address = urlsplit(self.url)
        self._connection = HTTPConnection(address.hostname or "", address.port, timeout=60)

    def get(self, path: str, accept: str = "text/html", encoding: str = "br") -> Answer:
        return self._ask("GET", path, None, {"Accept": accept, "Accept-Encoding": encoding})

    def post(self, path: str, **fields: str) -> Answer:
        body = urlencode({"csrf_token": self.csrf_token, **fields})
        headers = {
            "Accept": "text/html",
            "Accept-Encoding": "br",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        return self._ask("POST", path, body, headers)

    def sign_in(self, email: str, password: str) -> Self:
        self.read_token("/sign-in")
        answer = self.post("/sign-in", email=email, password=password)
        if answer.status != 303:
            raise RuntimeError(f"{email} cannot sign in: {answer.status}")
        self.read_token("/about")
        return self

    def read_token(self, path: str) -> None:
        """Forms of any page are good for the whole session."""
        page = self.get(path, encoding="identity")
        found = re.search(r'name="csrf-token" content="([^"]+)"', page.text())
        if found is None:
            raise RuntimeError(f"No token on {path}, which answered {page.status}")
        self.csrf_token = found[1]

    def post_comment(self, thread_id: int) -> None:
        answer = self.post(f"/threads/{thread_id}/comments", body=TEXT, token=str(uuid.uuid4()))
        if answer.status != 303:
            raise RuntimeError(f"The comment was not taken: {answer.status}")

    def close(self) -> None:
        self._connection.close()

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        headers["Accept-Language"] = "fr"
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        self._keep_cookies(response)
        return Answer(response.status, response.read())

    def _keep_cookies(self, response: HTTPResponse) -> None:
        for header in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {m.key: m.value for m in SimpleCookie(header).values()}
