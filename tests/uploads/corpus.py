"""Files made on the fly: good ones as programs write them, and bad ones as nobody should."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import partial

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
PNG_BEGINS = b"\x89PNG\r\n\x1a\n\0\0\0\x0d"
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
    """A compound file of one level ([MS-CFB]); with `loop`, its directory never ends. A name
    with a slash is a stream in a storage. Streams below 4096 bytes share the root's."""
    sectors: list[bytes] = []
    table: list[int] = []

    def add(content: bytes) -> int:
        first = len(sectors)
        for position in range(0, len(content), 512):
            sectors.append(content[position : position + 512].ljust(512, b"\0"))
            table.append(len(sectors))
        table[-1] = 0xFFFFFFFE
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
    if loop:
        table[-1] = directory
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
    **{f"x.{ending}": partial(open_xml, ending) for ending in MAIN_PARTS},
    **{f"x.{ending}": partial(open_document, ending) for ending in MIMETYPES},
    **{f"x.{ending}": partial(old_office, ending) for ending in OLD_STREAMS},
    "plan.png": picture,
    "plan.JPG": partial(picture, "JPEG"),
    "plan.jpeg": partial(picture, "JPEG"),
    "plan.webp": partial(picture, "WEBP"),
    "plan.gif": partial(picture, "GIF"),
    "plan.avif": partial(picture, "AVIF"),
}


def _zip_of(name: str = "virus.exe") -> bytes:
    return archive({name: b"MZ" * 40})


def _behind(before: bytes) -> bytes:
    """One file that is two: an archive is found from its end, whatever stands before it."""
    return before + _zip_of()


def _bomb() -> bytes:
    """60 KB that become 60 MB."""
    return open_xml("docx", {"word/media/zeros.bin": bytes(60 * 1024 * 1024)})


def _lying(content: bytes, name: bytes, says: int) -> bytes:
    """The directory says another size of an entry than what unpacks."""
    at = content.rindex(name) - 46 + 24
    return content[:at] + struct.pack("<L", says) + content[at + 4 :]


def _overlapping() -> bytes:
    """Every entry of the directory leads to the same large piece."""
    names = [f"word/{number:02}.xml" for number in range(40)]
    content = bytearray(open_xml("docx", dict.fromkeys(names, b"x" * 900000)))
    first = content.index(b"PK\x03\x04", 1)
    for name in names:
        at = content.rindex(name.encode()) - 4
        content[at : at + 4] = struct.pack("<L", first)
    return bytes(content)


def _enormous_png() -> bytes:
    """Its header promises 81 million pixels; nobody who believes it decodes one."""
    header = b"IHDR" + struct.pack(">LLBBBBB", 9000, 9000, 8, 2, 0, 0, 0)
    return PNG_BEGINS + header + struct.pack(">L", zlib.crc32(header)) + picture()[33:]


def _enormous_gif() -> bytes:
    small = picture("GIF")
    return small[:6] + struct.pack("<HH", 9000, 9000) + small[10:]


def _many_entries() -> bytes:
    return open_xml("docx", {f"word/{number}.xml": b"" for number in range(6000)})


