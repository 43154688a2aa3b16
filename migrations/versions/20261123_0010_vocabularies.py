"""Vocabularies: their table, and the terms that every installation begins with."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# By vocabulary: code, then the names in French, Dutch and English.
FIRST_TERMS = {
    "government_level": [
        ("municipality", "Commune", "Gemeente", "Municipality"),
        ("welfare_centre", "CPAS", "OCMW", "Public welfare centre"),
        ("police_zone", "Zone de police", "Politiezone", "Police zone"),
        ("rescue_zone", "Zone de secours", "Hulpverleningszone", "Rescue zone"),
        ("intermunicipal", "Intercommunale", "Intercommunale", "Intermunicipal body"),
        ("province", "Province", "Provincie", "Province"),
        (
            "public_prosecutor",
            "Parquet, arrondissement judiciaire",
            "Parket, gerechtelijk arrondissement",
            "Public prosecutor, judicial district",
        ),
        ("region", "Région", "Gewest", "Region"),
        ("community", "Communauté", "Gemeenschap", "Community"),
        ("federal", "Niveau fédéral", "Federaal niveau", "Federal level"),
        ("european", "Niveau européen", "Europees niveau", "European level"),
    ],
    "service": [
        ("prevention_service", "Service prévention", "Preventiedienst", "Prevention service"),
        (
            "prevention_officer",
            "Fonctionnaire de prévention",
            "Preventieambtenaar",
            "Prevention officer",
        ),
        ("peace_officers", "Gardiens de la paix", "Gemeenschapswachten", "Community guards"),
        (
            "sanctioning_officer",
            "Fonctionnaire sanctionnateur (SAC)",
            "Sanctionerend ambtenaar (GAS)",
            "Sanctioning officer",
        ),
        ("mediation", "Médiation", "Bemiddeling", "Mediation"),
        ("street_work", "Travail social de rue", "Straathoekwerk", "Street work"),
        ("social_cohesion", "Cohésion sociale", "Sociale cohesie", "Social cohesion"),
        ("emergency_planning", "Planification d’urgence", "Noodplanning", "Emergency planning"),
        ("youth", "Jeunesse", "Jeugd", "Youth"),
        ("local_police", "Police locale", "Lokale politie", "Local police"),
        ("justice_house", "Maison de justice", "Justitiehuis", "House of justice"),
        ("mental_health", "Santé mentale", "Geestelijke gezondheid", "Mental health"),
        ("school", "École", "School", "School"),
        ("associations", "Associations", "Verenigingen", "Associations"),
        ("welfare_centre", "CPAS", "OCMW", "Public welfare centre"),
        ("housing", "Logement", "Huisvesting", "Housing"),
        (
            "public_space",
            "Espace public et propreté",
            "Openbaar domein en netheid",
            "Public space and cleanliness",
        ),
        (
            "mayors_office",
            "Cabinet du bourgmestre",
            "Kabinet van de burgemeester",
            "Mayor’s office",
        ),
    ],
    "target_group": [
        (
            "age_12_17",
            "Jeunes de 12 à 17 ans",
            "Jongeren van 12 tot 17 jaar",
            "Young people aged 12 to 17",
        ),
        (
            "age_18_25",
            "Jeunes de 18 à 25 ans",
            "Jongeren van 18 tot 25 jaar",
            "Young people aged 18 to 25",
        ),
        ("seniors", "Seniors", "Senioren", "Older people"),
        ("families", "Familles", "Gezinnen", "Families"),
        ("victims", "Victimes", "Slachtoffers", "Victims"),
        ("offenders", "Auteurs", "Daders", "Offenders"),
        (
            "multiple_diagnoses",
            "Personnes avec multidiagnostics",
            "Personen met multidiagnose",
            "People with multiple diagnoses",
        ),
        ("homeless", "Personnes sans abri", "Dak- en thuislozen", "Homeless people"),
        ("drug_users", "Usagers de drogues", "Druggebruikers", "People who use drugs"),
        ("residents", "Riverains", "Omwonenden", "Residents"),
        ("children", "Enfants de moins de 12 ans", "Kinderen onder 12 jaar", "Children under 12"),
        ("shopkeepers", "Commerçants", "Handelaars", "Shopkeepers"),
        ("nightlife", "Public des sorties", "Uitgaanspubliek", "People going out"),
        ("everybody", "Toute la population", "De hele bevolking", "The whole population"),
    ],
    "funding": [
        (
            "prevention_plan",
            "Plan stratégique de sécurité et de prévention (PSSP)",
            "Strategisch veiligheids- en preventieplan (SVPP)",
            "Strategic security and prevention plan",
        ),
        ("large_cities", "Grandes villes", "Grote Steden", "Large cities programme"),
        (
            "social_cohesion_plan",
            "Plan de cohésion sociale (PCS)",
            "Sociaal cohesieplan (PCS)",
            "Social cohesion plan",
        ),
        ("own_funds", "Fonds propres", "Eigen middelen", "Own funds"),
        ("european_union", "Union européenne", "Europese Unie", "European Union"),
        ("federal", "Autre subside fédéral", "Andere federale subsidie", "Other federal grant"),
        (
            "regional",
            "Subside de la Région ou de la Communauté",
            "Subsidie van het Gewest of de Gemeenschap",
            "Grant of the Region or Community",
        ),
        ("provincial", "Subside de la province", "Subsidie van de provincie", "Provincial grant"),
        ("foundation", "Fondation ou mécénat", "Stichting of mecenaat", "Foundation or patron"),
    ],
}


def upgrade() -> None:
    table = op.create_table(
        "vocabulary_terms",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("vocabulary", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name_fr", sa.String(length=80), nullable=False),
        sa.Column("name_nl", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vocabulary_terms")),
        sa.UniqueConstraint("vocabulary", "code", name=op.f("uq_vocabulary_terms_vocabulary_code")),
    )
    op.bulk_insert(
        table,
        [
            {
                "vocabulary": vocabulary,
                "code": code,
                "name_fr": name_fr,
                "name_nl": name_nl,
                "name_en": name_en,
                "position": position,
            }
            for vocabulary, terms in FIRST_TERMS.items()
            for position, (code, name_fr, name_nl, name_en) in enumerate(terms, 1)
        ],
    )


def downgrade() -> None:
    op.drop_table("vocabulary_terms")
