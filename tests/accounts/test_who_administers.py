"""The policies of members, for everybody of the cast."""

from connect.members import policies
from tests.support.cast import Cast


def test_only_organisers_administer(people: Cast) -> None:
    everybody = (people.amina, people.bram, people.chloe, people.dirk, people.els, people.olga)
    assert [m for m in everybody if policies.can_administer_members(m)] == [people.olga]
    assert [m for m in everybody if policies.can_deactivate_member(m, people.dirk)] == [people.olga]


def test_an_organiser_cannot_lock_everybody_out(people: Cast) -> None:
    assert not policies.can_deactivate_member(people.olga, people.olga)