def _encrypted_entry() -> bytes:
    content = bytearray(open_xml("docx"))
    at = content.rindex(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def _damaged_entry() -> bytes:
    content = bytearray(open_xml("docx"))
    at = content.index(b"word/document.xml") + 17
    content[at + 4] ^= 0xFF
    return bytes(content)


MACRO_DOCUMENT = "application/vnd.ms-word.document.macroEnabled.main+xml"
EXE = b"MZ\x90\0" + bytes(500)
HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
POWERPOINT_MACROS = struct.pack("<HHLHHLLLL", 0x1F, 0x03FF, 20, 0x02, 0x0400, 12, 1, 1, 2)
PROTECTED_WORD = b"\xec\xa5\xc1\0" + bytes(6) + struct.pack("<H", 0x0100)
PROTECTED_POWERPOINT = struct.pack("<HHLLL", 0, 0x0FF6, 20, 20, 0xF3D1C4DF)

# By what is refused: its name, how to make it, and the status of the answer.
BAD: dict[str, dict[str, tuple[Callable[[], bytes], int]]] = {
    "Empty": {"nothing.pdf": (bytes, 422)},
    "NotShared": {
        "page.html": (lambda: HTML, 415),
        "drawing.svg": (lambda: SVG, 415),
        "tool.exe": (lambda: EXE, 415),
        "photos.zip": (_zip_of, 415),
        "notes": (lambda: b"some words", 415),
        "photo.heic": (lambda: b"\0\0\0\x18ftypheic" + bytes(99), 415),
        "mail.msg": (lambda: compound({"__properties_version1.0": bytes(5000)}), 415),
    },
    "NotWhatItSays": {
        "tool.pdf": (lambda: EXE, 415),
        "page.pdf": (lambda: HTML, 415),
        "page.png": (lambda: HTML, 415),
        "drawing.png": (lambda: SVG, 415),
        "drawing.docx": (lambda: SVG, 415),
        "archive.docx": (_zip_of, 415),
        "mail.doc": (lambda: compound({"__properties_version1.0": bytes(5000)}), 415),
        "late-header.pdf": (lambda: b"\n" * 20 + pdf(), 415),
    },
    "Misnamed": {
        "plan.pdf": (picture, 415),
        "plan.jpg": (picture, 415),
        "rapport.docx": (pdf, 415),
        "rapport": (pdf, 415),
        "rapport.pdf.exe": (pdf, 415),
        "calcul.docx": (lambda: open_xml("xlsx"), 415),
        "calcul.doc": (lambda: old_office("xls"), 415),
        "nouveau.doc": (lambda: open_xml("docx"), 415),
    },
    "HidesAnother": {
        "pdf-and-zip.pdf": (lambda: _behind(pdf()), 422),
        "pdf-and-zip-in-a-comment.pdf": (lambda: _behind(pdf()) + b"\n%%EOF\n", 422),
        "pdf-and-page.pdf": (lambda: pdf() + HTML, 422),
        "gif-and-jar.gif": (lambda: picture("GIF") + archive({"A.class": b"\xca\xfe"}), 422),
        "png-and-zip.png": (lambda: _behind(picture()), 422),
        "png-and-page.png": (lambda: picture() + HTML, 422),
        "jpeg-and-php.jpg": (lambda: picture("JPEG") + b"<?php system($_GET[0]);", 422),
        "webp-and-pdf.webp": (lambda: picture("WEBP") + pdf(), 422),
        "docx-behind-page.docx": (lambda: _shifted(open_xml("docx")), 422),
        "docx-and-tail.docx": (lambda: open_xml("docx") + b"x" * 99, 422),
        "docx-and-pdf.docx": (lambda: archive({"%PDF-1.4": b"", **_parts()}), 422),
        "docx-and-jar.docx": (lambda: open_xml("docx", {"META-INF/MANIFEST.MF": b"a"}), 422),
        "docx-and-exe.docx": (lambda: open_xml("docx", {"word/tool.exe": EXE}), 422),
        "doc-and-zip.doc": (lambda: _behind(old_office("doc")), 422),
    },
    "UnpacksTooLarge": {
        "bomb.docx": (_bomb, 422),
        "lying.docx": (lambda: _lying(open_xml("docx"), b"word/document.xml", 9), 422),
        "overlapping.docx": (_overlapping, 422),
        "crowd.docx": (_many_entries, 422),
    },
    "TooManyPixels": {
        "bomb.png": (_enormous_png, 422),
        "bomb.gif": (_enormous_gif, 422),
    },
    "Protected": {
        "locked.docx": (
            lambda: compound({"EncryptionInfo": bytes(200), "EncryptedPackage": bytes(5000)}),
            422,
        ),
        "zip-password.docx": (_encrypted_entry, 422),
        "locked.odt": (
            lambda: open_document("odt", {"META-INF/manifest.xml": b"<x encryption-data/>"}),
            422,
        ),
        "locked.doc": (lambda: old_office("doc", start=PROTECTED_WORD), 422),
        "locked.xls": (
            lambda: old_office("xls", start=record(0x0809, bytes(16)) + record(0x002F, bytes(6))),
            422,
        ),
        "locked.ppt": (lambda: old_office("ppt", {"Current User": PROTECTED_POWERPOINT}), 422),
    },
    "HasMacros": {
        "macros.docx": (lambda: open_xml("docx", {"word/vbaProject.bin": b"x"}), 422),
        "macros.docm": (lambda: open_xml("docx", type=MACRO_DOCUMENT), 422),
        "macrosheet.xlsx": (lambda: open_xml("xlsx", {"xl/macrosheets/sheet1.xml": b"x"}), 422),
        "macros.odt": (lambda: open_document("odt", {"Basic/Standard/Module1.xml": b"x"}), 422),
        "macros.doc": (lambda: old_office("doc", {"Macros/VBA/dir": bytes(99)}), 422),
        "macros.xls": (lambda: old_office("xls", {"_VBA_PROJECT_CUR/dir": bytes(99)}), 422),
        "macrosheet.xls": (
            lambda: old_office("xls", start=record(0x0809, bytes(16)) + bound_sheet(1)),
            422,
        ),
        "macros.ppt": (lambda: old_office("ppt", start=bytes(508) + POWERPOINT_MACROS), 422),
    },
    "Damaged": {
        "cut.pdf": (lambda: pdf(9000)[:4000], 422),
        "cut.docx": (lambda: open_xml("docx")[:-40], 422),
        "flipped.docx": (_damaged_entry, 422),
        "loop.doc": (lambda: compound({"WordDocument": bytes(5000)}, loop=True), 422),
        "cut.doc": (lambda: old_office("doc")[:700], 422),
        "cut.png": (lambda: picture(size=(300, 300))[:200], 422),
        "script.gif": (lambda: b"GIF89a/*" + bytes(99), 422),
    },
}


def _shifted(content: bytes) -> bytes:
    """What stands before the archive has the archive's own first bytes."""
    return b"PK\x03\x04" + HTML + content


def _parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(open_xml("docx"))) as read:
        return {name: read.read(name) for name in read.namelist()}


def photograph() -> bytes:
    """With what a camera adds."""
    exif = Image.Exif()
    exif[0x010F] = "a camera of mine"
    exif.get_ifd(0x8825)[1] = "N"
    return picture("JPEG", exif=exif)
