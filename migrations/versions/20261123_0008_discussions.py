"""Files of comments, revisions taken away, and drafts that the inbox tells of."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
ONE_OF_TWO = "(comment_id IS NULL) <> (succession_id IS NULL)"
ONE_OF_THREE = (
    "(CASE WHEN comment_id IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN succession_id IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN draft_id IS NULL THEN 0 ELSE 1 END) = 1"
)


def upgrade() -> None:
    with op.batch_alter_table("comments") as batch:
        batch.add_column(sa.Column("files", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("comments") as batch:
        batch.alter_column("files", existing_type=sa.JSON(), server_default=None)
    with op.batch_alter_table("revisions") as batch:
        batch.add_column(sa.Column("files", sa.JSON(), nullable=False, server_default="[]"))
        batch.add_column(sa.Column("removed_at", MOMENT))
        batch.add_column(sa.Column("removed_by_id", ID))
        batch.add_column(sa.Column("removal_reason", sa.String(500)))
        batch.create_foreign_key(
            "fk_revisions_removed_by_id_members", "members", ["removed_by_id"], ["id"]
        )
    with op.batch_alter_table("revisions") as batch:
        batch.alter_column("files", existing_type=sa.JSON(), server_default=None)
    with op.batch_alter_table("notifications") as batch:
        batch.add_column(sa.Column("draft_id", ID))
        batch.create_foreign_key(
            "fk_notifications_draft_id_drafts", "drafts", ["draft_id"], ["id"], ondelete="CASCADE"
        )
        batch.create_unique_constraint(
            "uq_notifications_member_id_draft_id", ["member_id", "draft_id"]
        )
        batch.drop_constraint("ck_notifications_one_subject", type_="check")
        batch.create_check_constraint("ck_notifications_one_subject", ONE_OF_THREE)


def downgrade() -> None:
    op.execute("DELETE FROM notifications WHERE draft_id IS NOT NULL")
    with op.batch_alter_table("notifications") as batch:
        batch.drop_constraint("ck_notifications_one_subject", type_="check")
        batch.create_check_constraint("ck_notifications_one_subject", ONE_OF_TWO)
        batch.drop_constraint("uq_notifications_member_id_draft_id", type_="unique")
        batch.drop_constraint("fk_notifications_draft_id_drafts", type_="foreignkey")
        batch.drop_column("draft_id")
    with op.batch_alter_table("revisions") as batch:
        batch.drop_constraint("fk_revisions_removed_by_id_members", type_="foreignkey")
        for column in ("removal_reason", "removed_by_id", "removed_at", "files"):
            batch.drop_column(column)
    with op.batch_alter_table("comments") as batch:
        batch.drop_column("files")
