"""What moderators decide: on threads, comments, themes and members, and the log of it."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
COUNTED = (
    *("comment_id", "succession_id", "draft_id"),
    *("endorsement_id", "strategy_id", "contact_request_id"),
)


def upgrade() -> None:
    _add_to("themes", sa.Column("approves_first", sa.Boolean(), nullable=False), "0")
    _add_to("members", sa.Column("suspended_from", sa.JSON(), nullable=False), "[]")
    with op.batch_alter_table("members") as batch:
        batch.add_column(sa.Column("suspended_until", MOMENT))
    _add_to("comments", sa.Column("citation_count", ID, nullable=False), "0")
    with op.batch_alter_table("comments") as batch:
        batch.add_column(sa.Column("hidden_at", MOMENT))
    _add_to("threads", sa.Column("featured_because", sa.String(200), nullable=False), "")
    _add_to("threads", sa.Column("gaps", sa.JSON(), nullable=False), "[]")
    _add_to("threads", sa.Column("decision_count", ID, nullable=False), "0")
    with op.batch_alter_table("threads") as batch:
        for column in ("second_theme_id", "pinned_comment_id", "solution_id"):
            batch.add_column(sa.Column(column, ID))
        for column in ("slow_minutes", "merged_into_id"):
            batch.add_column(sa.Column(column, ID))
        for column in ("featured_at", "closed_at", "reopens_at", "archived_at", "hidden_at"):
            batch.add_column(sa.Column(column, MOMENT))
        batch.add_column(sa.Column("featured_lang", sa.String(2)))
        batch.create_foreign_key(
            "fk_threads_second_theme_id_themes", "themes", ["second_theme_id"], ["id"]
        )
        batch.create_foreign_key(
            "fk_threads_merged_into_id_threads", "threads", ["merged_into_id"], ["id"]
        )
        batch.create_index("ix_threads_reopens_at", ["reopens_at"])
        batch.create_index("ix_threads_merged_into_id", ["merged_into_id"])
        batch.create_index(
            "ix_threads_second_theme_id_last_activity_at_id",
            ["second_theme_id", "last_activity_at", "id"],
        )
    _create_decisions()
    with op.batch_alter_table("notifications") as batch:
        batch.add_column(sa.Column("decision_id", ID))
        batch.create_foreign_key(
            "fk_notifications_decision_id_decisions",
            "decisions",
            ["decision_id"],
            ["id"],
            ondelete="CASCADE",
        )
        batch.create_unique_constraint(
            "uq_notifications_member_id_decision_id", ["member_id", "decision_id"]
        )
        batch.drop_constraint("ck_notifications_one_subject", type_="check")
        batch.create_check_constraint(
            "ck_notifications_one_subject", _one_of(*COUNTED, "decision_id")
        )


def downgrade() -> None:
    op.execute("DELETE FROM notifications WHERE decision_id IS NOT NULL")
    with op.batch_alter_table("notifications") as batch:
        batch.drop_constraint("ck_notifications_one_subject", type_="check")
        batch.create_check_constraint("ck_notifications_one_subject", _one_of(*COUNTED))
        batch.drop_constraint("uq_notifications_member_id_decision_id", type_="unique")
        batch.drop_constraint("fk_notifications_decision_id_decisions", type_="foreignkey")
        batch.drop_column("decision_id")
    op.drop_table("decisions")
    with op.batch_alter_table("threads") as batch:
        batch.drop_index("ix_threads_second_theme_id_last_activity_at_id")
        batch.drop_index("ix_threads_merged_into_id")
        batch.drop_index("ix_threads_reopens_at")
        batch.drop_constraint("fk_threads_merged_into_id_threads", type_="foreignkey")
        batch.drop_constraint("fk_threads_second_theme_id_themes", type_="foreignkey")
        for column in (
            *("second_theme_id", "pinned_comment_id", "solution_id", "slow_minutes"),
            *("merged_into_id", "featured_at", "closed_at", "reopens_at", "archived_at"),
            *("hidden_at", "featured_lang", "decision_count", "gaps", "featured_because"),
        ):
            batch.drop_column(column)
    with op.batch_alter_table("comments") as batch:
        batch.drop_column("hidden_at")
        batch.drop_column("citation_count")
    with op.batch_alter_table("members") as batch:
        batch.drop_column("suspended_until")
        batch.drop_column("suspended_from")
    with op.batch_alter_table("themes") as batch:
        batch.drop_column("approves_first")


def _add_to(table: str, column: "sa.Column[object]", value: str) -> None:
    """A column that is never empty, with the value that rows so far get."""
    column.server_default = sa.DefaultClause(value)
    with op.batch_alter_table(table) as batch:
        batch.add_column(column)
    with op.batch_alter_table(table) as batch:
        batch.alter_column(column.name, existing_type=column.type, server_default=None)


def _create_decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("by_id", ID),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("lang", sa.String(2), nullable=False),
        sa.Column("theme_id", ID),
        sa.Column("thread_id", ID),
        sa.Column("comment_id", ID),
        sa.Column("member_id", ID),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("undone_at", MOMENT),
        sa.Column("undone_by_id", ID),
        *(
            sa.ForeignKeyConstraint([f"{name}_id"], [f"{table}.id"], name=_key(name, table))
            for name, table in (
                *(("by", "members"), ("theme", "themes"), ("thread", "threads")),
                *(("comment", "comments"), ("member", "members"), ("undone_by", "members")),
            )
        ),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
    )
    op.create_index("ix_decisions_theme_id_id", "decisions", ["theme_id", "id"])
    op.create_index("ix_decisions_thread_id_id", "decisions", ["thread_id", "id"])
    op.create_index("ix_decisions_comment_id", "decisions", ["comment_id"])
    op.create_index("ix_decisions_member_id_id", "decisions", ["member_id", "id"])
    op.create_index("ix_decisions_created_at", "decisions", ["created_at"])


def _key(name: str, table: str) -> str:
    return f"fk_decisions_{name}_id_{table}"


def _one_of(*columns: str) -> str:
    counted = (f"(CASE WHEN {column} IS NULL THEN 0 ELSE 1 END)" for column in columns)
    return f"{' + '.join(counted)} = 1"
