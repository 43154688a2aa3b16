"""A device and a network in a few words, so that members know their own sessions again."""

import re
from ipaddress import IPv6Address, ip_address

LONGEST_ADDRESS = 64
# The first that fits names it: others pretend to be Chrome and Safari, and Chrome to be Safari.
BROWSERS = [
    ("Edg(e|A|iOS)?/", "Edge"),
    ("OPR/|Opera", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Vivaldi/", "Vivaldi"),
    ("Firefox/|FxiOS/", "Firefox"),
    ("Chrome/|CriOS/|Chromium/", "Chrome"),
    ("Safari/", "Safari"),
]
SYSTEMS = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X|Macintosh", "macOS"),
    ("Linux|X11", "Linux"),
]


def device_of(user_agent: str) -> str:
    """ "Firefox · Android", in no language; empty for what is no browser we know."""
    return " · ".join(filter(None, [_named(BROWSERS, user_agent), _named(SYSTEMS, user_agent)]))


def place_of(address: str | None) -> str:
    """The network without the machine, "192.0.2.…": enough to recognise one's office, too little
    to follow anybody. No one is asked where it is."""
    try:
        found = ip_address((address or "")[:LONGEST_ADDRESS])
    except ValueError:
        return ""
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    if isinstance(found, IPv6Address):
        return ":".join(found.exploded.split(":")[:3]) + ":…"
    return ".".join(str(found).split(".")[:3]) + ".…"


def _named(table: list[tuple[str, str]], user_agent: str) -> str:
    return next((name for pattern, name in table if re.search(pattern, user_agent)), "")
