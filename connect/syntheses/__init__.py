"""The living synthesis of a thread: what is agreed, debated and open, and on which texts it rests.

It is read by those who read the thread, and written by its moderators and the members they name.
"""

from flask import Flask


def install(app: Flask) -> None:
    from connect.syntheses import pages, views, words

    app.register_blueprint(views.blueprint)
    app.jinja_env.globals.update(
        langs_for=pages.langs_for,
        section_name=words.section_name,
        synthesis_part_names=words.SECTION_NAMES,
    )
