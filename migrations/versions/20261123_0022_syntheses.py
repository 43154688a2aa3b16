"""The living synthesis of a thread."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("threads") as batch:
        batch.add_column(sa.Column("synthesis_version", ID, nullable=False, server_default="0"))
        batch.add_column(
            sa.Column("synthesis_writers", sa.JSON(), nullable=False, server_default="[]")
        )
    with op.batch_alter_table("threads") as batch:
        batch.alter_column("synthesis_version", existing_type=ID, server_default=None)
        batch.alter_column("synthesis_writers", existing_type=sa.JSON(), server_default=None)
    op.create_table(
        "synthesis_versions",
        sa.Column("id", ID, nullable=False),
        sa.Column("thread_id", ID, nullable=False),
        sa.Column("number", ID, nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("writer_id", ID, nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name="fk_synthesis_versions_thread_id_threads"
        ),
        sa.ForeignKeyConstraint(
            ["writer_id"], ["members.id"], name="fk_synthesis_versions_writer_id_members"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_synthesis_versions"),
        sa.UniqueConstraint("thread_id", "number", name="uq_synthesis_versions_thread_id_number"),
    )
    op.create_table(
        "citations",
        sa.Column("thread_id", ID, nullable=False),
        sa.Column("line", ID, nullable=False),
        sa.Column("comment_id", ID, nullable=False),
        sa.Column("seen", sa.String(48), nullable=False),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name="fk_citations_thread_id_threads"
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comments.id"], name="fk_citations_comment_id_comments"
        ),
        sa.PrimaryKeyConstraint("thread_id", "line", "comment_id", name="pk_citations"),
    )
    op.create_index("ix_citations_comment_id", "citations", ["comment_id"])


def downgrade() -> None:
    op.drop_table("citations")
    op.drop_table("synthesis_versions")
    with op.batch_alter_table("threads") as batch:
        batch.drop_column("synthesis_writers")
        batch.drop_column("synthesis_version")
    op.execute("UPDATE comments SET citation_count = 0")
