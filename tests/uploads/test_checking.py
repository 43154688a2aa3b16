"""What a file really is decides, and one that hides something is refused for its own reason."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connect.uploads import errors
from connect.uploads.actions.keeping import LARGEST_SIDE
from connect.uploads.checking import check
from connect.uploads.errors import UploadRefused
from tests.uploads import corpus

BAD = [
    (reason, name, make)
    for reason, files in corpus.BAD.items()
    if reason != "TooManyPixels"  # seen when the picture is made anew
    for name, (make, _status) in files.items()
    if name not in ("cut.png", "script.gif")
]


@pytest.mark.parametrize("name", corpus.GOOD)
def test_what_is_promised_is_accepted(name: str) -> None:
    found = check(io.BytesIO(corpus.GOOD[name]()), name)
    assert name.rpartition(".")[2].lower() in found.endings


@pytest.mark.parametrize(
    ("reason", "name", "make"), BAD, ids=[f"{reason}-{name}" for reason, name, _make in BAD]
)
def test_what_is_wrong_is_refused_for_its_own_reason(reason: str, name: str, make) -> None:
    with pytest.raises(getattr(errors, reason)):
        check(io.BytesIO(make()), name)
