"""Pictures in the widths that smaller screens fetch."""

from io import BytesIO

from connect.database import atomic
from connect.pictures import webp_within
from connect.rich_text import PICTURE_WIDTHS
from connect.storage import storage
from connect.uploads.models import Upload


def add_narrower(upload: Upload) -> None:
    """Make the widths that are missing. Safe to repeat: another time makes the same again."""
    width, height = upload.width or 0, upload.height or 0
    missing = [w for w in PICTURE_WIDTHS if w < width and w not in upload.widths]
    if not missing:
        return
    with storage().open(upload.stored_as()) as file:
        base = BytesIO(file.read())
    for narrower in missing:
        encoded = webp_within(base, narrower, height)
        storage().put(upload.stored_as(narrower), BytesIO(encoded.webp))
    with atomic() as session:
        kept = session.get(Upload, upload.id, with_for_update=True, populate_existing=True)
        if kept is not None:
            kept.widths = sorted({*kept.widths, *missing})
    if kept is None:  # dropped meanwhile
        for narrower in missing:
            storage().remove(upload.stored_as(narrower))
