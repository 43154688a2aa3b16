"""Members who are kept out for a time, appeals, and texts that wait for a moderator."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_suspensions()
    _create_appeals()
    op.create_table(
        "theme_approvals",
        sa.Column("theme_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [f"{name}_id"],
                [f"{name}s.id"],
                name=f"fk_theme_approvals_{name}_id_{name}s",
                ondelete="CASCADE",
            )
            for name in ("theme", "member")
        ),
        sa.PrimaryKeyConstraint("theme_id", "member_id", name="pk_theme_approvals"),
    )
    with op.batch_alter_table("drafts") as batch:
        batch.add_column(sa.Column("held_at", MOMENT))
        batch.add_column(sa.Column("held_in_id", ID))
        batch.create_foreign_key("fk_drafts_held_in_id_themes", "themes", ["held_in_id"], ["id"])
        batch.create_index("ix_drafts_held_in_id_held_at", ["held_in_id", "held_at"])


def downgrade() -> None:
    with op.batch_alter_table("drafts") as batch:
        batch.drop_index("ix_drafts_held_in_id_held_at")
        batch.drop_constraint("fk_drafts_held_in_id_themes", type_="foreignkey")
        batch.drop_column("held_in_id")
        batch.drop_column("held_at")
    op.drop_table("theme_approvals")
    op.drop_table("appeals")
    op.drop_table("suspensions")


def _create_suspensions() -> None:
    op.create_table(
        "suspensions",
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("theme_id", ID),
        sa.Column("decision_id", ID, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        *_keys("suspensions", member="members", theme="themes", decision="decisions"),
        sa.PrimaryKeyConstraint("id", name="pk_suspensions"),
        sa.UniqueConstraint("decision_id", name="uq_suspensions_decision_id"),
    )
    op.create_index("ix_suspensions_member_id_ended_at", "suspensions", ["member_id", "ended_at"])
    op.create_index("ix_suspensions_ended_at_until", "suspensions", ["ended_at", "until"])


def _create_appeals() -> None:
    op.create_table(
        "appeals",
        sa.Column("id", ID, nullable=False),
        sa.Column("decision_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(2), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("answered_at", MOMENT),
        sa.Column("outcome", sa.String(8)),
        sa.Column("answer_id", ID),
        *_keys("appeals", decision="decisions", member="members", answer="decisions"),
        sa.PrimaryKeyConstraint("id", name="pk_appeals"),
        sa.UniqueConstraint("decision_id", name="uq_appeals_decision_id"),
    )
    op.create_index("ix_appeals_answered_at_id", "appeals", ["answered_at", "id"])


def _keys(of: str, **tables: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([f"{name}_id"], [f"{table}.id"], name=f"fk_{of}_{name}_id_{table}")
        for name, table in tables.items()
    ]
