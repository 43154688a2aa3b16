"""Whom a text may mention: those who can read it."""

from collections.abc import Callable

import pytest
from flask import Flask

from connect.database import atomic, db
from connect.members.models import Member
from connect.members.queries import members_named
from connect.members.readers import readers_of_theme
from connect.rich_text import Mention
from tests.support.cast import Cast
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]


def suggested(visitor: Visitor, **query: str) -> list[str]:
    answer = visitor.get("/members/suggestions", query_string=query)
    return [member["name"] for member in answer.json["members"]]


def test_members_are_suggested_by_a_part_of_their_name(browser_of: BrowserOf, people: Cast) -> None:
    bram = browser_of(people.bram)
    assert suggested(bram, q="chlo") == ["Chloé Lambert"]
    assert suggested(bram, q="claes") == ["Dirk Claes"]
    assert suggested(bram, q="els") == []
    assert browser_of().get("/members/suggestions?q=a").status == 302


def test_in_a_circle_only_its_readers_are_suggested(browser_of: BrowserOf, people: Cast) -> None:
    bram = browser_of(people.bram)
    assert suggested(bram, q="", theme="circle") == [
        "Amina Benali", "Bram Peeters", "Chloé Lambert", "Olga Dupont",
    ]  # fmt: skip
    assert "Dirk Claes" in suggested(bram, q="", theme="networks")
    outside = browser_of(people.dirk)
    assert outside.get("/members/suggestions?q=a&theme=circle").status == 404


@pytest.mark.any_database
def test_names_are_looked_up_without_case_and_accents(app: Flask, people: Cast) -> None:
    names = {"chloe lambert", "dirk claes", "els maes", "nobody"}
    with app.app_context():
        assert members_named(names, readers_of_theme(people.circle)) == {
            "chloe lambert": Mention(people.chloe.id, "Chloé Lambert")
        }
        assert set(members_named(names, readers_of_theme(people.networks))) == {
            "chloe lambert",
            "dirk claes",
        }
        assert members_named(set(), readers_of_theme(people.networks)) == {}


@pytest.mark.any_database
def test_a_shared_name_means_who_was_chosen(app: Flask, people: Cast) -> None:
    with app.app_context():
        with atomic():
            twin = db.session.get_one(Member, people.dirk.id)
            twin.name, twin.name_folded = "Chloé Lambert", "chloe lambert"
        assert members_named({"chloe lambert"}, readers_of_theme(people.networks)) == {}
        chosen = members_named(
            {"chloe lambert"}, readers_of_theme(people.networks), [people.dirk.id, 999]
        )
        assert chosen == {"chloe lambert": Mention(people.dirk.id, "Chloé Lambert")}
