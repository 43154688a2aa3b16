"""Where all addresses of members hang."""

from flask import Blueprint, request

blueprint = Blueprint("members", __name__)

LARGEST_PROFILE = 12 * 1024 * 1024
"""More than the largest picture, so that a larger one is a field's error and the rest is kept."""
WITH_A_PICTURE = {"members.update_profile", "members.create_welcome_step"}


@blueprint.url_value_preprocessor
def allow_a_picture(endpoint: str | None, _values: object) -> None:
    """Here and not in the view: CSRF protection reads the form before it."""
    if endpoint in WITH_A_PICTURE:
        request.max_content_length = LARGEST_PROFILE
