"""Translating a strategy: by any member who reads it, the original and their words side by side."""

from flask import abort, flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.language import LANGUAGES
from connect.members.current import member
from connect.strategies import actions, policies, queries
from connect.strategies.errors import TranslatedMeanwhile
from connect.strategies.models import Strategy, StrategyTranslation
from connect.strategies.translating import TranslationForm, translation_form, words_at
from connect.strategies.views.base import blueprint
from connect.web.access import authorize, reached
from connect.web.answers import form_page, see_other


@blueprint.get("/strategies/<id:strategy_id>/translations/<lang>")
def edit_translation(strategy_id: int, lang: str) -> Response:
    strategy = _reach_to_translate(strategy_id, lang)
    translation = queries.translation_into(strategy, lang)
    return _page(strategy, lang, translation_form(strategy, translation), translation)


@blueprint.post("/strategies/<id:strategy_id>/translations/<lang>")
def update_translation(strategy_id: int, lang: str) -> Response:
    strategy = _reach_to_translate(strategy_id, lang)
    translation = queries.translation_into(strategy, lang)
    form = translation_form(strategy, translation)
    if not form.validate_on_submit():
        return _page(strategy, lang, form, translation)
    try:
        actions.translate_strategy(member(), strategy, lang, form.told, version=form.version.data)
    except TranslatedMeanwhile as conflict:
        form.version.raw_data = None
        form.version.data = conflict.current.version if conflict.current else 0
        return _page(strategy, lang, form, conflict.current, status=409)
    flash(_("Thank you: the translation stands beside the original now."), "success")
    return see_other(f"{strategy.url}?lang={lang}")


def _reach_to_translate(strategy_id: int, lang: str) -> Strategy:
    strategy = reached(queries.reach_strategy(member(), strategy_id))
    authorize(policies.can_translate_strategy(member(), strategy))
    if lang not in LANGUAGES or lang == strategy.lang:
        abort(404)
    return strategy


def _page(
    strategy: Strategy,
    lang: str,
    form: TranslationForm,
    translation: StrategyTranslation | None,
    *,
    status: int = 422,
) -> Response:
    """With 409, what stands now is shown where it differs from what was typed."""
    return form_page(
        "strategies/translation.html",
        form,
        status=status,
        strategy=strategy,
        lang=lang,
        translation=translation,
        theirs=translation.sheet if translation and status == 409 else {},
        words_at=words_at,
    )
