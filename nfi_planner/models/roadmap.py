"""The rows of a roadmap. Each class is defined here once: storage, forms and exports derive from it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum
from typing import Annotated, ClassVar

from nfi_planner.models import catalogue
from nfi_planner.models.entity import Choices
from nfi_planner.models.errors import KnownError

ROADMAP_ID = "roadmap"  # a document holds one roadmap


class Rank(IntEnum):
    """The two ranks; each must hold exactly five plans."""

    STRATEGIC = 1
    REGIONAL = 2

    @property
    def label(self) -> str:
        """``"rang 1"``."""
        return f"rang {self.value}"

    @property
    def meaning(self) -> str:
        """What the rank stands for, in the plural."""
        return "plans stratégiques" if self is Rank.STRATEGIC else "priorités régionales"


PLANS_PER_RANK = 5


class Status(Choices):
    """What the region has decided about a plan: one status, so a plan in two ranks can't be expressed."""

    NOT_KEPT = "not_kept", "non retenu"
    STUDIED = "studied", "à l’étude"
    STRATEGIC = "strategic", "rang 1"
    REGIONAL = "regional", "rang 2"

    @property
    def rank(self) -> Rank | None:
        """The rank this status stands for, or None."""
        return _RANKS.get(self)

    @staticmethod
    def of(rank: Rank) -> "Status":
        """Return the status that stands for a rank."""
        return Status.STRATEGIC if rank is Rank.STRATEGIC else Status.REGIONAL


_RANKS = {Status.STRATEGIC: Rank.STRATEGIC, Status.REGIONAL: Rank.REGIONAL}


class Approach(Choices):
    """How far the approach to a project lead has come."""

    IDENTIFIED = "identified", "pressenti"
    CONTACTED = "contacted", "contacté"
    ACCEPTED = "accepted", "accepté"
    REFUSED = "refused", "refusé"


class CompanySize(Choices):
    """The classes of the decree n° 2008-1354."""

    SME = "sme", "PME"
    MIDCAP = "midcap", "ETI"
    LARGE = "large", "GE"


class FundingSource(Choices):
    """Who is asked for money."""

    REGION = "region", "Région"
    STATE = "state", "État, PIA"
    BPIFRANCE = "bpifrance", "Bpifrance"
    ERDF = "erdf", "FEDER"
    LOCAL = "local", "Collectivités"
    FIRMS = "firms", "Entreprises"
    OTHER = "other", "Autre"


class PartnerKind(Choices):
    """What kind of partner it is."""

    CLUSTER = "cluster", "pôle de compétitivité"
    COMPANY = "company", "entreprise"
    RESEARCH = "research", "recherche"
    TRAINING = "training", "formation"
    CHAMBER = "chamber", "chambre consulaire"
    PUBLIC = "public", "acteur public"
    OTHER = "other", "autre"


class Stage(Choices):
    """How far a candidate for « Usine du futur » has come; the last two mean it is selected."""

    SPOTTED = "spotted", "repérée"
    VISITED = "visited", "visitée"
    DIAGNOSED = "diagnosed", "diagnostiquée"
    SELECTED = "selected", "retenue"
    SUPPORTED = "supported", "accompagnée"


