"""What must be true of every HTML page, whatever it is about."""

from collections import Counter

from bs4 import BeautifulSoup, Tag

NEEDS_NO_LABEL = {"hidden", "submit", "button", "reset", "image"}
DATA_BLOCKS = {"application/json", "application/ld+json", "importmap"}


def check_page(page: BeautifulSoup, policy: str) -> None:
    """Fail with every house rule that the page breaks, at once."""
    broken = [
        *_broken_outline(page),
        *_broken_ids(page),
        *_unlabelled_fields(page),
        *_inline_code(page),
        *_broken_policy(policy),
    ]
    assert not broken, "\n".join(broken)


def _broken_outline(page: BeautifulSoup) -> list[str]:
    broken = []
    headings = page.select("h1")
    if len(headings) != 1:
        broken.append(f"one h1 is needed, found {len(headings)}")
    if not (page.title and page.title.get_text(strip=True)):
        broken.append("the page has no title")
    if not (page.html and page.html.get("lang")):
        broken.append("html has no lang")
    return broken


def _broken_ids(page: BeautifulSoup) -> list[str]:
    counts = Counter(str(element["id"]) for element in page.select("[id]"))
    return [f"id {name} stands {count} times" for name, count in counts.items() if count > 1]


def _unlabelled_fields(page: BeautifulSoup) -> list[str]:
    fields = page.select("input, select, textarea")
    return [
        f"no label: {field}"[:200]
        for field in fields
        if field.get("type") not in NEEDS_NO_LABEL and not _is_labelled(page, field)
    ]


def _is_labelled(page: BeautifulSoup, field: Tag) -> bool:
    if field.get("aria-label") or field.find_parent("label"):
        return True
    labels = str(field.get("aria-labelledby", "")).split()
    if labels:
        return all(page.find(id=label) for label in labels)
    return bool(page.find("label", attrs={"for": str(field.get("id", ""))}))


def _inline_code(page: BeautifulSoup) -> list[str]:
    scripts = page.select("script:not([src])")
    found = [script for script in scripts if script.get("type") not in DATA_BLOCKS]
    found += page.select("style, [style], a[href^='javascript:']")
    found += [e for e in page.find_all(True) if any(name.startswith("on") for name in e.attrs)]
    return [f"inline script or style: {element}"[:200] for element in found]


def _broken_policy(policy: str) -> list[str]:
    if "default-src 'none'" in policy and "unsafe-" not in policy:
        return []
    return [f"a weak Content-Security-Policy: {policy!r}"]
