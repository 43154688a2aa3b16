"""Translations of strategies by members."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "strategy_translations",
        sa.Column("strategy_id", ID, nullable=False),
        sa.Column("lang", sa.String(2), nullable=False),
        sa.Column("sheet", sa.JSON(), nullable=False),
        sa.Column("translator_id", ID, nullable=False),
        sa.Column("of_version", ID, nullable=False),
        sa.Column("of_texts", sa.String(64), nullable=False),
        sa.Column("version", ID, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["strategy_id"],
            ["strategies.id"],
            name="fk_strategy_translations_strategy_id_strategies",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["translator_id"],
            ["members.id"],
            name="fk_strategy_translations_translator_id_members",
        ),
        sa.PrimaryKeyConstraint("strategy_id", "lang", name="pk_strategy_translations"),
    )


def downgrade() -> None:
    op.drop_table("strategy_translations")
