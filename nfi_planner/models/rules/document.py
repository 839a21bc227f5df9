"""D: the document as a whole."""

from datetime import date

from nfi_planner.models.roadmap import Roadmap, Submission
from nfi_planner.models.rules import sources
from nfi_planner.models.rules.engine import Context, Problem, Severity, Where, rule
from nfi_planner.models.rules.subjects import roadmap
from nfi_planner.support.french import long_date


@rule(
    "D01", Severity.BLOCKING, "La feuille de route est celle d’une région.",
    over=roadmap, source=sources.EXERCISE, goes_to=("region_code", "Choisir"),
)  # fmt: skip
def has_region(subject: Roadmap, _: Context) -> str | None:
    return "La région n’est pas choisie." if subject.region is None else None


@rule(
    "D02", Severity.WARNING, "La feuille de route est remise avant l’échéance.",
    over=roadmap, source="échéance de mars 2014 (réunion du 26 novembre 2013)", goes_to=("deadline", "Ouvrir"),
)  # fmt: skip
def in_time(subject: Roadmap, context: Context) -> str | None:
    if subject.deadline is None:
        return None
    handed_in = _handed_in_on(context)
    if (handed_in or context.today) <= subject.deadline:
        return None
    deadline = long_date(subject.deadline)
    if handed_in:
        return f"La feuille de route a été remise le {long_date(handed_in)}, après l’échéance du {deadline}."
    return f"L’échéance du {deadline} est passée."


def _handed_in_on(context: Context) -> date | None:
    """The date of the first hand-in: a later version doesn't make it late."""
    return min((s.submitted_on for s in context.snapshot.all(Submission)), default=None)


@rule(
    "D03", Severity.WARNING, "À la remise, la délibération a un numéro et une date.",
    over=roadmap, source="code général des collectivités territoriales, art. L. 4221-1",
    goes_to=("deliberation_number", "Compléter"),
)  # fmt: skip
def deliberated(subject: Roadmap, _: Context) -> Problem | str | None:
    if not subject.deliberation_number.strip():
        return "Le numéro de la délibération n’est pas indiqué."
    if subject.deliberation_date is None:
        where = Where(Roadmap.TABLE, subject.id, "deliberation_date")
        return Problem("La date de la délibération n’est pas indiquée.", where)
    return None
