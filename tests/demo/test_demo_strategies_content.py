"""The demo's strategies keep to the sheet, to both languages, and to what each member may know."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from connect import rich_text
from connect.demo import content
from connect.endorsements.models import LEVELS, LONGEST_MANDATE, LONGEST_NOTE, LONGEST_REASON
from connect.places import municipalities
from connect.strategies.fields import BY_NAME, CHOICES, COLUMNS, FIELDS, SheetField
from connect.strategies.gate import missing
from tests.house.test_typography import FAULTS

Table = dict[str, Any]

MEMBERS = content.table("members")
THEMES = content.table("themes")
STRATEGIES = content.strategies()
PUBLISHED = {name: story for name, story in STRATEGIES.items() if not story.get("draft")}
HAPPENED = (
    *("comments", "endorsements", "revisions"),
    *("translations", "confirmations", "archivings"),
)
NOT_FIELDS = {*HAPPENED, "author", "co_authors", "lang", "days_ago", "draft", "files"}
ADDRESS = re.compile(r"https://\S+")
TYPED = re.compile(r"['\"]|\.\.\.")
PRINTED = FAULTS | {"de": TYPED, "en": TYPED}
NAMED_FIELDS = [field for field in FIELDS if field.shape in ("text", "line", "lines", "rows")]

every_strategy = pytest.mark.parametrize("name", STRATEGIES)
every_published = pytest.mark.parametrize("name", PUBLISHED)


def sheets(story: Table) -> Iterator[Table]:
    """What the sheet says first, then in revisions and translations."""
    yield story
    yield from story.get("revisions", [])
    yield from story.get("translations", [])


def happened(story: Table) -> Iterator[tuple[str, Table]]:
    for kind in HAPPENED:
        for said in story.get(kind, []):
            yield kind, said


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for entry in value:
            yield from texts(entry)
    elif isinstance(value, dict):
        for name, entry in value.items():
            if name not in ("url", "level"):
                yield from texts(entry)


def too_long(field: SheetField, value: Any) -> Iterator[str]:
    if field.shape == "text":
        shown = [rich_text.plain_text(rich_text.render(value))]
    else:
        shown = list(texts(value))
    return (text for text in shown if len(text) > field.longest)


def is_partner(key: str) -> bool:
    return "municipality" not in MEMBERS[key] and MEMBERS[key]["role"] != "organiser"


def test_there_are_enough_of_them_in_both_languages_on_every_theme() -> None:
    languages = Counter(story["lang"] for story in PUBLISHED.values())
    themes = Counter(slug for story in PUBLISHED.values() for slug in story["themes"])
    assert len(PUBLISHED) >= 20
    assert min(languages["fr"], languages["nl"]) >= 10
    assert languages["de"] == 1
    assert set(themes) == set(THEMES)
    assert min(themes.values()) >= 4


def test_they_stand_at_every_status_level_of_evidence_and_budget() -> None:
    for name in ("status", "evidence", "budget", "visibility"):
        assert {story[name] for story in PUBLISHED.values() if story.get(name)} == set(
            CHOICES[name]
        ), name


def test_endorsements_are_of_every_level_with_a_change_and_a_withdrawal() -> None:
    said = [
        (name, MEMBERS[given["author"]]["municipality"], given)
        for name, story in STRATEGIES.items()
        for given in story.get("endorsements", [])
    ]
    assert len(said) >= 25
    assert len({municipality for _, municipality, _ in said}) >= 15
    assert {given["level"] for _, _, given in said} == {*LEVELS, "withdrawn"}
    twice = Counter((name, municipality) for name, municipality, _ in said)
    assert max(twice.values()) == 2


def test_enough_is_discussed_forked_translated_confirmed_and_looked_for() -> None:
    stories = list(PUBLISHED.values())
    assert sum(len(story.get("comments", [])) >= 3 for story in stories) >= 10
    assert sum("adapted_from" in story for story in stories) == 3
    assert sum(len(story.get("translations", [])) for story in stories) == 3
    assert sum(bool(story.get("confirmations")) for story in stories) == 4
    assert sum(bool(story.get("archivings")) for story in stories) == 1
    assert sum(bool(story.get("co_authors")) for story in stories) == 4
    assert sum(bool(story.get("needs")) for story in stories) >= 6


@every_strategy
def test_it_says_nothing_but_what_a_sheet_has_and_within_its_limits(name: str) -> None:
    story = STRATEGIES[name]
    assert set(story) <= {*BY_NAME, *NOT_FIELDS, "adapted_from"}
    for sheet in sheets(story):
        for field in NAMED_FIELDS:
            value = sheet.get(field.name, field.empty)
            assert not value or not list(too_long(field, value)), field.name
            assert field.shape not in ("lines", "rows") or len(value) <= field.most
            assert field.shape != "rows" or all(set(r) <= {*COLUMNS[field.name]} for r in value)


@every_strategy
def test_its_codes_places_people_and_themes_are_known(name: str) -> None:
    story = STRATEGIES[name]
    assert [municipalities.get(refnis).refnis for refnis in story["municipalities"]]
    assert set(story["themes"]) <= set(THEMES)
    assert {story["author"], story["contact"], *story.get("co_authors", [])} <= set(MEMBERS)
    for field in FIELDS:
        if field.shape in ("choice", "choices"):
            said = story.get(field.name, [])
            assert set([said] if isinstance(said, str) else said) <= set(CHOICES[field.name])


@every_strategy
def test_its_author_speaks_for_its_municipality_or_is_a_partner(name: str) -> None:
    story = STRATEGIES[name]
    author = MEMBERS[story["author"]]
    assert "organisation" in author or author["municipality"] in story["municipalities"]


@every_published
def test_it_passes_the_gate_and_the_badge_is_for_full_sheets(name: str) -> None:
    story = PUBLISHED[name]
    assert not missing(story, "standard")
    if story.get("confirmations"):
        assert not missing(story, "full")
        (confirmed,) = story["confirmations"]
        moderated = MEMBERS[confirmed["author"]].get("moderates", [])
        assert set(moderated) & set(story["themes"])
        assert confirmed["author"] not in {story["author"], *story.get("co_authors", [])}
        changed = [said["days_ago"] for said in story.get("revisions", [])]
        assert all(confirmed["days_ago"] < days_ago for days_ago in changed)


@every_strategy
def test_everybody_acts_after_joining_and_after_it_was_published(name: str) -> None:
    story = STRATEGIES[name]
    for kind, said in [("author", story), *happened(story)]:
        joined = MEMBERS[said["author"]]["joined_days_ago"]
        assert 0 < said["days_ago"] <= min(story["days_ago"], joined - 2), (kind, said["author"])


@every_strategy
def test_only_who_can_read_it_speaks_there(name: str) -> None:
    story = STRATEGIES[name]
    writers = {story["author"], *story.get("co_authors", [])}
    for _, said in happened(story):
        assert story["visibility"] != "members" or (
            said["author"] in writers or not is_partner(said["author"])
        )


@every_strategy
def test_answers_follow_what_they_answer(name: str) -> None:
    said_at = {"": STRATEGIES[name]["days_ago"]}
    for said in STRATEGIES[name].get("comments", []):
        assert said["days_ago"] < said_at[said["answers"]]
        said_at[said["key"]] = said["days_ago"]


@every_strategy
def test_municipalities_endorse_what_is_not_their_own_in_few_words(name: str) -> None:
    story = STRATEGIES[name]
    for given in story.get("endorsements", []):
        assert MEMBERS[given["author"]]["municipality"] not in story["municipalities"]
        withdrawn = given["level"] == "withdrawn"
        assert len(given["note"]) <= (LONGEST_REASON if withdrawn else LONGEST_NOTE)
        assert withdrawn or 0 < len(given["mandate"]) <= LONGEST_MANDATE


@pytest.mark.parametrize("name", [name for name in PUBLISHED if "translations" in PUBLISHED[name]])
def test_a_translation_says_everything_that_the_sheet_says(name: str) -> None:
    story = PUBLISHED[name]
    for translation in story["translations"]:
        for field in NAMED_FIELDS:
            said, words = story.get(field.name), translation.get(field.name)
            assert bool(said) == bool(words), field.name
            if field.shape in ("lines", "rows") and said:
                assert len(said) == len(words), field.name


@every_strategy
def test_spaces_quotes_and_apostrophes_are_those_of_the_language(name: str) -> None:
    story = STRATEGIES[name]
    said = [
        (sheet.get("lang", story["lang"]), sheet.get(field.name))
        for sheet in sheets(story)
        for field in NAMED_FIELDS
    ]
    said += [(comment["lang"], comment["body"]) for comment in story.get("comments", [])]
    for lang, value in said:
        for text in texts(value):
            fault = PRINTED[lang].search(ADDRESS.sub("", text))
            assert not fault, (lang, text[max(0, fault.start() - 30) : fault.end() + 30])


@every_strategy
def test_links_lead_to_the_example_domain_and_files_are_there(name: str) -> None:
    story = STRATEGIES[name]
    assert all(link["url"].startswith("https://example.org/") for link in story.get("links", []))
    for file in story.get("files", []):
        assert (content.FOLDER / "files" / file).read_bytes().startswith(b"%PDF-1.")


@every_strategy
def test_its_file_is_named_after_its_first_theme_unless_it_is_a_draft(name: str) -> None:
    story = STRATEGIES[name]
    assert name.startswith(("draft-",) if story.get("draft") else f"{story['themes'][0]}-")


def test_no_strategy_is_called_like_a_thread() -> None:
    assert STRATEGIES.keys().isdisjoint(content.threads())
