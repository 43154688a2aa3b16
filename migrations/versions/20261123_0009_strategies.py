"""Strategies, and discussions under something else."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("threads") as batch:
        batch.add_column(
            sa.Column("audience", sa.String(16), nullable=False, server_default="theme")
        )
        batch.add_column(sa.Column("home", sa.String(64)))
    with op.batch_alter_table("threads") as batch:
        batch.alter_column("audience", existing_type=sa.String(16), server_default=None)
    op.create_table(
        "strategies",
        sa.Column("id", ID, nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("token", sa.String(36)),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("visibility", sa.String(16), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("lang", sa.String(2), nullable=False),
        sa.Column("sheet", sa.JSON(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("version", ID, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("published_at", MOMENT),
        sa.Column("archived_at", MOMENT),
        sa.Column("vouched_at", MOMENT),
        sa.Column("proven_at", MOMENT),
        sa.Column("proven_by_id", ID),
        sa.Column("contact_id", ID),
        sa.Column("contact_agreed_at", MOMENT),
        sa.Column("review_on", sa.Date()),
        sa.Column("reminded_at", MOMENT),
        sa.Column("adapted_from_id", ID),
        sa.Column("thread_id", ID),
        sa.Column("endorsement_count", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["members.id"], name="fk_strategies_author_id_members"
        ),
        sa.ForeignKeyConstraint(
            ["proven_by_id"], ["members.id"], name="fk_strategies_proven_by_id_members"
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["members.id"], name="fk_strategies_contact_id_members"
        ),
        sa.ForeignKeyConstraint(
            ["adapted_from_id"], ["strategies.id"], name="fk_strategies_adapted_from_id_strategies"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name="fk_strategies_thread_id_threads"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_strategies"),
        sa.UniqueConstraint("author_id", "token", name="uq_strategies_author_id_token"),
        sa.UniqueConstraint("thread_id", name="uq_strategies_thread_id"),
    )
    op.create_index("ix_strategies_author_id", "strategies", ["author_id"])
    op.create_index("ix_strategies_contact_id", "strategies", ["contact_id"])
    op.create_index("ix_strategies_adapted_from_id", "strategies", ["adapted_from_id"])
    op.create_index(
        "ix_strategies_state_updated_at_id", "strategies", ["state", "updated_at", "id"]
    )
    op.create_table(
        "strategy_writers",
        sa.Column("strategy_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["strategy_id"],
            ["strategies.id"],
            name="fk_strategy_writers_strategy_id_strategies",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_strategy_writers_member_id_members"
        ),
        sa.PrimaryKeyConstraint("strategy_id", "member_id", name="pk_strategy_writers"),
    )
    op.create_index("ix_strategy_writers_member_id", "strategy_writers", ["member_id"])
    op.create_table(
        "strategy_versions",
        sa.Column("id", ID, nullable=False),
        sa.Column("strategy_id", ID, nullable=False),
        sa.Column("version", ID, nullable=False),
        sa.Column("sheet", sa.JSON(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("editor_id", ID, nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["strategy_id"],
            ["strategies.id"],
            name="fk_strategy_versions_strategy_id_strategies",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["editor_id"], ["members.id"], name="fk_strategy_versions_editor_id_members"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_strategy_versions"),
        sa.UniqueConstraint(
            "strategy_id", "version", name="uq_strategy_versions_strategy_id_version"
        ),
    )
    op.create_table(
        "strategy_facets",
        sa.Column("strategy_id", ID, nullable=False),
        sa.Column("facet", sa.String(16), nullable=False),
        sa.Column("value", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(
            ["strategy_id"],
            ["strategies.id"],
            name="fk_strategy_facets_strategy_id_strategies",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("strategy_id", "facet", "value", name="pk_strategy_facets"),
    )


def downgrade() -> None:
    for table in ("strategy_facets", "strategy_versions", "strategy_writers", "strategies"):
        op.drop_table(table)
    _delete_hosted_threads()
    with op.batch_alter_table("threads") as batch:
        batch.drop_column("home")
        batch.drop_column("audience")


def _delete_hosted_threads() -> None:
    """With what hangs on them, table by table: SQLite migrates without its foreign keys, so
    nothing cascades there."""
    threads = sa.table("threads", sa.column("id"), sa.column("home"))
    comments = sa.table("comments", sa.column("id"), sa.column("thread_id"))
    hosted = sa.select(threads.c.id).where(threads.c.home.is_not(None))
    under_them = sa.select(comments.c.id).where(comments.c.thread_id.in_(hosted))
    for name in ("notifications", "reactions", "bookmarks", "revisions"):
        table = sa.table(name, sa.column("comment_id"))
        op.execute(sa.delete(table).where(table.c.comment_id.in_(under_them)))
    for name in ("readings", "thread_tags", "comments"):
        table = sa.table(name, sa.column("thread_id"))
        op.execute(sa.delete(table).where(table.c.thread_id.in_(hosted)))
    op.execute(sa.delete(threads).where(threads.c.home.is_not(None)))
