"""A roadmap in which everything is too much: long words, many rows, any script, sums no budget knows, far dates."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from PIL import Image

from nfi_planner.models import catalogue
from nfi_planner.models.order import keys_between
from nfi_planner.models.roadmap import (
    Action,
    Approach,
    Choice,
    Company,
    FactoryCandidate,
    FundingLine,
    FundingSource,
    Indicator,
    Lead,
    Partner,
    PartnerKind,
    Roadmap,
    Stage,
    Status,
    Target,
)
from nfi_planner.models.snapshot import Snapshot

LONG = (
    "Une phrase assez longue pour remplir sa ligne, écrite par quelqu’un qui avait le temps. " * 57
)  # 5 000 characters
ODD = "Essai 🚀 👨\u200d👩\u200d👧, שלום עולם, \x07مرحبا, 漢字, \uffff. "  # in scripts that the typeface lacks
WORD = "anticonstitutionnellement" * 12  # 300 characters without a blank
_KEYS = keys_between("", "", 60)
_CHOSEN = 6  # to a rank: one too many


def rows() -> list[Any]:
    """Return its rows."""
    plans = [str(plan.number) for plan in catalogue.pickable_plans()]
    found: list[Any] = [
        Roadmap(
            region_code="21", title=f"Feuille de route {WORD}", service=LONG, recipient=LONG,
            strategy=f"{LONG}\n- {ODD * 120}\n- fin", logo=png(),
            deadline=date(1, 1, 1), deliberation_number=WORD, approval_body=LONG, signatory_name=WORD,
            signatory_function=LONG, contact=LONG, period_start=date(1, 1, 1), period_end=date(9999, 12, 31),
        )
    ]  # fmt: skip
    for index, number in enumerate(plans):
        status = Status.STRATEGIC if index < _CHOSEN else Status.REGIONAL if index < 2 * _CHOSEN else Status.STUDIED
        found += _plan(number, index, status)
    for index in range(6):
        found.append(Company(id=f"u{index}", name=WORD, commune=LONG[:300], department="99", headcount=10**12))
        found.append(
            FactoryCandidate(
                id=f"u{index}", company_id=f"u{index}", position=_KEYS[index], need=LONG, stage=list(Stage)[index % 5]
            )
        )
    return found


def png() -> bytes:
    """Return a logo larger than any that is printed, half see-through."""
    buffer = BytesIO()
    Image.new("RGBA", (3000, 700), (31, 78, 158, 120)).save(buffer, "PNG")
    return buffer.getvalue()


def snapshot() -> Snapshot:
    """Return it as a document."""
    return Snapshot.of(rows())


def _plan(number: str, index: int, status: Status) -> list[Any]:
    text = LONG if index in {0, 12} else LONG[:700]
    texts = dict.fromkeys(("motive", "objectives", "obstacles", "tools", "experiments", "reason_not_kept"), text)
    choice = Choice(id=number, status=status, position=_KEYS[index], **texts)
    if status is Status.STUDIED:
        return [choice]
    company = Company(id=number, name=WORD, siren=WORD, commune=WORD, headcount=10**12, turnover=10**15)
    lead = Lead(
        id=number, company_id=number, civility="M.", first_name=WORD, name="W" * 80, function=LONG[:400],
        approach=list(Approach)[index % 4],
    )  # fmt: skip
    return [choice, company, lead, *_lists(number, 60 if index == 0 else 1)]


def _lists(number: str, count: int) -> list[Any]:
    found: list[Any] = []
    for index in range(count):
        key, name = _KEYS[index], f"{number}-{index}"
        found.append(
            Action(
                id=name,
                choice_id=number,
                position=key,
                title=ODD * (40 if index == 7 else 1) if index % 5 == 2 else WORD[: 300 - index * 5] if index else LONG,
                owner=WORD[:90],
                milestone=index % 4 == 0,
                start=date(1 + index * 100, 1, 1),
                end=date(9999, 12, 31),
            )
        )
        if index >= 12:
            continue
        found += [
            FundingLine(
                id=name, choice_id=number, position=key, source=list(FundingSource)[index % 7], detail=WORD,
                year=2014 + index % 12, asked=10**15, obtained=10**14,
            ),
            Indicator(
                id=name, choice_id=number, position=key, name=WORD, unit=WORD, baseline_year=2013,
                baseline=Decimal(10) ** 12,
                targets=tuple(Target(year=year, value=Decimal(10) ** 12) for year in range(2014, 2026)),
            ),
            Partner(
                id=name, choice_id=number, position=key, name=f"{WORD} {index}", kind=list(PartnerKind)[index % 7],
                role=LONG[:500], contact=WORD,
            ),
        ]  # fmt: skip
    return found
