"""The canonical JSON of a roadmap back as rows, when it is exactly what the program would write."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any, TypeVar

import msgspec

from nfi_planner.documents.exchange import structure as s
from nfi_planner.documents.exchange.upcasts import upcast
from nfi_planner.documents.exchange.writing import canonical, to_structure
from nfi_planner.models import catalogue
from nfi_planner.models.entity import Entity, field_types
from nfi_planner.models.errors import KnownError
from nfi_planner.models.order import keys_between
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
    Target,
)
from nfi_planner.models.snapshot import Snapshot

R = TypeVar("R", bound=Entity)

_STATUSES = {status.value: status for status in Status}
LARGEST = 16_000_000  # bytes of JSON; the complete example has 0.1 million


def from_json(data: bytes, name: str) -> list[Entity]:
    """Return the rows of a new document: those of the JSON, and the 33 choices.

    ``name`` is that of the file it comes from, for the sentence of the KnownError: too large, not ours, from a newer
    program, damaged or changed by hand.
    """
    if len(data) > LARGEST:
        raise too_large(name)
    plain = _plain(data, name)
    try:
        plain = upcast(plain)
        rows = list(_rows(msgspec.convert(plain, s.RoadmapFile)))
        if canonical(to_structure(Snapshot.of(rows))) == canonical(plain):
            return rows
    except (KnownError, ValueError, LookupError):  # a plan that can't be chosen, a value of another type
        pass
    raise damaged(name)


def _plain(data: bytes, name: str) -> dict[str, Any]:
    """What the JSON says, of a version this program knows."""
    try:
        plain = msgspec.json.decode(data)
    except (ValueError, RecursionError):
        raise damaged(name) from None
    if not isinstance(plain, dict) or plain.get("format") != s.FORMAT:
        raise foreign(name)
    version = plain.get("version")
    if type(version) is not int or version < 1:
        raise damaged(name)
    if version > s.VERSION:
        raise newer(name)
    if canonical(plain) != data:
        raise damaged(name)
    return plain


# -- what can be wrong -------------------------------------------------------------------------------------------------


def damaged(name: str) -> KnownError:
    """Return the error for data that aren't as the program writes them."""
    return KnownError(
        f"Les données jointes à « {name} » sont abîmées ou ont été modifiées.",
        "Demandez le fichier d’origine à la région qui l’a remis.",
    )


def foreign(name: str) -> KnownError:
    """Return the error for JSON that is something else."""
    return KnownError(
        f"Les données jointes à « {name} » ne sont pas celles d’une feuille de route.",
        "Choisissez le PDF de remise d’une feuille de route.",
    )


def newer(name: str) -> KnownError:
    """Return the error for data that only a newer program can read."""
    return KnownError(
        f"« {name} » a été écrit par une version plus récente du programme.",
        "Mettez le programme à jour pour l’ouvrir ; le fichier n’a pas été modifié.",
    )


def too_large(name: str) -> KnownError:
    """Return the error for data, or a file, larger than any roadmap."""
    return KnownError(
        f"« {name} » est trop gros pour être une feuille de route.",
        "Choisissez le PDF de remise, tel que le programme l’a écrit.",
    )


# -- the rows ----------------------------------------------------------------------------------------------------------


def _rows(file: s.RoadmapFile) -> Iterator[Entity]:
    yield _roadmap(file.roadmap)
    yield from (_row(Company, shape) for shape in file.companies)
    choices = {str(plan.number): Choice(id=str(plan.number)) for plan in catalogue.pickable_plans()}
    for other in file.other_plans:
        choices[str(other.plan)] = _row(Choice, other, id=str(other.plan), status=_STATUSES[other.status])
    for status in ("strategic", "regional"):
        column = [plan for plan in file.plans if plan.status == status]
        for plan, position in _placed(column):
            row_id = str(plan.plan)
            choices[row_id] = _row(Choice, plan, id=row_id, status=_STATUSES[plan.status], position=position)
    yield from choices.values()
    for plan in file.plans:
        yield from _sheet(plan, str(plan.plan))
    for candidate, position in _placed(file.factory_candidates):
        yield _row(FactoryCandidate, candidate, position=position)
    yield from (_row(Submission, shape) for shape in file.submissions)


def _roadmap(shape: s.RoadmapShape) -> Roadmap:
    logo, alternative = (shape.logo.data, shape.logo.alt) if shape.logo else (b"", "")
    return _row(Roadmap, shape, logo=logo, logo_alt=alternative)


def _sheet(plan: s.PlanShape, choice_id: str) -> Iterator[Entity]:
    if plan.lead:
        yield _row(Lead, plan.lead, id=choice_id)
    for indicator, position in _placed(plan.indicators):
        yield _indicator(indicator, choice_id, position)
    lists: tuple[tuple[type[Entity], Iterable[s.Shape]], ...] = (
        (Action, plan.actions),
        (FundingLine, plan.funding_lines),
        (Partner, plan.partners),
    )
    for table, shapes in lists:
        for shape, position in _placed(tuple(shapes)):
            yield _row(table, shape, choice_id=choice_id, position=position)


def _indicator(shape: s.IndicatorShape, choice_id: str, position: str) -> Indicator:
    return _row(
        Indicator,
        shape,
        choice_id=choice_id,
        position=position,
        baseline=None if shape.baseline is None else Decimal(shape.baseline),
        targets=tuple(Target(year=target.year, value=Decimal(target.value)) for target in shape.targets),
    )


def _row(table: Callable[..., R], shape: s.Shape, **carried: Any) -> R:
    """The row with the fields of the shape that are its own, and what was carried in another way."""
    own = (name for name in shape.__struct_fields__ if name in field_types(table) and name not in carried)
    return table(**{name: getattr(shape, name) for name in own}, **carried)


P = TypeVar("P", bound=s.Shape)


def _placed(shapes: "tuple[P, ...] | list[P]") -> Iterator[tuple[P, str]]:
    """Each with a key that puts it where it stands."""
    return zip(shapes, keys_between("", "", len(shapes)), strict=True)
