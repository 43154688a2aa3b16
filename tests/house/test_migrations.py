"""The migrations make the schema of the models, and can be taken back, on both databases."""

from collections.abc import Iterator

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect, select

from connect.database import Base, db
from connect.discussions.models import Comment, Thread
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.sheets import Sheets

pytestmark = pytest.mark.any_database


@pytest.fixture
def migrated(app: Flask) -> Iterator[Flask]:
    """The app, whose schema is put back whatever the test did to it."""
    yield app
    with app.app_context():
        flask_migrate.upgrade()


def test_the_schema_is_that_of_the_models(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_every_migration_can_be_taken_back(migrated: Flask) -> None:
    with migrated.app_context():
        flask_migrate.downgrade(revision="base")
        assert inspect(db.engine).get_table_names() == ["alembic_version"]
        flask_migrate.upgrade()
        assert set(Base.metadata.tables) <= set(inspect(db.engine).get_table_names())


def test_taking_strategies_back_leaves_the_other_threads(migrated: Flask, people: Cast) -> None:
    talk, sheets = Conversations(migrated), Sheets(migrated)
    kept = talk.open(people.chloe, people.prevention)
    strategy = sheets.publish(people.chloe, themes=[people.prevention.id])
    assert strategy.thread
    answered = talk.post(people.bram, strategy.thread)
    talk.answer(people.chloe, answered)
    with migrated.app_context():
        flask_migrate.downgrade(revision="0008")
        assert db.session.scalars(select(Thread.id)).all() == [kept.id]
        assert set(db.session.scalars(select(Comment.thread_id))) == {kept.id}
