"""What leaves the program with a roadmap, field by field: nothing that isn't named here can.

A shape names the fields of a row that go out under their own name. ``CARRIED`` says what goes out in another way,
``KEPT_IN`` what stays, and why. A field of an entity stands in exactly one of the three (a test walks them all).
"""

from datetime import date
from typing import Annotated, Any, Final, Literal

from msgspec import Meta, Struct

from nfi_planner.models.entity import Entity
from nfi_planner.models.roadmap import (
    Action,
    Approach,
    Choice,
    Company,
    CompanySize,
    FactoryCandidate,
    FundingLine,
    FundingSource,
    Indicator,
    Lead,
    Partner,
    PartnerKind,
    Roadmap,
    Stage,
    Submission,
    Target,
)

FORMAT: Final = "nfi-feuille-de-route"
VERSION: Final = 1
ATTACHMENT = "feuille-de-route.json"  # the name of the file in the PDF

Id = Annotated[str, Meta(min_length=1)]
Whole = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]
Number = Annotated[str, Meta(pattern=r"^-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?$")]
PlanNumber = Annotated[int, Meta(ge=1, le=33)]
MediaType = Literal["image/png", "image/jpeg"]


class Shape(Struct, forbid_unknown_fields=True):
    """A part of the structure: every field is there, none besides."""


class LogoShape(Shape):
    media_type: MediaType
    data: bytes
    alt: str


class RoadmapShape(Shape):
    region_code: str
    region_vintage: Whole
    title: str
    service: str
    strategy: str
    recipient: str
    period_start: date | None
    period_end: date | None
    deadline: date | None
    deliberation_number: str
    deliberation_date: date | None
    approval_body: str
    approval_date: date | None
    signatory_name: str
    signatory_function: str
    contact: str
    logo: LogoShape | None


class LeadShape(Shape):
    company_id: Id | None
    civility: str
    first_name: str
    name: str
    function: str
    approach: Approach


class ActionShape(Shape):
    id: Id
    title: str
    owner: str
    milestone: bool
    start: date | None
    end: date | None


class FundingLineShape(Shape):
    id: Id
    source: FundingSource
    detail: str
    year: Whole | None
    asked: Whole | None
    obtained: Whole | None


class TargetShape(Shape):
    year: Whole
    value: Number


class IndicatorShape(Shape):
    id: Id
    name: str
    unit: str
    baseline_year: Whole | None
    baseline: Number | None
    targets: tuple[TargetShape, ...]


class PartnerShape(Shape):
    id: Id
    name: str
    kind: PartnerKind
    role: str
    contact: str


class PlanShape(Shape):
    plan: PlanNumber
    status: Literal["strategic", "regional"]
    motive: str
    objectives: str
    obstacles: str
    tools: str
    experiments: str
    lead: LeadShape | None
    actions: tuple[ActionShape, ...]
    funding_lines: tuple[FundingLineShape, ...]
    indicators: tuple[IndicatorShape, ...]
    partners: tuple[PartnerShape, ...]


class OtherPlanShape(Shape):
    plan: PlanNumber
    status: Literal["studied", "not_kept"]
    reason_not_kept: str


class CompanyShape(Shape):
    id: Id
    name: str
    siren: str
    siret: str
    commune: str
    department: str
    naf: str
    headcount: Whole | None
    turnover: Whole | None
    balance_sheet: Whole | None
    closed_year: Whole | None
    group: str
    category: CompanySize | None
    figures_source: str
    figures_date: date | None


class CandidateShape(Shape):
    id: Id
    company_id: Id | None
    need: str
    stage: Stage
    reasons: str


class SubmissionShape(Shape):
    id: Id
    number: Whole
    submitted_on: date


class RoadmapFile(Shape):
    """The whole: what ``feuille-de-route.json`` holds."""

    format: Literal["nfi-feuille-de-route"]
    version: Literal[1]
    roadmap: RoadmapShape
    plans: tuple[PlanShape, ...]
    other_plans: tuple[OtherPlanShape, ...]
    companies: tuple[CompanyShape, ...]
    factory_candidates: tuple[CandidateShape, ...]
    submissions: tuple[SubmissionShape, ...]


# -- where each field of a row goes ------------------------------------------------------------------------------------

SHAPES: dict[type[Entity], tuple[type[Shape], ...]] = {
    Roadmap: (RoadmapShape,),
    Choice: (PlanShape, OtherPlanShape),
    Company: (CompanyShape,),
    Lead: (LeadShape,),
    Action: (ActionShape,),
    FundingLine: (FundingLineShape,),
    Indicator: (IndicatorShape,),
    Partner: (PartnerShape,),
    FactoryCandidate: (CandidateShape,),
    Submission: (SubmissionShape,),
}
VALUES: dict[Any, type[Shape]] = {Target: TargetShape}  # what a field holds that is no row

_ORDER = "the order of the list"
_PLAN = "the plan it stands in"
CARRIED: dict[type[Entity], dict[str, str]] = {
    Roadmap: {"id": "there is one", "logo_alt": "logo.alt"},
    Choice: {"id": "plan", "position": _ORDER},
    Lead: {"id": _PLAN},
    Action: {"choice_id": _PLAN, "position": _ORDER},
    FundingLine: {"choice_id": _PLAN, "position": _ORDER},
    Indicator: {"choice_id": _PLAN, "position": _ORDER},
    Partner: {"choice_id": _PLAN, "position": _ORDER},
    FactoryCandidate: {"position": _ORDER},
}
KEPT_IN: dict[type[Entity], dict[str, str]] = {
    Choice: {"memo": "it is the region's own"},
    Lead: {
        "email": "the letter of invitation promises that the region and its partners alone know it",
        "telephone": "likewise",
        "informed_on": "between the person and the region",
        "source": "likewise",
    },
}
