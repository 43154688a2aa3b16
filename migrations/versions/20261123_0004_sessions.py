"""Sessions, second factors and links to sign in."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def number() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def member_id(table: str) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    name = op.f(f"fk_{table}_member_id_members")
    column = sa.Column("member_id", number(), autoincrement=False, nullable=False)
    return column, sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=name)


def time(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    op.add_column("members", time("second_factor_since", nullable=True))
    op.create_table(
        "member_sessions",
        sa.Column("id", number(), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("how", sa.String(length=16), nullable=False),
        sa.Column("device", sa.String(length=80), nullable=False),
        sa.Column("place", sa.String(length=64), nullable=False),
        time("created_at"),
        time("last_seen_at"),
        time("proved_at"),
        time("revoked_at", nullable=True),
        *member_id("member_sessions"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_sessions")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_member_sessions_key_hash")),
    )
    index("member_sessions", "member_id", "revoked_at")
    index("member_sessions", "last_seen_at")
    op.create_table(
        "code_apps",
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("last_counter", number(), nullable=False),
        time("created_at"),
        *member_id("code_apps"),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_code_apps")),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("id", number(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        time("used_at", nullable=True),
        *member_id("recovery_codes"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_codes")),
    )
    index("recovery_codes", "member_id")
    op.create_table(
        "sign_in_links",
        sa.Column("id", number(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("leads_to", sa.String(length=500), nullable=False),
        time("expires_at"),
        time("used_at", nullable=True),
        *member_id("sign_in_links"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_links_token_hash")),
    )
    index("sign_in_links", "member_id")
    op.create_table(
        "address_changes",
        sa.Column("id", number(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("old_token_hash", sa.String(length=64), nullable=False),
        sa.Column("new_token_hash", sa.String(length=64), nullable=False),
        time("allowed_at", nullable=True),
        time("proved_at", nullable=True),
        time("created_at"),
        time("expires_at"),
        *member_id("address_changes"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address_changes")),
        sa.UniqueConstraint("member_id", name=op.f("uq_address_changes_member_id")),
        sa.UniqueConstraint("new_token_hash", name=op.f("uq_address_changes_new_token_hash")),
        sa.UniqueConstraint("old_token_hash", name=op.f("uq_address_changes_old_token_hash")),
    )


def downgrade() -> None:
    for table in (
        "address_changes",
        "sign_in_links",
        "recovery_codes",
        "code_apps",
        "member_sessions",
    ):
        op.drop_table(table)
    with op.batch_alter_table("members") as members:
        members.drop_column("second_factor_since")


def index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))
