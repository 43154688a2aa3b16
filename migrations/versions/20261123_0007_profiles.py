"""Fuller profiles: expertise, availability, contact, who sees what, and the welcome.

Who is a member already needs no welcome.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TEXTS = {"availability_note": 120, "phone": 40, "contact": 120}
AUDIENCES = {
    "presentation_for": "members",
    "expertise_for": "members",
    "themes_for": "members",
    "languages_for": "members",
    "availability_for": "members",
    "contact_for": "themes",
}


def upgrade() -> None:
    op.create_table(
        "member_topics",
        sa.Column(
            "member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("text", sa.String(length=60), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
            name=op.f("fk_member_topics_member_id_members"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("member_id", "kind", "position", name=op.f("pk_member_topics")),
    )
    with op.batch_alter_table("members") as batch_op:
        for column in _columns():
            batch_op.add_column(column)
    op.execute("UPDATE members SET onboarded_at = joined_at")
    with op.batch_alter_table("members") as batch_op:
        for column in _columns():
            batch_op.alter_column(column.name, existing_type=column.type, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("members") as batch_op:
        for column in _columns():
            batch_op.drop_column(column.name)
    op.drop_table("member_topics")


def _columns() -> list[sa.Column[Any]]:
    """With what stands in the rows there are: the models fill in new ones."""
    return [
        sa.Column("availability", sa.JSON(), nullable=False, server_default="[]"),
        *(
            sa.Column(name, sa.String(length=length), nullable=False, server_default="")
            for name, length in TEXTS.items()
        ),
        *(
            sa.Column(name, sa.String(length=12), nullable=False, server_default=audience)
            for name, audience in AUDIENCES.items()
        ),
        sa.Column("welcome_step", sa.SmallInteger(), nullable=False, server_default="1"),
        sa.Column("onboarded_at", sa.DateTime(timezone=True), nullable=True),
    ]
