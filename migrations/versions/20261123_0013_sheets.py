"""Sheets: which version was published, which words were removed, why a badge was taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
REMOVED_BY = "fk_strategy_versions_removed_by_id_members"


def upgrade() -> None:
    with op.batch_alter_table("strategies") as batch:
        batch.add_column(sa.Column("proof_removal_reason", sa.String(500)))
    with op.batch_alter_table("strategy_versions") as batch:
        batch.add_column(sa.Column("removed_at", MOMENT))
        batch.add_column(sa.Column("removed_by_id", ID))
        batch.add_column(sa.Column("removal_reason", sa.String(500)))
        batch.create_foreign_key(REMOVED_BY, "members", ["removed_by_id"], ["id"])
    for table in ("strategies", "strategy_versions"):
        with op.batch_alter_table(table) as batch:
            batch.add_column(
                sa.Column("was_published", sa.Boolean(), nullable=False, server_default=sa.false())
            )
    op.execute("UPDATE strategies SET was_published = (state <> 'draft')")
    for table in ("strategies", "strategy_versions"):
        with op.batch_alter_table(table) as batch:
            batch.alter_column("was_published", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("strategy_versions") as batch:
        batch.drop_constraint(REMOVED_BY, type_="foreignkey")
        batch.drop_column("was_published")
        batch.drop_column("removal_reason")
        batch.drop_column("removed_by_id")
        batch.drop_column("removed_at")
    with op.batch_alter_table("strategies") as batch:
        batch.drop_column("was_published")
        batch.drop_column("proof_removal_reason")
