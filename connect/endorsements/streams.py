"""What an endorsement changes on the pages that are open."""

from collections.abc import Sequence
from functools import partial

from flask import render_template

from connect.endorsements import queries
from connect.endorsements.pages import Endorsements
from connect.events.models import Entry
from connect.web.answers import Fragment


def endorsement_fragments(entries: Sequence[Entry]) -> list[Fragment]:
    """All endorsements of what was endorsed, as they stand now."""
    subjects = queries.subjects_of({entry.subject_id for entry in entries})
    given = queries.endorsements_of_all(set(subjects.values()))
    return [
        partial(_section, Endorsements(subject, given[subject]))
        for subject in (subjects[entry.subject_id] for entry in entries)
    ]


def _section(endorsements: Endorsements) -> str:
    return render_template("endorsements/_endorsements.turbo.html", endorsements=endorsements)
