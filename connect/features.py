"""Every feature, in the order in which an app takes it up."""

from collections.abc import Sequence

from flask import Flask

from connect import accounts, drafts, endorsements, live, moderation, subjects, syntheses
from connect.accounts import handovers
from connect.accounts.actions.handing_over import FOLLOWS, MODERATIONS
from connect.accounts.handovers import Part
from connect.contacts import views as contacts
from connect.directory import views as directory
from connect.discussions import above, among, below, beside, publishing, rendering
from connect.discussions import views as discussions
from connect.discussions.above import ShownAbove
from connect.discussions.among import LinesAmong
from connect.discussions.below import Shown
from connect.discussions.beside import ShownBeside
from connect.discussions.subjects import comment_subjects, theme_subjects, thread_subjects
from connect.drafts import signed_out
from connect.drafts.publishing import Publication
from connect.endorsements.endorsing import Endorsable
from connect.exchange import views as exchange
from connect.matching import views as matching
from connect.members import views as members
from connect.moderation import traces
from connect.moderation.beside import decisions_beside
from connect.moderation.showing import thread_state
from connect.moderation.views import suspending
from connect.notifications import views as notifications
from connect.operations import measures
from connect.operations import views as operations
from connect.places import views as places
from connect.public import views as public
from connect.strategies import endorsing
from connect.strategies import publishing as sheets
from connect.strategies import views as strategies
from connect.strategies.actions.handing_over import SHEETS
from connect.strategies.finding_near import latest_strategies
from connect.strategies.subjects import strategy_subjects
from connect.subjects import Reach
from connect.syntheses import publishing as synthesis_drafts
from connect.syntheses.above import of_thread
from connect.syntheses.subjects import synthesis_subjects
from connect.uploads import views as uploads
from connect.uploads.actions.handing_over import DRAFTS

SUBJECTS: dict[str, Reach] = {
    "comment": comment_subjects,
    "strategy": strategy_subjects,
    "synthesis": synthesis_subjects,
    "theme": theme_subjects,
    "thread": thread_subjects,
}

PUBLICATIONS: dict[str, Publication] = {
    "comment": publishing.CHANGE,
    "strategy": sheets.SHEETS,
    "synthesis": synthesis_drafts.SYNTHESES,
    "theme": publishing.OPENING,
    "thread": publishing.ANSWER,
}

AMONG_ANSWERS: Sequence[LinesAmong] = (traces.traces_among,)

BELOW_THREADS: dict[str, Shown] = {
    "strategies/_of_theme.html": latest_strategies,
}

ABOVE_ANSWERS: dict[str, ShownAbove] = {
    "syntheses/_of_thread.html": of_thread,
    "moderation/_state.html": thread_state,
}

BESIDE_THREADS: dict[str, ShownBeside] = {
    "moderation/_beside.html": decisions_beside,
}

ENDORSABLE: dict[str, Endorsable] = {
    "strategy": endorsing.STRATEGIES,
}

HANDED_ON: dict[str, Part] = {
    "follows": FOLLOWS,
    "strategies": SHEETS,
    "drafts": DRAFTS,
    "moderations": MODERATIONS,
}

FEATURES = (
    public,
    places,
    members,
    uploads,
    discussions,
    strategies,
    contacts,
    directory,
    notifications,
    operations,
    exchange,
    matching,
)
"""Whose pages are registered as a blueprint."""


def install(app: Flask) -> None:
    subjects.install(app, SUBJECTS)
    handovers.install(app, HANDED_ON)
    accounts.install(app)
    drafts.install(app, PUBLICATIONS)
    endorsements.install(app, ENDORSABLE)
    app.extensions.update(hand_back=signed_out.hand_back, take_up=signed_out.take_up)
    app.extensions.update(turn_away=suspending.turn_away)
    for feature in FEATURES:
        app.register_blueprint(feature.blueprint)
    above.install(app, ABOVE_ANSWERS)
    among.install(app, AMONG_ANSWERS)
    beside.install(app, BESIDE_THREADS)
    moderation.install(app)
    syntheses.install(app)
    below.install(app, BELOW_THREADS)
    rendering.install(app)
    measures.install(app)
    live.install(app)
