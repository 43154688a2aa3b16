"""Several acts at once, what a desk lists, and first texts that were looked at."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "batches",
        sa.Column("id", ID, nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("token", sa.String(36)),
        sa.Column("act", sa.String(32), nullable=False),
        sa.Column("section", sa.String(32), nullable=False),
        sa.Column("targets", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("handled", ID, nullable=False),
        sa.Column("failures", sa.JSON(), nullable=False),
        sa.Column("decisions", sa.JSON(), nullable=False),
        sa.Column("undoes_id", ID),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("started_at", MOMENT),
        sa.Column("finished_at", MOMENT),
        sa.Column("undone_at", MOMENT),
        sa.ForeignKeyConstraint(["by_id"], ["members.id"], name="fk_batches_by_id_members"),
        sa.ForeignKeyConstraint(["undoes_id"], ["batches.id"], name="fk_batches_undoes_id_batches"),
        sa.PrimaryKeyConstraint("id", name="pk_batches"),
        sa.UniqueConstraint("by_id", "token", name="uq_batches_by_id_token"),
        sa.UniqueConstraint("undoes_id", name="uq_batches_undoes_id"),
    )
    op.create_index("ix_batches_finished_at_id", "batches", ["finished_at", "id"])
    op.create_index("ix_batches_by_id_id", "batches", ["by_id", "id"])
    op.create_table(
        "first_looks",
        sa.Column("comment_id", ID, nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("looked_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["comments.id"],
            name="fk_first_looks_comment_id_comments",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["by_id"], ["members.id"], name="fk_first_looks_by_id_members"),
        sa.PrimaryKeyConstraint("comment_id", name="pk_first_looks"),
    )
    op.create_index(
        "ix_threads_kind_comment_count_last_activity_at_id",
        "threads",
        ["kind", "comment_count", "last_activity_at", "id"],
    )


def downgrade() -> None:
    op.drop_index("ix_threads_kind_comment_count_last_activity_at_id", "threads")
    op.drop_table("first_looks")
    op.drop_table("batches")
