"""Domains that join by themselves, fuller invitations, successions."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
TEXTS = ("name", "function", "locale", "message")
PENDING = sa.text("state = 'pending'")


def upgrade() -> None:
    _add_known_domains()
    _add_invitation_lists()
    _fill_out_invitations()
    _add_deactivations()
    _add_successions()
    _let_an_inbox_tell_of_successions()


def downgrade() -> None:
    with op.batch_alter_table("notifications") as batch:
        batch.drop_constraint("ck_notifications_one_subject", type_="check")
        batch.drop_constraint("uq_notifications_member_id_succession_id", type_="unique")
        batch.drop_constraint("fk_notifications_succession_id_successions", type_="foreignkey")
        batch.drop_column("succession_id")
    op.execute("DELETE FROM notifications WHERE comment_id IS NULL")
    with op.batch_alter_table("notifications") as batch:
        batch.alter_column("comment_id", existing_type=ID, nullable=False)
    op.drop_table("successions")
    op.drop_table("deactivations")
    op.drop_table("invitation_uses")
    op.execute("DELETE FROM invitations WHERE created_by_id IS NULL")
    with op.batch_alter_table("invitations") as batch:
        batch.drop_index("ix_invitations_email")
        batch.drop_index("ix_invitations_list_id")
        batch.drop_constraint("fk_invitations_organisation_id_organisations", type_="foreignkey")
        batch.drop_constraint("fk_invitations_list_id_invitation_lists", type_="foreignkey")
        batch.alter_column("created_by_id", existing_type=ID, nullable=False)
        for column in (*TEXTS, "organisation_id", "list_id", "days", "uses", "withdrawn_at"):
            batch.drop_column(column)
    op.drop_table("invitation_lists")
    op.drop_column("join_requests", "domain")
    op.drop_table("known_domains")


def _add_known_domains() -> None:
    op.create_table(
        "known_domains",
        sa.Column("id", ID, nullable=False),
        sa.Column("domain", sa.String(253), nullable=False),
        sa.Column("municipality", sa.String(5)),
        sa.Column("organisation_id", ID),
        sa.Column("created_by_id", ID, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_known_domains_organisation_id_organisations"),
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["members.id"], name=op.f("fk_known_domains_created_by_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_domains")),
        sa.UniqueConstraint("domain", name=op.f("uq_known_domains_domain")),
    )
    op.add_column("join_requests", sa.Column("domain", sa.String(253)))


def _add_invitation_lists() -> None:
    op.create_table(
        "invitation_lists",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("locale", sa.String(2), nullable=False),
        sa.Column("days", ID, nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("handled", ID, nullable=False),
        sa.Column("created_by_id", ID, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["members.id"],
            name=op.f("fk_invitation_lists_created_by_id_members"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation_lists")),
    )


def _fill_out_invitations() -> None:
    """Those of before lasted thirty days; how often they were used, nobody counted."""
    with op.batch_alter_table("invitations") as batch:
        batch.add_column(sa.Column("name", sa.String(80), nullable=False, server_default=""))
        batch.add_column(sa.Column("function", sa.String(120), nullable=False, server_default=""))
        batch.add_column(sa.Column("locale", sa.String(2), nullable=False, server_default="fr"))
        batch.add_column(sa.Column("message", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("organisation_id", ID))
        batch.add_column(sa.Column("list_id", ID))
        batch.add_column(sa.Column("days", ID, nullable=False, server_default="30"))
        batch.add_column(sa.Column("uses", ID, nullable=False, server_default="1"))
        batch.add_column(sa.Column("withdrawn_at", TIME))
        batch.alter_column("created_by_id", existing_type=ID, nullable=True)
        batch.create_index("ix_invitations_email", ["email"])
        batch.create_index("ix_invitations_list_id", ["list_id"])
        batch.create_foreign_key(
            "fk_invitations_organisation_id_organisations",
            "organisations",
            ["organisation_id"],
            ["id"],
        )
        batch.create_foreign_key(
            "fk_invitations_list_id_invitation_lists",
            "invitation_lists",
            ["list_id"],
            ["id"],
            ondelete="SET NULL",
        )
    op.execute("UPDATE invitations SET uses = uses_left WHERE uses_left > 1")
    with op.batch_alter_table("invitations") as batch:
        for column in (*TEXTS, "days", "uses"):
            batch.alter_column(column, server_default=None)
    op.create_table(
        "invitation_uses",
        sa.Column("invitation_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("used_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["invitations.id"],
            name=op.f("fk_invitation_uses_invitation_id_invitations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
            name=op.f("fk_invitation_uses_member_id_members"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("invitation_id", "member_id", name=op.f("pk_invitation_uses")),
    )
    op.create_index("ix_invitation_uses_member_id", "invitation_uses", ["member_id"])


def _add_deactivations() -> None:
    op.create_table(
        "deactivations",
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("ended_by_id", ID),
        sa.Column("ended_at", TIME),
        _member("deactivations", "member_id", "CASCADE"),
        _member("deactivations", "by_id"),
        _member("deactivations", "ended_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deactivations")),
    )
    op.create_index("ix_deactivations_member_id", "deactivations", ["member_id"])


def _add_successions() -> None:
    op.create_table(
        "successions",
        sa.Column("id", ID, nullable=False),
        sa.Column("giver_id", ID, nullable=False),
        sa.Column("successor_id", ID, nullable=False),
        sa.Column("started_by_id", ID, nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("outcome", sa.JSON(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("decided_at", TIME),
        _member("successions", "giver_id", "CASCADE"),
        _member("successions", "successor_id", "CASCADE"),
        _member("successions", "started_by_id", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_successions")),
    )
    op.create_index("ix_successions_giver_id", "successions", ["giver_id"])
    op.create_index("ix_successions_successor_id", "successions", ["successor_id"])
    op.create_index(
        "uq_successions_pending_giver_id",
        "successions",
        ["giver_id"],
        unique=True,
        sqlite_where=PENDING,
        postgresql_where=PENDING,
    )


def _let_an_inbox_tell_of_successions() -> None:
    with op.batch_alter_table("notifications") as batch:
        batch.add_column(sa.Column("succession_id", ID))
        batch.alter_column("comment_id", existing_type=ID, nullable=True)
        batch.create_foreign_key(
            "fk_notifications_succession_id_successions",
            "successions",
            ["succession_id"],
            ["id"],
            ondelete="CASCADE",
        )
        batch.create_unique_constraint(
            "uq_notifications_member_id_succession_id", ["member_id", "succession_id"]
        )
        batch.create_check_constraint(
            "ck_notifications_one_subject", "(comment_id IS NULL) <> (succession_id IS NULL)"
        )


def _member(table: str, name: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    key = op.f(f"fk_{table}_{name}_members")
    return sa.ForeignKeyConstraint([name], ["members.id"], name=key, ondelete=ondelete)
