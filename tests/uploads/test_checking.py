"""What a file really is decides, and one that hides something is refused for its own reason."""

import io
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connect.uploads import errors
from connect.uploads.checking import check
from connect.uploads.errors import UploadRefused
from tests.uploads import corpus

SEEN_WHEN_DECODED = {"bomb.png", "bomb.gif", "cut.png", "script.gif"}
BAD = [
    pytest.param(getattr(errors, reason), name, make, id=f"{reason}-{name}")
    for reason, files in corpus.BAD.items()
    for name, (make, _status) in files.items()
    if name not in SEEN_WHEN_DECODED
]


@pytest.mark.parametrize("name", corpus.GOOD)
def test_what_is_promised_is_accepted(name: str) -> None:
    found = check(io.BytesIO(corpus.GOOD[name]()), name)
    assert name.rpartition(".")[2].lower() in found.endings


@pytest.mark.parametrize(("reason", "name", "make"), BAD)
def test_what_is_wrong_is_refused_for_its_own_reason(
    reason: type[UploadRefused], name: str, make: Callable[[], bytes]
) -> None:
    with pytest.raises(UploadRefused) as refusal:
        check(io.BytesIO(make()), name)
    assert type(refusal.value) is reason


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("embeds-a-sheet.docx", lambda: corpus.open_xml("docx", {"word/embeddings/x.xlsx": b"PK"})),
        ("embeds-a-sheet.doc", lambda: corpus.old_office("doc", {"Pool/Workbook": bytes(99)})),
        ("embeds-an-archive.ppt", lambda: corpus.old_office("ppt", {"Package": embedded()})),
        ("many-pages.xls", lambda: corpus.old_office("xls", start=sheets(300))),
        ("zeros-behind.pdf", lambda: corpus.pdf() + bytes(300)),
        ("changed-twice.pdf", lambda: corpus.pdf() + corpus.pdf()[9:]),
        ("phone-added.jpg", lambda: corpus.picture("JPEG") + b"MotionPhoto_Data" + bytes(99)),
        ("slides.pps", lambda: corpus.old_office("ppt")),
        ("names.docx", lambda: corpus.open_xml("docx", {"word/media/image (1) é.png": b"x"})),
    ],
)
def test_what_real_programs_write_is_accepted(name: str, make: Callable[[], bytes]) -> None:
    assert name.rpartition(".")[2] in check(io.BytesIO(make()), name).endings


def embedded() -> bytes:
    """A whole archive in a stream of its own, as a sheet inside slides."""
    return corpus.open_xml("xlsx").ljust(5000, b"\0")


def sheets(count: int) -> bytes:
    listed = b"".join(corpus.bound_sheet(0) for _ in range(count))
    return corpus.record(0x0809, bytes(16)) + listed + corpus.record(0x000A, b"")


SMALL = {name: make() for name, make in corpus.GOOD.items()}


@settings(max_examples=600, deadline=None)
@given(
    st.sampled_from(sorted(SMALL)),
    st.floats(0, 1, exclude_max=True),
    st.binary(min_size=1, max_size=8),
    st.booleans(),
)
def test_no_damage_is_an_error_of_ours(name: str, where: float, what: bytes, cut: bool) -> None:
    """Whatever stands in a file, it is accepted or refused, and soon."""
    whole = SMALL[name]
    position = int(where * len(whole))
    damaged = whole[:position] + what + (b"" if cut else whole[position + len(what) :])
    try:
        check(io.BytesIO(damaged), name)
    except UploadRefused:
        return
