"""Threads that stand first, and who has put one aside."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
CURRENT = sa.text("removed_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "pins",
        sa.Column("id", ID, nullable=False),
        sa.Column("thread_id", ID, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("everywhere", sa.Boolean(), nullable=False),
        sa.Column("position", ID, nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("lang", sa.String(2), nullable=False),
        sa.Column("ends_at", MOMENT),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("removed_at", MOMENT),
        sa.CheckConstraint("kind IN ('announcement', 'beacon')", name="ck_pins_kind"),
        sa.ForeignKeyConstraint(["thread_id"], ["threads.id"], name="fk_pins_thread_id_threads"),
        sa.PrimaryKeyConstraint("id", name="pk_pins"),
    )
    op.create_index("ix_pins_removed_at_ends_at", "pins", ["removed_at", "ends_at"])
    op.create_index(
        "uq_pins_current",
        "pins",
        ["thread_id"],
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )
    op.create_table(
        "pin_marks",
        sa.Column("pin_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("is_aside", sa.Boolean(), nullable=False),
        sa.Column("opened_version", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["pin_id"], ["pins.id"], name="fk_pin_marks_pin_id_pins", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_pin_marks_member_id_members"
        ),
        sa.PrimaryKeyConstraint("pin_id", "member_id", name="pk_pin_marks"),
    )
    op.create_index("ix_pin_marks_member_id", "pin_marks", ["member_id"])
    op.create_index("ix_threads_featured_at", "threads", ["featured_at"])


def downgrade() -> None:
    op.drop_index("ix_threads_featured_at", "threads")
    op.drop_table("pin_marks")
    op.drop_table("pins")
