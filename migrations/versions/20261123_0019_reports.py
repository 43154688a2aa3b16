"""Reports of members, notes and answers of moderators."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
COUNTED = (
    *("comment_id", "succession_id", "draft_id"),
    *("endorsement_id", "strategy_id", "contact_request_id"),
    "decision_id",
)
OPEN = sa.text("state IN ('new', 'in_hand')")
# Kind, then name and text in French and in Dutch.
FIRST_ANSWERS = (
    (
        "hidden",
        "Texte masqué : merci",
        "Tekst verborgen: dank u",
        "Merci d’avoir signalé ce texte dans « {title} ». Nous l’avons relu et masqué : "
        "il n’est plus visible pour les autres membres.",
        "Bedankt om deze tekst in “{title}” te melden. We hebben hem herlezen en verborgen: "
        "andere leden zien hem niet meer.",
    ),
    (
        "hidden",
        "Données personnelles retirées de la vue",
        "Persoonsgegevens uit het zicht",
        "Merci de votre attention. Le texte de « {title} » parlait d’une personne privée ; "
        "il est masqué. Ici, nous partageons des méthodes, pas des cas.",
        "Bedankt voor uw oplettendheid. De tekst in “{title}” ging over een privépersoon en is "
        "verborgen. Hier delen we methodes, geen gevallen.",
    ),
    (
        "kept",
        "Le texte reste en ligne",
        "De tekst blijft staan",
        "Merci de nous avoir écrit. Nous avons relu le texte de « {title} » et nous le laissons "
        "en ligne : il respecte les règles. Si un passage précis vous gêne, écrivez-nous lequel.",
        "Bedankt voor uw melding. We hebben de tekst in “{title}” herlezen en laten hem staan: "
        "hij volgt de regels. Stoort een bepaalde passage u, schrijf ons dan welke.",
    ),
    (
        "kept",
        "Un désaccord n’est pas une faute",
        "Van mening verschillen mag",
        "Merci de votre message. Ce texte de « {title} » exprime un avis que l’on peut ne pas "
        "partager, sans attaquer personne. Vous pouvez y répondre dans le fil.",
        "Bedankt voor uw bericht. Deze tekst in “{title}” geeft een mening die men niet hoeft te "
        "delen, zonder iemand aan te vallen. U kunt erop antwoorden in de discussie.",
    ),
    (
        "author_hidden",
        "Parlons de méthodes, pas de personnes",
        "Methodes, geen personen",
        "Votre texte dans « {title} » permettait de reconnaître une personne privée. Il est "
        "masqué. Vous pouvez le publier à nouveau sans ce qui la désigne : l’expérience nous "
        "intéresse.",
        "In uw tekst in “{title}” kon men een privépersoon herkennen. Hij is verborgen. U kunt "
        "hem opnieuw plaatsen zonder wat die persoon aanwijst: uw ervaring blijft welkom.",
    ),
    (
        "author_hidden",
        "Le ton",
        "De toon",
        "Votre texte dans « {title} » a blessé d’autres membres et il est masqué. Vous pouvez "
        "redire la même idée avec d’autres mots. Ce n’est pas votre avis qui est en cause.",
        "Uw tekst in “{title}” heeft andere leden gekwetst en is verborgen. U kunt dezelfde idee "
        "met andere woorden zeggen. Het gaat niet om uw mening.",
    ),
    (
        "author_kept",
        "Votre texte est de nouveau visible",
        "Uw tekst is weer zichtbaar",
        "Votre texte dans « {title} » avait été signalé et masqué le temps d’une vérification. "
        "Nous n’y avons rien trouvé à redire : il est de nouveau visible. Merci de votre patience.",
        "Uw tekst in “{title}” was gemeld en verborgen tot we hem hadden nagekeken. We vonden er "
        "niets verkeerds in: hij is weer zichtbaar. Bedankt voor uw geduld.",
    ),
)


def upgrade() -> None:
    _widen_comments()
    _create_reports()
    _create_notes()
    _create_answers()
    with op.batch_alter_table("notifications") as batch:
        batch.add_column(sa.Column("report_id", ID))
        batch.create_foreign_key(
            "fk_notifications_report_id_reports",
            "reports",
            ["report_id"],
            ["id"],
            ondelete="CASCADE",
        )
        batch.create_unique_constraint(
            "uq_notifications_member_id_report_id", ["member_id", "report_id"]
        )
        batch.drop_constraint("ck_notifications_one_subject", type_="check")
        batch.create_check_constraint(
            "ck_notifications_one_subject", _one_of(*COUNTED, "report_id")
        )


def downgrade() -> None:
    op.execute("DELETE FROM notifications WHERE report_id IS NOT NULL")
    with op.batch_alter_table("notifications") as batch:
        batch.drop_constraint("ck_notifications_one_subject", type_="check")
        batch.create_check_constraint("ck_notifications_one_subject", _one_of(*COUNTED))
        batch.drop_constraint("uq_notifications_member_id_report_id", type_="unique")
        batch.drop_constraint("fk_notifications_report_id_reports", type_="foreignkey")
        batch.drop_column("report_id")
    for table in ("canned_answers", "staff_notes", "reporters", "reports"):
        op.drop_table(table)
    with op.batch_alter_table("comments") as batch:
        for column in ("hidden_because", "hidden_lang", "cleared_version"):
            batch.drop_column(column)


def _widen_comments() -> None:
    with op.batch_alter_table("comments") as batch:
        batch.add_column(
            sa.Column("hidden_because", sa.String(500), nullable=False, server_default="")
        )
        batch.add_column(sa.Column("hidden_lang", sa.String(2)))
        batch.add_column(sa.Column("cleared_version", ID))
    with op.batch_alter_table("comments") as batch:
        batch.alter_column("hidden_because", existing_type=sa.String(500), server_default=None)


def _create_reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", ID, nullable=False),
        sa.Column("comment_id", ID, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("assignee_id", ID),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("decision_id", ID),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["comments.id"],
            name="fk_reports_comment_id_comments",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["assignee_id"], ["members.id"], name="fk_reports_assignee_id_members"
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name="fk_reports_decision_id_decisions"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
    )
    op.create_index(
        "uq_reports_open_comment_id",
        "reports",
        ["comment_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index("ix_reports_comment_id", "reports", ["comment_id"])
    op.create_index("ix_reports_state_id", "reports", ["state", "id"])
    op.create_table(
        "reporters",
        sa.Column("report_id", ID, autoincrement=False, nullable=False),
        sa.Column("member_id", ID, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("lang", sa.String(2), nullable=False),
        sa.Column("hid", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["reports.id"],
            name="fk_reporters_report_id_reports",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_reporters_member_id_members"
        ),
        sa.PrimaryKeyConstraint("report_id", "member_id", name="pk_reporters"),
    )
    op.create_index("ix_reporters_member_id", "reporters", ["member_id"])


def _create_notes() -> None:
    op.create_table(
        "staff_notes",
        sa.Column("id", ID, nullable=False),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("text", sa.String(1000), nullable=False),
        sa.Column("lang", sa.String(2), nullable=False),
        sa.Column("token", sa.String(36)),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["members.id"], name="fk_staff_notes_author_id_members"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_staff_notes"),
        sa.UniqueConstraint("author_id", "token", name="uq_staff_notes_author_id_token"),
    )
    op.create_index("ix_staff_notes_subject_id", "staff_notes", ["subject", "id"])


def _create_answers() -> None:
    table = op.create_table(
        "canned_answers",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("name_fr", sa.String(120), nullable=False),
        sa.Column("name_nl", sa.String(120), nullable=False),
        sa.Column("text_fr", sa.Text(), nullable=False),
        sa.Column("text_nl", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_canned_answers"),
    )
    op.create_index("ix_canned_answers_kind", "canned_answers", ["kind"])
    names = ("kind", "name_fr", "name_nl", "text_fr", "text_nl")
    rows = [dict(zip(names, answer, strict=True)) for answer in FIRST_ANSWERS]
    op.bulk_insert(table, rows)


def _one_of(*columns: str) -> str:
    counted = (f"(CASE WHEN {column} IS NULL THEN 0 ELSE 1 END)" for column in columns)
    return f"{' + '.join(counted)} = 1"
