"""Known and unknown addresses cost the same work, so that the time taken tells nothing."""

import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from connect.accounts import security
from tests.support.cast import Cast
from tests.support.statements import queries_of
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
ADDRESSES = ["bram@example.org", "els@example.org", "nobody@example.org"]


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """What costs time, counted."""
    done: Counter[str] = Counter()

    def counting(module: Any, name: str) -> None:
        original = getattr(module, name)

        def counted(*args: Any, **kwargs: Any) -> Any:
            done[name] += 1
            return original(*args, **kwargs)

        monkeypatch.setattr(module, name, counted)

    counting(security, "verify_password")
    counting(sys.modules["connect.mail.compose"], "compose")
    return done


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/sign-in", {"verify_password": 1}),
        ("/sign-in/link", {}),
        ("/forgotten-password", {}),
    ],
)
def test_as_much_is_done_for_nobody_as_for_a_member(
    browser_of: BrowserOf, people: Cast, work: Counter[str], path: str, expected: dict[str, int]
) -> None:
    # The password of nobody is hashed once for the life of the process.
    browser_of().post("/sign-in", {"email": "nobody@example.org", "password": "wrong"})
    asked = []
    for address in ADDRESSES:
        visitor = browser_of()
        work.clear()
        with queries_of() as queries:
            visitor.post(path, {"email": address, "password": "a wrong password"})
        assert work == expected, address
        asked.append(queries)
    assert asked[0] == asked[1] == asked[2], "the same questions to the database, the same writes"
    assert asked[0]
