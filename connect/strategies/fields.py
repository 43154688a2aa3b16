"""The fields of a sheet: one literal table, which the form, the gate, the page, the comparison
of versions, the documents and the exports read. After EUCPN's minimum criteria, URBACT, OECD OPSI
and BeFUS' own frame."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from flask_babel import lazy_gettext as _

Shape = Literal[
    "line",  # str
    "text",  # HTML that has passed rich_text
    "lines",  # list of str
    "choice",  # one code of CHOICES, or ""
    "choices",  # list of them
    "term",  # one code of a vocabulary, or ""
    "terms",  # list of them
    "rows",  # list of dicts with the names of COLUMNS
    "municipalities",  # list of REFNIS codes
    "themes",  # list of theme ids
    "member",  # a member's id, or None
    "month",  # "2024-03", or ""
    "end",  # the same, or "permanent"
    "day",  # "2027-05-31", or ""
    "number",  # decimal digits as str, or ""
    "tick",  # bool
]
Depth = Literal["short", "standard", "full"]
"""What a field is needed for: to save a draft, to publish, for the badge."""
Part = Literal["start", "facts", "why", "how", "learned", "sharing"]


@dataclass(frozen=True)
class SheetField:
    """`longest` counts characters to read (of each line or cell); `most` entries. `criterion` is
    the number of EUCPN's criterion that the field answers. `vocabulary` is where its codes come
    from."""

    name: str
    shape: Shape
    label: Any
    part: Part
    need: Depth | None = None
    longest: int = 0
    most: int = 0
    criterion: int | None = None
    vocabulary: str = ""

    @property
    def empty(self) -> Any:
        """What it holds when nothing was filled in."""
        if self.shape == "member":
            return None
        if self.shape == "tick":
            return False
        return [] if self.shape in MANY else ""


MANY = frozenset({"lines", "choices", "terms", "rows", "municipalities", "themes"})

PARTS: Mapping[Part, Any] = {
    "start": _("To start"),
    "facts": _("In facts"),
    "why": _("Why"),
    "how": _("How"),
    "learned": _("What it gives"),
    "sharing": _("To take over"),
}

FIELDS: Sequence[SheetField] = (
    SheetField("title", "line", _("Title"), "start", "short", longest=120),
    SheetField("municipalities", "municipalities", _("Municipality or municipalities behind it"), "start", "short", most=10),
    SheetField("themes", "themes", _("Themes"), "start", "short", most=3),
    SheetField("visibility", "choice", _("Who can read it"), "start", "short"),
    SheetField("summary", "text", _("In brief"), "start", "standard", longest=600),
    SheetField("axis", "choices", _("Axis"), "facts", "standard"),
    SheetField("status", "choice", _("Where it stands"), "facts", "standard"),
    SheetField("start", "month", _("Start"), "facts", "standard"),
    SheetField("end", "end", _("End"), "facts", "standard"),
    SheetField("lead_service", "term", _("Leading service"), "facts", "standard", vocabulary="service"),
    SheetField("contact", "member", _("Contact person"), "facts", "standard"),
    SheetField("target_groups", "terms", _("For whom"), "facts", "standard", vocabulary="target_group"),
    SheetField("problem", "text", _("Problem and findings"), "why", "standard", longest=1500, criterion=1),
    SheetField("objectives", "lines", _("Objectives"), "why", "standard", longest=300, most=5),
    SheetField("mechanism", "text", _("Why this should work"), "why", "standard", longest=1000, criterion=2),
    SheetField("actions", "rows", _("Actions"), "how", "standard", longest=300, most=15),
    SheetField("steering_mode", "choice", _("From where it is led"), "how", "standard"),
    SheetField("steering", "text", _("Who leads, how one decides"), "how", "standard", longest=800),
    SheetField("partners", "rows", _("Partners and their roles"), "how", "standard", longest=200, most=15, vocabulary="government_level"),
    SheetField("legal_frame", "text", _("Legal frame, agreement"), "how", "full", longest=800),
    SheetField("information_sharing", "choice", _("Exchange of information"), "how", "full"),
    SheetField("fte", "number", _("Staff, in full-time equivalents"), "how", "full"),
    SheetField("budget", "choice", _("Budget a year"), "how", "full"),
    SheetField("funding", "terms", _("Funding"), "how", "full", vocabulary="funding"),
    SheetField("communication", "text", _("Communication"), "how", longest=600),
    SheetField("evidence", "choice", _("Level of evidence"), "learned", "standard"),
    SheetField("indicators", "rows", _("Indicators"), "learned", "full", longest=200, most=12),
    SheetField("results", "text", _("Results, also unwanted ones"), "learned", "standard", longest=1500, criterion=3),
    SheetField("obstacles", "text", _("What did not work"), "learned", "standard", longest=1000),
    SheetField("success_conditions", "text", _("What it takes to succeed"), "learned", "full", longest=1000),
    SheetField("transfer", "text", _("Advice for who takes it over"), "sharing", "full", longest=1000, criterion=4),
    SheetField("needs", "lines", _("What we are looking for"), "sharing", longest=160, most=5),
    SheetField("links", "rows", _("Links"), "sharing", longest=300, most=10),
    SheetField("review_on", "day", _("To be read again on"), "sharing"),
    SheetField("no_personal_data", "tick", _("Nobody can be recognised in this sheet"), "sharing", "standard"),
)  # fmt: skip

BY_NAME: Mapping[str, SheetField] = {field.name: field for field in FIELDS}

CRITERIA: Mapping[int, Any] = {
    1: _("It starts from a problem that was looked into"),
    2: _("One can say why it should work"),
    3: _("Its effects were looked at"),
    4: _("Others can take it over"),
}
"""The four criteria of EUCPN, the European Crime Prevention Network, in a few words."""

COLUMNS: Mapping[str, Mapping[str, Any]] = {
    "actions": {"what": _("What"), "who": _("Who"), "when": _("When")},
    "partners": {"name": _("Organisation"), "level": _("Level"), "role": _("Role")},
    "indicators": {
        "name": _("Indicator"),
        "baseline": _("Before"),
        "target": _("Target"),
        "result": _("Result"),
        "date": _("Measured on"),
        "source": _("Source"),
    },
    "links": {"title": _("Title"), "url": _("Address")},
}

CHOICES: Mapping[str, Mapping[str, Any]] = {
    "visibility": {
        "members": _("Member municipalities"),
        "partners": _("Members and partners"),
        "public": _("Everybody"),
    },
    "axis": {
        "prevention": _("Prevention"),
        "reparation": _("Reparation"),
        "follow_up": _("Follow-up"),
    },
    "status": {
        "idea": _("Idea"),
        "pilot": _("Pilot"),
        "running": _("Under way"),
        "structural": _("Structural"),
        "stopped": _("Stopped"),
    },
    "steering_mode": {
        "top_down": _("From above: decided by those in charge"),
        "bottom_up": _("From below: grown with those on the ground"),
        "mixed": _("From both sides"),
    },
    "information_sharing": {
        "none": _("None"),
        "aggregated": _("Figures only, nobody by name"),
        "nominative": _("By name, under a legal frame"),
    },
    "budget": {
        "under_10k": _("Less than € 10,000"),
        "10k_50k": _("€ 10,000 to 50,000"),
        "50k_250k": _("€ 50,000 to 250,000"),
        "over_250k": _("More than € 250,000"),
    },
    "evidence": {
        "E0": _("Idea"),
        "E1": _("Plausible logic"),
        "E2": _("Followed by figures"),
        "E3": _("Process evaluated"),
        "E4": _("Compared before and after"),
        "E5": _("Compared with others, or evaluated from outside"),
        "E6": _("Repeated elsewhere"),
    },
}


def empty_sheet() -> dict[str, Any]:
    return {field.name: field.empty for field in FIELDS}


def needed_for(depth: Depth) -> list[SheetField]:
    """The fields that a depth asks for beyond the one before it."""
    return [field for field in FIELDS if field.need == depth]
