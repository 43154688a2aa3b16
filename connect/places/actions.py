"""What organisers do to the terms of vocabularies. None is ever deleted."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from connect.database import atomic, utc_now
from connect.events import log
from connect.folding import fold
from connect.places.errors import TermKnown
from connect.places.models import Term
from connect.places.policies import Editor
from connect.places.vocabularies import Names, code_for


def add_term(by: Editor, vocabulary: str, names: Names) -> Term:
    """At the end, under a code made once of its English or French name. TermKnown when there is
    such a term."""
    code = code_for(names.name_en) or code_for(names.name_fr)
    try:
        with atomic() as session:
            known = _terms(session, vocabulary)
            _refuse_namesake(names, known, code=code)
            last = max((term.position for term in known), default=0)
            term = Term(vocabulary=vocabulary, code=code, position=last + 1, **asdict(names))
            session.add(term)
            session.flush()
            _record("term.added", term, by, **asdict(names))
    except IntegrityError:  # by another organiser, meanwhile
        raise TermKnown(names.name_fr) from None
    return term


def rename_term(by: Editor, term: Term, names: Names) -> None:
    """TermKnown when another one is called so."""
    with atomic() as session:
        others = [known for known in _terms(session, term.vocabulary) if known.id != term.id]
        _refuse_namesake(names, others)
        changed = {n: name for n, name in asdict(names).items() if name != getattr(term, n)}
        for attribute, name in changed.items():
            setattr(term, attribute, name)
        if changed:
            _record("term.changed", term, by, **changed)


def move_term(by: Editor, term: Term, place: int) -> None:
    """To this place among those on offer, counted from 1: moved twice, it stands there too."""
    with atomic() as session:
        offered = [t for t in _terms(session, term.vocabulary) if t.retired_at is None]
        if term not in offered:
            return
        before = offered.index(term)
        offered.insert(max(place, 1) - 1, offered.pop(before))
        for position, moved in enumerate(offered, 1):
            moved.position = position
        if offered.index(term) != before:
            _record("term.moved", term, by, place=term.position)


def retire_term(by: Editor, term: Term) -> None:
    """No longer offered; where it was chosen it stays."""
    with atomic() as session:
        _terms(session, term.vocabulary)
        if term.retired_at is None:
            term.retired_at = utc_now()
            _record("term.retired", term, by)


def restore_term(by: Editor, term: Term) -> None:
    """Offered again, at the end."""
    with atomic() as session:
        known = _terms(session, term.vocabulary)
        if term.retired_at is not None:
            term.retired_at = None
            term.position = max(other.position for other in known) + 1
            _record("term.restored", term, by)


def _terms(session: Session, vocabulary: str) -> Sequence[Term]:
    """All of a vocabulary, as they are now, kept from other writers until the commit."""
    ordered = select(Term).where(Term.vocabulary == vocabulary).order_by(Term.position, Term.id)
    fresh = ordered.with_for_update().execution_options(populate_existing=True)
    return session.scalars(fresh).all()


def _refuse_namesake(names: Names, known: Sequence[Term], *, code: str = "") -> None:
    for term in known:
        same_fr = fold(term.name_fr) == fold(names.name_fr)
        same_nl = fold(term.name_nl) == fold(names.name_nl)
        if same_fr or same_nl or term.code == code:
            raise TermKnown(term.name_fr, retired=term.retired_at is not None)


def _record(kind: str, term: Term, by: Editor, **details: object) -> None:
    log.record(
        kind,
        subject=f"term:{term.id}",
        streams=[],
        actor_id=by.id,
        payload={"vocabulary": term.vocabulary, "code": term.code, **details},
    )
