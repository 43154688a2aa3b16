"""The kinds of files that are shared here."""

from dataclasses import dataclass
from typing import Literal

Family = Literal["pdf", "archive", "compound", "picture"]

OPEN_XML = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"


@dataclass(frozen=True)
class Format:
    """`name` is a name in every language. The first of `endings` is the one we give."""

    name: str
    family: Family
    type: str
    endings: tuple[str, ...]


PDF = Format("PDF", "pdf", "application/pdf", ("pdf",))

DOCX = Format("Word", "archive", f"{OPEN_XML}.wordprocessingml.document", ("docx",))
XLSX = Format("Excel", "archive", f"{OPEN_XML}.spreadsheetml.sheet", ("xlsx",))
PPTX = Format("PowerPoint", "archive", f"{OPEN_XML}.presentationml.presentation", ("pptx",))
ODT = Format("OpenDocument", "archive", f"{OPEN_DOCUMENT}.text", ("odt",))
ODS = Format("OpenDocument", "archive", f"{OPEN_DOCUMENT}.spreadsheet", ("ods",))
ODP = Format("OpenDocument", "archive", f"{OPEN_DOCUMENT}.presentation", ("odp",))

DOC = Format("Word", "compound", "application/msword", ("doc",))
XLS = Format("Excel", "compound", "application/vnd.ms-excel", ("xls",))
PPT = Format("PowerPoint", "compound", "application/vnd.ms-powerpoint", ("ppt", "pps"))

PNG = Format("PNG", "picture", "image/png", ("png",))
JPEG = Format("JPEG", "picture", "image/jpeg", ("jpg", "jpeg", "jfif", "jpe"))
WEBP = Format("WebP", "picture", "image/webp", ("webp",))
GIF = Format("GIF", "picture", "image/gif", ("gif",))
AVIF = Format("AVIF", "picture", "image/avif", ("avif",))

DOCUMENTS = (PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, DOC, XLS, PPT)
PICTURES = (PNG, JPEG, WEBP, GIF, AVIF)
BY_ENDING = {ending: one for one in (*DOCUMENTS, *PICTURES) for ending in one.endings}
BY_TYPE = {one.type: one for one in (*DOCUMENTS, *PICTURES)}
ACCEPTED = ",".join(f".{ending}" for ending in BY_ENDING)
"""For the `accept` attribute of a file's field."""


def kind_name(type: str) -> str:
    """What people call it: "Word", "PDF"."""
    return BY_TYPE[type].name
