"""What the form says beside a field: what to write there, and why it is asked."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

HINTS: Mapping[str, Any] = {
    "title": _("What you do, in a few words: a colleague elsewhere should want to read on."),
    "municipalities": _("A name or a postal code."),
    "themes": _("One to three."),
    "summary": _("Two or three sentences: what you do, for whom, what it changes."),
    "start": _("A month, for example 03/2024."),
    "end": _("A month, or tick that it stays."),
    "contact": _("The name of a member, or their e-mail address. Somebody else is asked first."),
    "problem": _("What happened, where and to whom; which figures or talks showed it."),
    "objectives": _("One on each line, five at most."),
    "mechanism": _("What makes people or places change because of it; what you built on."),
    "actions": _("What was done, by whom and when, in the order in which it went."),
    "steering": _("Who decides, who is at the table, how often."),
    "partners": _("Who took part and what they brought in."),
    "legal_frame": _("Law, regulation, agreement; you can add the texts as files below."),
    "fte": _("For example 1.5."),
    "communication": _("How you told of it, to whom."),
    "evidence": _("The strongest that you can show."),
    "indicators": _("What you count, before and after."),
    "results": _("What changed, what did not, and what nobody had wanted."),
    "obstacles": _("What you would do otherwise: this helps others most."),
    "success_conditions": _("Without which it would not have worked."),
    "transfer": _("Where to begin, what to adapt, what to leave out."),
    "needs": _("One thing on each line, five at most: for example a model agreement."),
    "links": _("Pages about it, for everybody to open."),
    "review_on": _("We remind you on that day: 18 months after publishing, unless you say so."),
    "no_personal_data": _(
        "No name, address, photo or story by which a person could be known, officials aside."
    ),
}

REASONS: Mapping[str, Any] = {
    "title": _("It is how the sheet is found."),
    "municipalities": _("One wants to know where it was done."),
    "themes": _("It stands there among what others do."),
    "visibility": _("You decide who reads it."),
    "summary": _("It is what lists and search results show."),
    "axis": _("One looks for prevention, reparation and follow-up apart."),
    "status": _("An idea is read otherwise than ten years of work."),
    "start": _("It says how long the experience is."),
    "end": _("It says whether it goes on."),
    "lead_service": _("A colleague looks for the same service at home."),
    "contact": _("Somebody can be asked what is not written here."),
    "target_groups": _("One looks for what is done for the same people."),
    "problem": _("Another town sees whether its problem is the same."),
    "objectives": _("What it gave can only be read against what was wanted."),
    "mechanism": _("Who takes it over has to know what to keep."),
    "actions": _("It is what others will do after you."),
    "steering_mode": _("Every theme asks whether cooperation came from above or from below."),
    "steering": _("Every theme asks who leads, with whom."),
    "partners": _("It shows whom to bring round the table."),
    "legal_frame": _("Every theme asks what the law had to allow."),
    "information_sharing": _("Partners ask first what may be told to whom."),
    "fte": _("A municipality compares it with its own staff."),
    "budget": _("A municipality compares it with its own means."),
    "funding": _("It shows who else might pay."),
    "evidence": _("An idea and a measured effect are not the same."),
    "indicators": _("A proven practice can be counted."),
    "results": _("What it changed, wanted or not, is what others come for."),
    "obstacles": _("What did not work saves others a year."),
    "success_conditions": _("Another town checks whether it has them."),
    "transfer": _("Another town is not yours."),
    "no_personal_data": _("Sheets carry methods, never cases: the law and people’s trust ask it."),
}
