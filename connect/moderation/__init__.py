"""Moderation: what good content needs to rise, and people to be safe; every act with its reason."""

from flask import Flask


def install(app: Flask) -> None:
    from connect.moderation import policies, saying, views, words
    from connect.moderation.actions import bulk
    from connect.moderation.actions.reversing import can_be_undone

    app.register_blueprint(views.blueprint)
    app.jinja_env.globals.update(
        answer_kinds=words.ANSWER_KINDS,
        answer_languages=words.LANGUAGES,
        bulk_acts=bulk.ACTS,
        can_be_undone=can_be_undone,
        can_moderate_anything=policies.can_moderate_anything,
        decision_names=saying.NAMES,
        report_kinds=words.REPORT_KINDS,
        report_kinds_explained=words.REPORT_KINDS_EXPLAINED,
        report_states=words.REPORT_STATES,
    )
