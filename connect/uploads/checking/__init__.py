"""What a file really is, read from its content a piece at a time, and whether it can be shared."""

import io
from typing import BinaryIO

from connect.uploads.checking import archives, compounds, pdf, pictures
from connect.uploads.errors import Empty, Misnamed, NotShared, NotWhatItSays, TooLarge
from connect.uploads.formats import BY_ENDING, Format

LARGEST_FILE = 25 * 1024 * 1024


def check(file: BinaryIO, name: str) -> Format:
    """Its format. Raises an UploadRefused unless content and name agree and hide nothing."""
    size = file.seek(0, io.SEEK_END)
    if size == 0:
        raise Empty
    if size > LARGEST_FILE:
        raise TooLarge
    found = _recognised(file)
    claimed = BY_ENDING.get(name.rpartition(".")[2].lower())
    if found is None:
        raise NotWhatItSays(claimed) if claimed else NotShared
    if claimed is not found:
        raise Misnamed(found)
    return found


def _recognised(file: BinaryIO) -> Format | None:
    """Each looks at the first bytes, and further only at what is its own."""
    for family in (pdf, pictures, archives, compounds):
        found = family.recognise(file)
        if found:
            return found
    return None
