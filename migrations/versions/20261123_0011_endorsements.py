"""Endorsements by municipality; the inbox tells of them, and of strategies."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
LEVELS = "level IN ('applies', 'adapted', 'supports', 'reservation', 'to_confirm')"


def one_of(*columns: str) -> str:
    return (
        " + ".join(f"(CASE WHEN {column} IS NULL THEN 0 ELSE 1 END)" for column in columns) + " = 1"
    )


ONE_OF_THREE = one_of("comment_id", "succession_id", "draft_id")
ONE_OF_FIVE = one_of("comment_id", "succession_id", "draft_id", "endorsement_id", "strategy_id")


def upgrade() -> None:
    op.create_table(
        "endorsements",
        sa.Column("id", ID, nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("municipality", sa.String(5), nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("mandate", sa.String(120), nullable=False),
        sa.Column("level", sa.String(16), nullable=False),
        sa.Column("note", sa.String(600), nullable=False),
        sa.Column("lang", sa.String(2), nullable=False),
        sa.Column("token", sa.String(36)),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.Column("ended_by_id", ID),
        sa.Column("withdrawal_reason", sa.String(300)),
        sa.CheckConstraint(LEVELS, name="ck_endorsements_level"),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_endorsements_member_id_members"
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["members.id"], name="fk_endorsements_ended_by_id_members"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_endorsements"),
        sa.UniqueConstraint("member_id", "token", name="uq_endorsements_member_id_token"),
    )
    op.create_index("ix_endorsements_subject_id", "endorsements", ["subject", "id"])
    op.create_index("ix_endorsements_municipality_id", "endorsements", ["municipality", "id"])
    stands = sa.text("ended_at IS NULL")
    op.create_index(
        "uq_endorsements_current",
        "endorsements",
        ["subject", "municipality"],
        unique=True,
        sqlite_where=stands,
        postgresql_where=stands,
    )
    with op.batch_alter_table("notifications") as batch:
        batch.add_column(sa.Column("endorsement_id", ID))
        batch.add_column(sa.Column("strategy_id", ID))
        batch.create_foreign_key(
            "fk_notifications_endorsement_id_endorsements",
            "endorsements",
            ["endorsement_id"],
            ["id"],
            ondelete="CASCADE",
        )
        batch.create_foreign_key(
            "fk_notifications_strategy_id_strategies",
            "strategies",
            ["strategy_id"],
            ["id"],
            ondelete="CASCADE",
        )
        batch.create_unique_constraint(
            "uq_notifications_member_id_endorsement_id", ["member_id", "endorsement_id"]
        )
        batch.create_unique_constraint(
            "uq_notifications_member_id_strategy_id_kind", ["member_id", "strategy_id", "kind"]
        )
        batch.drop_constraint("ck_notifications_one_subject", type_="check")
        batch.create_check_constraint("ck_notifications_one_subject", ONE_OF_FIVE)


def downgrade() -> None:
    op.execute("DELETE FROM notifications WHERE COALESCE(endorsement_id, strategy_id) IS NOT NULL")
    with op.batch_alter_table("notifications") as batch:
        batch.drop_constraint("ck_notifications_one_subject", type_="check")
        batch.create_check_constraint("ck_notifications_one_subject", ONE_OF_THREE)
        batch.drop_constraint("uq_notifications_member_id_strategy_id_kind", type_="unique")
        batch.drop_constraint("uq_notifications_member_id_endorsement_id", type_="unique")
        batch.drop_constraint("fk_notifications_strategy_id_strategies", type_="foreignkey")
        batch.drop_constraint("fk_notifications_endorsement_id_endorsements", type_="foreignkey")
        batch.drop_column("strategy_id")
        batch.drop_column("endorsement_id")
    op.drop_table("endorsements")
