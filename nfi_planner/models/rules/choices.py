"""C: what is chosen. C03 (one rank at most, never plan 34) holds by construction: see ``roadmap.Choice``."""

from nfi_planner.models import lookups
from nfi_planner.models.roadmap import PLANS_PER_RANK, Choice, Rank, Roadmap
from nfi_planner.models.rules import sources
from nfi_planner.models.rules.engine import Context, Problem, Severity, Where, rule
from nfi_planner.models.rules.subjects import chosen, name_of, roadmap, studied
from nfi_planner.support.french import plural, word_count

MOTIVE_WORDS = 20


def _five(rank: Rank, context: Context) -> Problem | None:
    count = len(lookups.ranked(context.snapshot, rank))
    if count == PLANS_PER_RANK:
        return None
    gap = abs(PLANS_PER_RANK - count)
    if count < PLANS_PER_RANK:
        sentence = f"Il manque {plural(gap, 'plan')} de {rank.label}."
    elif gap == 1:
        sentence = f"Un plan de {rank.label} est en trop."
    else:
        sentence = f"{plural(gap, 'plan')} de {rank.label} sont en trop."
    return Problem(sentence, Where(Choice.TABLE, "", rank.name.lower()))


@rule(
    "C01", Severity.BLOCKING, "La région choisit exactement cinq plans de rang 1.",
    over=roadmap, source=sources.EXERCISE, goes_to=("", "Choisir"),
)  # fmt: skip
def five_strategic(_: Roadmap, context: Context) -> Problem | None:
    return _five(Rank.STRATEGIC, context)


@rule(
    "C02", Severity.BLOCKING, "La région choisit exactement cinq plans de rang 2.",
    over=roadmap, source=sources.EXERCISE, goes_to=("", "Choisir"),
)  # fmt: skip
def five_regional(_: Roadmap, context: Context) -> Problem | None:
    return _five(Rank.REGIONAL, context)


@rule(
    "C04", Severity.ADVICE, f"Un plan choisi dit pourquoi, en {MOTIVE_WORDS} mots au moins.",
    over=chosen, source=sources.PRACTICE, goes_to=("motive", "Justifier"),
)  # fmt: skip
def says_why(choice: Choice, _: Context) -> str | None:
    count = word_count(choice.motive)
    if count >= MOTIVE_WORDS:
        return None
    if not count:
        return f"{name_of(choice)} ne dit pas pourquoi il est choisi."
    return f"{name_of(choice)} : le motif tient en {plural(count, 'mot')} ; {MOTIVE_WORDS} sont souhaités."


@rule(
    "C05", Severity.ADVICE, "Un plan à l’étude et non retenu dit pourquoi.",
    over=studied, source=sources.PRACTICE, goes_to=("reason_not_kept", "Expliquer"),
)  # fmt: skip
def says_why_not(choice: Choice, _: Context) -> str | None:
    if not choice.reason_not_kept.strip():
        return f"{name_of(choice)}, à l’étude, ne dit pas pourquoi il n’est pas retenu."
    return None


@rule(
    "C06", Severity.WARNING, "À la remise, le choix est approuvé : par qui et à quelle date.",
    over=roadmap, source="code général des collectivités territoriales, art. L. 4221-1 et L. 4221-5",
    goes_to=("approval_body", "Compléter"),
)  # fmt: skip
def approved(subject: Roadmap, _: Context) -> Problem | str | None:
    if not subject.approval_body.strip():
        return "L’instance qui a approuvé le choix n’est pas indiquée."
    if subject.approval_date is None:
        where = Where(Roadmap.TABLE, subject.id, "approval_date")
        return Problem("La date d’approbation du choix n’est pas indiquée.", where)
    return None
