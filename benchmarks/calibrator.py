"""The yardstick: a bare Flask and Jinja page of 80 KB with one SQLite query.

What this machine needs for it, in the same minute, is the unit in which our pages are measured.
"""

import sqlite3

from flask import Flask, render_template

ROWS = 375
WORDS = "Een veilige stad maken we samen, van het loket tot het late plein in de zomer. " * 2


def create_app(database: str) -> Flask:
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE rows (number INTEGER PRIMARY KEY, words TEXT)")
        connection.executemany("INSERT INTO rows VALUES (?, ?)", enumerate([WORDS] * ROWS))

    app = Flask(__name__)

    @app.get("/")
    def page() -> str:
        connection = sqlite3.connect(database)
        try:
            rows = connection.execute("SELECT number, words FROM rows ORDER BY number").fetchall()
        finally:
            connection.close()
        return render_template("calibrator.html", title="Calibrator", rows=rows)

    return app
