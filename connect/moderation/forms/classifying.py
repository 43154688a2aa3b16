"""What a thread is, and where it is listed."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField
from wtforms.form import BaseForm
from wtforms.validators import InputRequired, ValidationError

from connect.discussions.forms import KINDS, TagsField
from connect.discussions.models import Thread
from connect.moderation.forms.base import DecisionForm
from connect.themes.models import Theme
from connect.web.addresses import number_in
from connect.web.forms import options
from connect.web.languages import current_locale

NOWHERE = 0


class ThemeField(SelectField):
    """A theme by its number, of those offered."""

    def __init__(self, label: str, validators: Sequence[Any] = (), **options: Any) -> None:
        super().__init__(label, validators, coerce=number_in, **options)

    def pre_validate(self, form: BaseForm) -> None:
        if not any(chosen for _value, _label, chosen, _attributes in self.iter_choices()):
            raise ValidationError(_("Choose a theme that you moderate."))


class ClassificationForm(DecisionForm):
    """Offers the themes that its moderator may choose, and those where the thread stands."""

    kind = RadioField(
        _("Kind of thread"),
        [InputRequired(_("Choose one."))],
        choices=options(KINDS.items()),
    )
    tags = TagsField(_("Key words, separated by commas"))
    theme = ThemeField(
        _("Theme"),
        [InputRequired(_("Choose one."))],
        description=_("Who reads the thread changes with it."),
    )
    second_theme = ThemeField(
        _("Also listed in"),
        description=_("It stays one thread, read by those who read its theme."),
    )

    @classmethod
    def of(cls, thread: Thread, themes: Sequence[Theme]) -> "ClassificationForm":
        """Filled with what the thread is; `themes` may be chosen."""
        form = cls(
            kind=thread.kind,
            tags=", ".join(tag.name for tag in thread.tags),
            theme=thread.theme_id,
            second_theme=thread.second_theme_id or NOWHERE,
        )
        form.theme.choices = _named([thread.theme, *themes])
        second = [thread.second_theme] if thread.second_theme else []
        nowhere = (NOWHERE, _("No other theme"))
        form.second_theme.choices = [*options([nowhere]), *_named([*second, *themes])]
        return form

    @property
    def told(self) -> dict[str, Any]:
        """What the action is told."""
        return {
            **super().told,
            "kind": self.kind.data,
            "tags": self.tags.tags,
            "theme_id": self.theme.data,
            "second_theme_id": self.second_theme.data or None,
        }


def _named(themes: Sequence[Theme]) -> Any:
    named = {theme.id: theme.name(current_locale()) for theme in themes}
    return options(named.items())
