"""Requests for contact, of which the inbox tells; suggestions that were dismissed."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
SUBJECTS = ("comment_id", "succession_id", "draft_id", "endorsement_id", "strategy_id")


def one_of(*columns: str) -> str:
    return (
        " + ".join(f"(CASE WHEN {column} IS NULL THEN 0 ELSE 1 END)" for column in columns) + " = 1"
    )


def upgrade() -> None:
    _create_contact_requests()
    op.create_table(
        "dismissed_suggestions",
        sa.Column("member_id", ID, autoincrement=False, nullable=False),
        sa.Column("dismissed_id", ID, autoincrement=False, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        *(_of_member("dismissed_suggestions", name) for name in ("member_id", "dismissed_id")),
        sa.PrimaryKeyConstraint("member_id", "dismissed_id", name="pk_dismissed_suggestions"),
    )
    with op.batch_alter_table("notifications") as batch:
        batch.add_column(sa.Column("contact_request_id", ID))
        batch.create_foreign_key(
            "fk_notifications_contact_request_id_contact_requests",
            "contact_requests",
            ["contact_request_id"],
            ["id"],
            ondelete="CASCADE",
        )
        batch.create_unique_constraint(
            "uq_notifications_member_id_contact_request_id", ["member_id", "contact_request_id"]
        )
        batch.drop_constraint("ck_notifications_one_subject", type_="check")
        batch.create_check_constraint(
            "ck_notifications_one_subject", one_of(*SUBJECTS, "contact_request_id")
        )


def downgrade() -> None:
    op.execute("DELETE FROM notifications WHERE contact_request_id IS NOT NULL")
    with op.batch_alter_table("notifications") as batch:
        batch.drop_constraint("ck_notifications_one_subject", type_="check")
        batch.create_check_constraint("ck_notifications_one_subject", one_of(*SUBJECTS))
        batch.drop_constraint("uq_notifications_member_id_contact_request_id", type_="unique")
        batch.drop_constraint(
            "fk_notifications_contact_request_id_contact_requests", type_="foreignkey"
        )
        batch.drop_column("contact_request_id")
    op.drop_table("dismissed_suggestions")
    op.drop_table("contact_requests")


def _create_contact_requests() -> None:
    op.create_table(
        "contact_requests",
        sa.Column("id", ID, nullable=False),
        sa.Column("asker_id", ID, nullable=False),
        sa.Column("asked_id", ID, nullable=False),
        sa.Column("subject", sa.String(120), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(2), nullable=False),
        sa.Column("about", sa.String(64)),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("token", sa.String(36)),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("answered_at", MOMENT),
        sa.Column("answer", sa.Text(), nullable=False),
        *(_of_member("contact_requests", name) for name in ("asker_id", "asked_id")),
        sa.PrimaryKeyConstraint("id", name="pk_contact_requests"),
        sa.UniqueConstraint("asker_id", "token", name="uq_contact_requests_asker_id_token"),
    )
    for column in ("asker_id", "asked_id"):
        op.create_index(f"ix_contact_requests_{column}_id", "contact_requests", [column, "id"])
    waits = sa.text("state = 'asked'")
    op.create_index(
        "uq_contact_requests_open_asker_id_asked_id",
        "contact_requests",
        ["asker_id", "asked_id"],
        unique=True,
        sqlite_where=waits,
        postgresql_where=waits,
    )


def _of_member(table: str, column: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_members"
    return sa.ForeignKeyConstraint([column], ["members.id"], name=name, ondelete="CASCADE")
