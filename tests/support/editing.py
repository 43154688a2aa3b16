"""Writing in a field over which an editor comes as soon as somebody goes into it."""

from playwright.sync_api import Locator, expect

EDITOR = "[contenteditable=true]"
BARE_OR_EDITOR = f"textarea:visible, {EDITOR}"
LOAD = """(field, text) => {
  field.value = text
  field.form.dispatchEvent(new CustomEvent("composer:load"))
}"""


def edit(form: Locator) -> Locator:
    """Go into the one text of a form, or of a part of it: the editor, once it stands there with
    the focus. What is filled in before may come to stand in the bare field or in the editor."""
    form.locator(BARE_OR_EDITOR).focus()
    editor = form.locator(EDITOR)
    expect(editor).to_be_focused()
    return editor
