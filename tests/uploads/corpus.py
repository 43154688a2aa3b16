"""Files made on the fly: good ones as programs write them, and bad ones as nobody should."""

import io
import random
import struct
import zipfile
from collections.abc import Callable, Mapping

from PIL import Image

OPEN_XML = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
MAIN_PARTS = {
    "docx": ("word/document.xml", f"{OPEN_XML}.wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{OPEN_XML}.spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", f"{OPEN_XML}.presentationml.presentation.main+xml"),
}
MIMETYPES = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
OLD_STREAMS = {"doc": "WordDocument", "xls": "Workbook", "ppt": "PowerPoint Document"}
Parts = Mapping[str, bytes]


def pdf(filling: int = 0) -> bytes:
    """One empty page, as large as asked for."""
    noise = random.Random(1).randbytes(filling)  # noqa: S311
    body = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    body += b"2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n"
    body += b"3 0 obj<</Length %d>>stream\n%s\nendstream endobj\n" % (len(noise), noise)
    return body + b"trailer<</Root 1 0 R/Size 4>>\nstartxref\n0\n%%EOF\n"


def archive(parts: Parts, *, first: str | None = None) -> bytes:
    """A zip; the entry `first` stands first and is not compressed, as in OpenDocument."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
        for name in sorted(parts, key=lambda name: name != first):
            how = zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED
            written.writestr(name, parts[name], how)
    return file.getvalue()


def open_xml(ending: str, more: Parts | None = None, *, type: str | None = None) -> bytes:
    part, usual = MAIN_PARTS[ending]
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'content-types"><Override PartName="/{part}" ContentType="{type or usual}"/></Types>'
    )
    return archive({"[Content_Types].xml": types.encode(), part: b"<x/>" * 900, **(more or {})})


def open_document(ending: str, more: Parts | None = None) -> bytes:
    parts = {
        "mimetype": f"{OPEN_DOCUMENT}.{MIMETYPES[ending]}".encode(),
        "content.xml": b"<office:document-content/>",
        "META-INF/manifest.xml": b"<manifest:manifest/>",
    }
    return archive({**parts, **(more or {})}, first="mimetype")


def picture(
    format: str = "PNG", size: tuple[int, int] = (60, 40), colour: str = "teal", **options: object
) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, format, **options)
    return file.getvalue()


def old_office(ending: str, more: Parts | None = None, *, start: bytes = b"") -> bytes:
    """Word, Excel or PowerPoint before 2007; `start` is what its main stream begins with."""
    main = start.ljust(5000, b"\0") if start else _plain_start(ending).ljust(5000, b"\0")
    return compound({OLD_STREAMS[ending]: main, **(more or {})})


def _plain_start(ending: str) -> bytes:
    if ending == "xls":
        return record(0x0809, b"\0" * 16) + bound_sheet(0) + record(0x000A, b"")
    return b"\xec\xa5\xc1\0" if ending == "doc" else b"\x0f\0\xe8\x03"


def record(kind: int, content: bytes) -> bytes:
    """Of a workbook before 2007."""
    return struct.pack("<HH", kind, len(content)) + content


def bound_sheet(kind: int) -> bytes:
    return record(0x0085, struct.pack("<LBB", 0, 0, kind) + b"\x05\0Sheet")


def compound(streams: Parts, *, loop: bool = False) -> bytes:
    """A compound file of one level ([MS-CFB]); with `loop`, its first stream never ends. A name
    with a slash is a stream in a storage. Streams below 4096 bytes share the root's."""
    sectors: list[bytes] = []
    table: list[int] = []

    def add(content: bytes) -> int:
        first = len(sectors)
        for position in range(0, len(content), 512):
            sectors.append(content[position : position + 512].ljust(512, b"\0"))
            table.append(len(sectors))
        table[-1] = first if loop and not first else 0xFFFFFFFE
        return first

    shared, mini_table = b"", list[int]()
    entries: list[tuple[str, int, int, int]] = []  # name, kind, start, size
    for name, content in streams.items():
        *storages, own = name.split("/")
        entries += [(storage, 1, 0, 0) for storage in storages]
        if len(content) >= 4096:
            entries.append((own, 2, add(content), len(content)))
            continue
        first = len(mini_table)
        count = -(-len(content) // 64)
        mini_table += [*range(first + 1, first + count), 0xFFFFFFFE]
        entries.append((own, 2, first, len(content)))
        shared += content.ljust(count * 64, b"\0")
    root = add(shared) if shared else 0xFFFFFFFE
    packed = struct.pack(f"<{len(mini_table)}L", *mini_table)
    mini = add(packed.ljust(-(-len(packed) // 512) * 512, b"\xff")) if packed else 0xFFFFFFFE
    directory = add(_directory([("Root Entry", 5, root, len(shared)), *entries]))
    count = next(n for n in range(1, 99) if n * 128 >= len(table) + n)
    used = [*table, *[0xFFFFFFFD] * count]
    listed = struct.pack(f"<{count * 128}L", *used, *[0xFFFFFFFF] * (count * 128 - len(used)))
    numbers = range(len(table), len(table) + count)
    return _header(list(numbers), directory, mini) + b"".join(sectors) + listed


def _header(tables: list[int], directory: int, mini: int) -> bytes:
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<LLLLLLLLL", 0, len(tables), directory, 0, 4096, mini, 1, 0xFFFFFFFE, 0)
    return header + struct.pack("<109L", *tables, *[0xFFFFFFFF] * (109 - len(tables)))


def _directory(entries: list[tuple[str, int, int, int]]) -> bytes:
    """Siblings to the right of each other; what is no stream has none below."""
    raw = b""
    for number, (name, kind, start, size) in enumerate(entries):
        written = (name + "\0").encode("utf-16-le")
        right = number + 1 if 0 < number < len(entries) - 1 else 0xFFFFFFFF
        child = 1 if kind == 5 and len(entries) > 1 else 0xFFFFFFFF
        raw += written.ljust(64, b"\0") + struct.pack("<HBB", len(written), kind, 1)
        raw += struct.pack("<3L", 0xFFFFFFFF, right, child) + b"\0" * 36
        raw += struct.pack("<LQ", start, size)
    return raw.ljust(-(-len(raw) // 512) * 512, b"\0")


GOOD: dict[str, Callable[[], bytes]] = {
    "rapport.pdf": pdf,
    **{f"x.{ending}": (lambda e=ending: open_xml(e)) for ending in MAIN_PARTS},
    **{f"x.{ending}": (lambda e=ending: open_document(e)) for ending in MIMETYPES},
    **{f"x.{ending}": (lambda e=ending: old_office(e)) for ending in OLD_STREAMS},
    "plan.png": picture,
    "plan.JPG": lambda: picture("JPEG"),
    "plan.jpeg": lambda: picture("JPEG"),
    "plan.webp": lambda: picture("WEBP"),
    "plan.gif": lambda: picture("GIF"),
    "plan.avif": lambda: picture("AVIF"),
}
