"""A snapshot as the exchange structure, and that as its canonical bytes.

Canonical is what RFC 8785 asks for: UTF-8, keys sorted, no blanks. Texts are in NFC besides. What the structure says
the same gives the same bytes, on any machine and on any day.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from typing import Any, TypeVar

import msgspec

from nfi_planner.documents.exchange import structure as s
from nfi_planner.models import lookups
from nfi_planner.models.logo import kind_of
from nfi_planner.models.roadmap import (
    Action,
    Choice,
    Company,
    FactoryCandidate,
    FundingLine,
    Indicator,
    Lead,
    Partner,
    Roadmap,
    Status,
    Submission,
)
from nfi_planner.models.snapshot import Snapshot

S = TypeVar("S", bound=s.Shape)
L = TypeVar("L", Lead, FactoryCandidate)

MARK = "NFI1:"  # what the fingerprint follows in the PDF's properties and in the QR code
CODE_WORDS = "Code QR de l’empreinte des données, qui commence par "  # then its first digits: the code's own words


def to_json(snapshot: Snapshot) -> bytes:
    """Return the canonical JSON of a roadmap: what ``feuille-de-route.json`` holds, to the byte."""
    return canonical(to_structure(snapshot))


def canonical(content: Any) -> bytes:
    """Return the canonical JSON of the structure, or of the plain data read from one."""
    return msgspec.json.encode(content, order="sorted")


def fingerprint(data: bytes) -> str:
    """Return the fingerprint of a roadmap's canonical JSON: its SHA-256, as 64 hexadecimal digits."""
    return sha256(data).hexdigest()


def short(full: str) -> str:
    """Return the first digits of a fingerprint as one reads them out: ``"7f3a 91c2"``."""
    return f"{full[:4]} {full[4:8]}"


def mark(full: str) -> str:
    """Return a fingerprint as the PDF's properties and its QR code say it: ``"NFI1:7f3a91c2…"``."""
    return f"{MARK}{full}"


# -- the structure -----------------------------------------------------------------------------------------------------


def to_structure(snapshot: Snapshot) -> s.RoadmapFile:
    """Return what goes out of a roadmap; rows in which nothing was entered stay."""
    named_rows = (_with_company(snapshot, row) for row in snapshot.all(FactoryCandidate))
    candidates = tuple(_out(s.CandidateShape, row) for row in named_rows if not row.blank)
    plans = tuple(_plan(snapshot, choice) for choice in lookups.chosen(snapshot))
    firms = {plan.lead.company_id for plan in plans if plan.lead} | {row.company_id for row in candidates}
    return s.RoadmapFile(
        format=s.FORMAT,
        version=s.VERSION,
        roadmap=_roadmap(lookups.roadmap(snapshot)),
        plans=plans,
        other_plans=tuple(map(_other_plan, lookups.kept_out(snapshot))),
        companies=tuple(_out(s.CompanyShape, row) for row in _by_id(snapshot.all(Company)) if text(row.id) in firms),
        factory_candidates=candidates,
        submissions=tuple(
            _out(s.SubmissionShape, row) for row in sorted(_by_id(snapshot.all(Submission)), key=lambda row: row.number)
        ),
    )


def _by_id(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: text(row.id))


def _roadmap(row: Roadmap) -> s.RoadmapShape:
    return _out(s.RoadmapShape, row, logo=_logo(row))


_MEDIA_TYPES: dict[str, s.MediaType] = {"PNG": "image/png", "JPEG": "image/jpeg"}


def _logo(row: Roadmap) -> s.LogoShape | None:
    """The logo, unless its bytes are no picture: the paper shows none either."""
    kind = _MEDIA_TYPES.get(kind_of(row.logo))
    return s.LogoShape(media_type=kind, data=row.logo, alt=text(row.logo_alt)) if kind else None


def _plan(snapshot: Snapshot, choice: Choice) -> s.PlanShape:
    return _out(
        s.PlanShape,
        choice,
        plan=choice.plan.number,
        status="strategic" if choice.status is Status.STRATEGIC else "regional",
        lead=_lead(snapshot, lookups.lead(snapshot, choice.id)),
        actions=tuple(_out(s.ActionShape, row) for row in lookups.filled(snapshot, Action, choice.id)),
        funding_lines=tuple(_out(s.FundingLineShape, row) for row in lookups.filled(snapshot, FundingLine, choice.id)),
        indicators=tuple(_indicator(row) for row in lookups.filled(snapshot, Indicator, choice.id)),
        partners=tuple(_out(s.PartnerShape, row) for row in lookups.filled(snapshot, Partner, choice.id)),
    )


def _other_plan(choice: Choice) -> s.OtherPlanShape:
    status: Any = choice.status.value
    return _out(s.OtherPlanShape, choice, plan=choice.plan.number, status=status)


def _lead(snapshot: Snapshot, row: Lead | None) -> s.LeadShape | None:
    """What goes out of a lead, if anything that does was entered."""
    if row is None:
        return None
    shape = _out(s.LeadShape, _with_company(snapshot, row))
    return None if shape == _out(s.LeadShape, Lead(id=row.id)) else shape


def _with_company(snapshot: Snapshot, row: L) -> L:
    """The row without a firm that isn't in the document."""
    return row if snapshot.get(Company, row.company_id) else replace(row, company_id=None)


def _indicator(row: Indicator) -> s.IndicatorShape:
    return _out(s.IndicatorShape, row, targets=tuple(_out(s.TargetShape, target) for target in row.targets))


def _out(shape: type[S], row: Any, **carried: Any) -> S:
    """The fields of the row that the shape names, and what is carried in another way."""
    values = {name: _value(getattr(row, name)) for name in shape.__struct_fields__ if name not in carried}
    return shape(**values, **carried)


def _value(value: Any) -> Any:
    if isinstance(value, str) and not isinstance(value, Enum):
        return text(value)
    return number(value) if isinstance(value, Decimal) else value


def text(value: str) -> str:
    """Return the text in NFC: an accent is one character, however it was typed."""
    return unicodedata.normalize("NFC", value)


def number(value: Decimal) -> str:
    """Return the shortest plain notation: ``"12.5"``, ``"100"``, ``"0"``; equal numbers give the same."""
    plain = f"{value:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain == "-0" else plain