@dataclass(frozen=True, slots=True, kw_only=True)
class Roadmap:
    """What one region hands in; one row to a document."""

    TABLE: ClassVar[str] = "roadmap"
    PARENT: ClassVar[str] = ""
    REFERENCES: ClassVar[dict[str, str]] = {}

    id: str = ROADMAP_ID
    region_code: Annotated[str, "région"] = ""
    region_vintage: Annotated[int, "découpage régional"] = 2014
    title: Annotated[str, "titre"] = "Feuille de route régionale de la Nouvelle France industrielle"
    service: Annotated[str, "service"] = ""
    strategy: Annotated[str, "stratégie de la région"] = ""
    recipient: Annotated[str, "destinataire"] = "Ministère du Redressement productif"
    period_start: Annotated[date | None, "début de la période"] = date(2014, 4, 1)
    period_end: Annotated[date | None, "fin de la période"] = date(2016, 12, 31)
    deadline: Annotated[date | None, "échéance"] = date(2014, 3, 31)
    deliberation_number: Annotated[str, "numéro de délibération"] = ""
    deliberation_date: Annotated[date | None, "date de la délibération"] = None
    approval_body: Annotated[str, "instance d’approbation"] = ""
    approval_date: Annotated[date | None, "date d’approbation"] = None
    signatory_name: Annotated[str, "signataire"] = ""
    signatory_function: Annotated[str, "qualité du signataire"] = ""
    contact: Annotated[str, "contact"] = ""
    logo: Annotated[bytes, "logo"] = b""  # PNG or JPEG
    logo_alt: Annotated[str, "texte de remplacement du logo"] = ""

    @property
    def region(self) -> catalogue.Region | None:
        """The region, or None while it isn't known."""
        return catalogue.region(self.region_code, self.region_vintage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the region decides and writes about one of the 33 plans; its id is the plan's number.

    Taking a plan out changes its status only: the sheet stays and is back when the plan is picked again.
    """

    TABLE: ClassVar[str] = "choice"
    PARENT: ClassVar[str] = ""
    REFERENCES: ClassVar[dict[str, str]] = {}

    id: str
    status: Annotated[Status, "statut"] = Status.NOT_KEPT
    position: Annotated[str, "place"] = ""  # a fractional key within the rank
    motive: Annotated[str, "motif du choix"] = ""
    reason_not_kept: Annotated[str, "motif de non-retenue"] = ""
    objectives: Annotated[str, "objectifs"] = ""
    obstacles: Annotated[str, "freins"] = ""
    tools: Annotated[str, "outils à mobiliser"] = ""
    experiments: Annotated[str, "expérimentations"] = ""
    memo: Annotated[str, "mémo privé"] = ""  # never exported

    def __post_init__(self) -> None:
        plan = next((plan for plan in catalogue.plans() if str(plan.number) == self.id), None)
        if plan is None:  # "07" too: it would be a second row for plan 7
            raise KnownError(f"Le plan « {self.id} » n’existe pas.", "Choisissez un plan de 1 à 33.")
        if not plan.pickable:
            raise KnownError(
                f"Le plan {plan.number}, « {plan.title} », ne se choisit pas : il est porté par toutes les régions.",
                "Choisissez parmi les 33 autres plans.",
            )

    @property
    def plan(self) -> catalogue.IndustrialPlan:
        """The plan this choice is about."""
        return catalogue.plan(int(self.id))

    @property
    def rank(self) -> Rank | None:
        """The rank the plan is in, or None."""
        return self.status.rank


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A firm of the document. Figures are those of the last closed year; amounts in whole euros."""

    TABLE: ClassVar[str] = "company"
    PARENT: ClassVar[str] = ""
    REFERENCES: ClassVar[dict[str, str]] = {}

    id: str
    name: Annotated[str, "raison sociale"] = ""
    siren: Annotated[str, "SIREN"] = ""
    siret: Annotated[str, "SIRET du siège"] = ""
    commune: Annotated[str, "commune"] = ""
    department: Annotated[str, "département"] = ""  # its code
    naf: Annotated[str, "code NAF"] = ""
    headcount: Annotated[int | None, "effectif"] = None  # unités de travail par an (UTA)
    turnover: Annotated[int | None, "chiffre d’affaires"] = None
    balance_sheet: Annotated[int | None, "total de bilan"] = None
    closed_year: Annotated[int | None, "exercice clos"] = None
    group: Annotated[str, "groupe"] = ""  # the group it belongs to, if any
    category: Annotated[CompanySize | None, "catégorie selon Sirene"] = None
    figures_source: Annotated[str, "source des chiffres"] = ""
    figures_date: Annotated[date | None, "date des chiffres"] = None

    @property
    def only_named(self) -> bool:
        """Whether nothing is known of it but its name, if that."""
        return self == Company(id=self.id, name=self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The project lead of a plan, director of an SME. Its id is the plan's number: a plan has one at most."""

    TABLE: ClassVar[str] = "lead"
    PARENT: ClassVar[str] = ""
    REFERENCES: ClassVar[dict[str, str]] = {"id": "choice", "company_id": "company"}

    id: str
    company_id: Annotated[str | None, "entreprise"] = None
    civility: Annotated[str, "civilité"] = ""
    first_name: Annotated[str, "prénom"] = ""
    name: Annotated[str, "nom"] = ""
    function: Annotated[str, "fonction"] = ""
    email: Annotated[str, "courriel"] = ""
    telephone: Annotated[str, "téléphone"] = ""
    approach: Annotated[Approach, "avancement de la démarche"] = Approach.IDENTIFIED
    informed_on: Annotated[date | None, "date d’information"] = None  # of the use of his or her data (RGPD)
    source: Annotated[str, "source"] = ""

    @property
    def full_name(self) -> str:
        """``"Hélène Marchal"``; empty while nobody is named."""
        return f"{self.first_name} {self.name}".strip()

    @property
    def approach_label(self) -> str:
        """How far the approach has come: ``"pressentie"`` for a woman, who then « a accepté » as a man has."""
        agrees = self.civility == "Mme" and self.approach in {Approach.IDENTIFIED, Approach.CONTACTED}
        return f"{self.approach.label}{'e' if agrees else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """An action of a sheet, from start to end; a milestone has a start only."""

    TABLE: ClassVar[str] = "action"
    PARENT: ClassVar[str] = "choice_id"
    REFERENCES: ClassVar[dict[str, str]] = {"choice_id": "choice"}

    id: str
    choice_id: str
    position: Annotated[str, "place"] = ""
    title: Annotated[str, "intitulé"] = ""
    owner: Annotated[str, "porteur"] = ""
    milestone: Annotated[bool, "jalon"] = False
    start: Annotated[date | None, "début"] = None
    end: Annotated[date | None, "fin"] = None

    @property
    def blank(self) -> bool:
        """Whether nothing was entered."""
        return not (self.title or self.owner or self.start or self.end)

    @property
    def last_day(self) -> date | None:
        """The day it is over: the end, or the start for a milestone or when no end is known."""
        return self.start if self.milestone else self.end or self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingLine:
    """An amount of one source in one year, in whole euros."""

    TABLE: ClassVar[str] = "funding_line"
    PARENT: ClassVar[str] = "choice_id"
    REFERENCES: ClassVar[dict[str, str]] = {"choice_id": "choice"}

    id: str
    choice_id: str
    position: Annotated[str, "place"] = ""
    source: Annotated[FundingSource, "source"] = FundingSource.REGION
    detail: Annotated[str, "précision"] = ""
    year: Annotated[int | None, "année"] = None
    asked: Annotated[int | None, "montant demandé"] = None
    obtained: Annotated[int | None, "montant obtenu"] = None

    @property
    def blank(self) -> bool:
        """Whether nothing was entered; a new line has a source and a year of its own."""
        return not (self.detail or self.has_amount)

    @property
    def has_amount(self) -> bool:
        """Whether an amount was asked or obtained, if only 0."""
        return self.asked is not None or self.obtained is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The value an indicator should have in a year."""

    year: int
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What is measured, from where, and the targets by year."""

    TABLE: ClassVar[str] = "indicator"
    PARENT: ClassVar[str] = "choice_id"
    REFERENCES: ClassVar[dict[str, str]] = {"choice_id": "choice"}

    id: str
    choice_id: str
    position: Annotated[str, "place"] = ""
    name: Annotated[str, "indicateur"] = ""
    unit: Annotated[str, "unité"] = ""
    baseline_year: Annotated[int | None, "année de référence"] = None
    baseline: Annotated[Decimal | None, "valeur de référence"] = None
    targets: Annotated[tuple[Target, ...], "cibles"] = ()  # ascending years

    @property
    def blank(self) -> bool:
        """Whether nothing was entered: values without a name are work that may not be lost."""
        return self == Indicator(id=self.id, choice_id=self.choice_id, position=self.position)


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """An actor brought in by a sheet."""

    TABLE: ClassVar[str] = "partner"
    PARENT: ClassVar[str] = "choice_id"
    REFERENCES: ClassVar[dict[str, str]] = {"choice_id": "choice"}

    id: str
    choice_id: str
    position: Annotated[str, "place"] = ""
    name: Annotated[str, "partenaire"] = ""
    kind: Annotated[PartnerKind, "nature"] = PartnerKind.CLUSTER
    role: Annotated[str, "rôle"] = ""
    contact: Annotated[str, "contact"] = ""

    @property
    def blank(self) -> bool:
        """Whether nothing was entered; a new row has a kind of its own."""
        return not (self.name or self.role or self.contact)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactoryCandidate:
    """A firm that may benefit from plan 34, « Usine du futur »."""

    TABLE: ClassVar[str] = "factory_candidate"
    PARENT: ClassVar[str] = ""
    REFERENCES: ClassVar[dict[str, str]] = {"company_id": "company"}

    id: str
    company_id: Annotated[str | None, "entreprise"] = None
    position: Annotated[str, "place"] = ""
    need: Annotated[str, "besoin"] = ""
    stage: Annotated[Stage, "étape"] = Stage.SPOTTED
    reasons: Annotated[str, "raisons"] = ""

    @property
    def blank(self) -> bool:
        """Whether nothing was entered."""
        return self == FactoryCandidate(id=self.id, position=self.position)

    @property
    def selected(self) -> bool:
        """Whether the region has selected the firm."""
        return self.stage in {Stage.SELECTED, Stage.SUPPORTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A hand-in: a frozen, numbered version."""

    TABLE: ClassVar[str] = "submission"
    PARENT: ClassVar[str] = ""
    REFERENCES: ClassVar[dict[str, str]] = {}

    id: str
    number: Annotated[int, "version"] = 1
    submitted_on: Annotated[date, "date de remise"] = date(2014, 3, 31)


SheetRow = Action | FundingLine | Indicator | Partner
SHEET_TABLES: tuple[type[SheetRow], ...] = (Action, FundingLine, Indicator, Partner)
ROADMAP_TABLES = (Roadmap, Choice, Company, Lead, *SHEET_TABLES, FactoryCandidate, Submission)
