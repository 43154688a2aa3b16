"""Spreadsheets of strategies."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "strategy_imports",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("handled", ID, nullable=False),
        sa.Column("failures", sa.JSON(), nullable=False),
        sa.Column("created_by_id", ID, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("started_at", MOMENT),
        sa.Column("finished_at", MOMENT),
        sa.Column("undone_at", MOMENT),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["members.id"], name="fk_strategy_imports_created_by_id_members"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_strategy_imports"),
    )
    op.create_index(
        "ix_strategy_imports_started_at_finished_at",
        "strategy_imports",
        ["started_at", "finished_at"],
    )


def downgrade() -> None:
    op.drop_table("strategy_imports")
