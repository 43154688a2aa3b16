"""What follows from files that were kept or dropped."""

from connect.database import db
from connect.events.models import Event
from connect.events.outbox import outside_transaction
from connect.storage import storage
from connect.uploads import actions
from connect.uploads.models import Upload


@outside_transaction
def make_it_narrower(event: Event) -> None:
    """Until then, pages are given the picture in its own width."""
    upload = db.session.get(Upload, event.subject_id)
    if upload is not None and upload.kind == "picture":
        actions.add_narrower(upload)


@outside_transaction
def clear_the_storage(event: Event) -> None:
    for name in event.payload["stored"]:
        storage().remove(name)
