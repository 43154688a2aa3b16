"""Comments that were moved, and the traces they left."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PATH = sa.Text(collation="C").with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "moves",
        sa.Column("decision_id", ID, nullable=False, autoincrement=False),
        *(sa.Column(name, ID, nullable=False) for name in ("from_id", "to_id", "count")),
        sa.Column("left_number", ID, nullable=False),
        sa.Column("left_path", PATH, nullable=False),
        sa.Column("arrived_number", ID, nullable=False),
        sa.Column("arrived_path", PATH, nullable=False),
        sa.Column("comments", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["decisions.id"],
            name="fk_moves_decision_id_decisions",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["from_id"], ["threads.id"], name="fk_moves_from_id_threads"),
        sa.ForeignKeyConstraint(["to_id"], ["threads.id"], name="fk_moves_to_id_threads"),
        sa.PrimaryKeyConstraint("decision_id", name="pk_moves"),
    )
    op.create_index("ix_moves_from_id", "moves", ["from_id"])
    op.create_index("ix_moves_to_id", "moves", ["to_id"])


def downgrade() -> None:
    op.drop_table("moves")
