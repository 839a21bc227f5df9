"""S: what a sheet holds."""

from nfi_planner.models import lookups
from nfi_planner.models.roadmap import Action, Choice, FundingLine, Indicator
from nfi_planner.models.rules import sources
from nfi_planner.models.rules.engine import Context, Problem, Severity, Where, rule
from nfi_planner.models.rules.subjects import actions, chosen, funding_lines, name_of, sheet_name
from nfi_planner.support.french import euros, long_date


def _add(table: type[Action | FundingLine | Indicator], choice: Choice) -> Where:
    """The spot where a first row is added."""
    return Where(Choice.TABLE, choice.id, table.TABLE)


@rule(
    "S01", Severity.WARNING, "Un plan choisi a des objectifs.",
    over=chosen, source=sources.EXERCISE, goes_to=("objectives", "Rédiger"),
)  # fmt: skip
def has_objectives(choice: Choice, _: Context) -> str | None:
    return None if choice.objectives.strip() else f"{name_of(choice)} n’a pas d’objectif."


@rule(
    "S02", Severity.WARNING, "Un plan choisi a une action datée.",
    over=chosen, source=sources.EXERCISE, goes_to=("", "Ajouter"),
)  # fmt: skip
def has_dated_action(choice: Choice, context: Context) -> Problem | None:
    if any(action.start for action in context.snapshot.children(Action, choice.id)):
        return None
    return Problem(f"{name_of(choice)} n’a aucune action datée.", _add(Action, choice))


@rule(
    "S03", Severity.WARNING, "Un plan choisi a une ligne de financement chiffrée.",
    over=chosen, source=sources.EXERCISE, goes_to=("", "Ajouter"),
)  # fmt: skip
def has_funding(choice: Choice, context: Context) -> Problem | None:
    if any(line.has_amount for line in context.snapshot.children(FundingLine, choice.id)):
        return None
    return Problem(f"{name_of(choice)} n’a aucune ligne de financement chiffrée.", _add(FundingLine, choice))


@rule(
    "S04", Severity.WARNING, "Un plan choisi a un indicateur.",
    over=chosen, source=sources.EXERCISE, goes_to=("", "Ajouter"),
)  # fmt: skip
def has_indicator(choice: Choice, context: Context) -> Problem | None:
    if any(indicator.name for indicator in context.snapshot.children(Indicator, choice.id)):
        return None
    return Problem(f"{name_of(choice)} n’a aucun indicateur.", _add(Indicator, choice))


def _title(action: Action) -> str:
    return f"{sheet_name(action)}, « {action.title or 'action sans intitulé'} »"


@rule(
    "S05", Severity.BLOCKING, "Une action ne finit pas avant de commencer.",
    over=actions, source=sources.CONSISTENCY, goes_to=("end", "Corriger"),
)  # fmt: skip
def ends_after_start(action: Action, _: Context) -> str | None:
    if action.milestone or action.start is None or action.end is None or action.end >= action.start:
        return None
    return f"{_title(action)} finit le {long_date(action.end)}, avant de commencer."


@rule(
    "S06", Severity.BLOCKING, "Un montant n’est pas négatif.",
    over=funding_lines, source=sources.CONSISTENCY, goes_to=("asked", "Corriger"),
)  # fmt: skip
def not_negative(line: FundingLine, _: Context) -> Problem | None:
    for field, amount in (("asked", line.asked), ("obtained", line.obtained)):
        if amount is not None and amount < 0:
            return Problem(
                f"{sheet_name(line)} : un montant est négatif ({line.source.label}, {euros(amount)}).",
                Where(FundingLine.TABLE, line.id, field),
            )
    return None


@rule(
    "S07", Severity.WARNING, "Une action tient dans la période de la feuille de route.",
    over=actions, source=sources.CONSISTENCY, goes_to=("start", "Ouvrir"),
)  # fmt: skip
def within_period(action: Action, context: Context) -> Problem | None:
    period = lookups.roadmap(context.snapshot)
    for field, day in (("start", action.start), ("end", action.last_day)):
        if day is None:
            continue
        if period.period_start and day < period.period_start:
            words = f"avant la période de la feuille de route ({long_date(day)})"
        elif period.period_end and day > period.period_end:
            words = f"après la période de la feuille de route ({long_date(day)})"
        else:
            continue
        verb = "commence" if field == "start" else "finit"
        spot = "start" if action.milestone else field
        return Problem(f"{_title(action)} {verb} {words}.", Where(Action.TABLE, action.id, spot))
    return None


@rule(
    "S08", Severity.WARNING, "Le montant obtenu ne dépasse pas le montant demandé.",
    over=funding_lines, source=sources.CONSISTENCY, goes_to=("obtained", "Vérifier"),
)  # fmt: skip
def obtained_within_asked(line: FundingLine, _: Context) -> str | None:
    if line.obtained is None or line.obtained <= (line.asked or 0):
        return None
    return (
        f"{sheet_name(line)} : le montant obtenu ({line.source.label}, {euros(line.obtained)}) "
        f"dépasse le montant demandé ({euros(line.asked or 0)})."
    )
