"""How complete a plan's sheet is, part by part.

A sheet is a list of *steps*: something that is to be entered, under the part that shows it. A step is done when every
condition of it holds; most conditions are rules of the validation, asked of this one sheet:

- Justification: the motive (C04), the objectives (S01), the obstacles, the tools, the experiments;
- Chef de projet et actions: the person (L01, and L11: he or she has not refused), the firm's name and SIREN (L02), its
  figures, which make it an SME (L03, L04, L05), and dated actions (S02, none of which S05 finds wrong);
- Partenaires: a partner by name;
- Budget: a funding line with an amount (S03, and none of them below zero: S06);
- Indicateurs: an indicator by name (S04), a target for it.

So a part that is called complete has no finding of these rules, and a sheet that has one isn't complete; every blocking
rule about a sheet is among them. The other warnings and advice (the seat, the group, an approach under way, a date
outside the period…) are about what was entered, not about what is missing: they don't count here. Rules look at chosen
plans only; the sheet of another plan is measured all the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from nfi_planner.models import lookups
from nfi_planner.models.roadmap import Action, Choice, FundingLine, Indicator, Lead, Partner
from nfi_planner.models.rules import choices, leads, sheets
from nfi_planner.models.rules.engine import Context
from nfi_planner.models.rules.subjects import LedCompany
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import NBSP, plural

Condition = Callable[[Choice, Context], bool]
Step = tuple[tuple[str, Condition], ...]  # what is missing while a condition doesn't hold; the first one is said


@dataclass(frozen=True, slots=True)
class Progress:
    """How many steps of a part, or of a whole sheet, are done, and what is missing for the others."""

    name: str
    done: int
    of: int
    missing: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return self.done == self.of

    @property
    def mark(self) -> str:
        """What stands beside the name: ``"✓"`` or ``"3/5"``."""
        return "✓" if self.complete else f"{self.done}/{self.of}"

    @property
    def spoken(self) -> str:
        """The name and the mark in words: ``"Budget, partie complète"``, ``"Justification, 3 éléments sur 5"``."""
        if self.complete:
            return f"{self.name}, partie complète"
        return f"{self.name}, {plural(self.done, 'élément')} sur {self.of}"

    @property
    def sentence(self) -> str:
        """What is missing, in words: ``"Il manque : les freins, les outils à mobiliser."``."""
        return "Rien ne manque." if self.complete else f"Il manque : {', '.join(self.missing)}."

    @property
    def words(self) -> str:
        """How complete it is, in words: ``"complète"``, ``"complète à 80 %"``, ``"à remplir"``."""
        if self.complete:
            return "complète"
        return f"complète à {self.done * 100 // self.of}{NBSP}%" if self.done else "à remplir"


def parts(snapshot: Snapshot, plan: int | str) -> tuple[Progress, ...]:
    """Return the progress of the five parts of a plan's sheet, in their order."""
    choice, context = lookups.choice(snapshot, plan), Context(snapshot, date.min)  # no condition looks at the day
    return tuple(_progress(name, steps, choice, context) for name, steps in _PARTS.items())


def sheet(snapshot: Snapshot, plan: int | str) -> Progress:
    """Return the progress of a plan's whole sheet: the steps of all its parts together."""
    return total(parts(snapshot, plan))


def total(several: tuple[Progress, ...]) -> Progress:
    """Return the progress of all these parts together."""
    missing = tuple(words for one in several for words in one.missing)
    return Progress("Fiche", sum(one.done for one in several), sum(one.of for one in several), missing)


def _progress(name: str, steps: tuple[Step, ...], choice: Choice, context: Context) -> Progress:
    missing = tuple(words for step in steps if (words := _first_missing(step, choice, context)))
    return Progress(name, len(steps) - len(missing), len(steps), missing)


def _first_missing(step: Step, choice: Choice, context: Context) -> str:
    return next((words for words, holds in step if not holds(choice, context)), "")


# -- the conditions ------------------------------------------------------------------------------------------------


def _written(field: str) -> Condition:
    """A text of the sheet that no rule asks for."""
    return lambda choice, _: bool(getattr(choice, field).strip())


def _passes(rule: Callable[[Choice, Context], object]) -> Condition:
    """A rule about a chosen plan."""
    return lambda choice, context: rule(choice, context) is None


def _lead_passes(rule: Callable[[Lead, Context], object]) -> Condition:
    """A rule about the lead of the plan; without a lead nothing is done."""

    def holds(choice: Choice, context: Context) -> bool:
        lead = lookups.lead(context.snapshot, choice.id)
        return lead is not None and rule(lead, context) is None

    return holds


def _company_passes(rule: Callable[[LedCompany, Context], object]) -> Condition:
    """A rule about the firm of the lead; without a firm nothing is done."""

    def holds(choice: Choice, context: Context) -> bool:
        lead = lookups.lead(context.snapshot, choice.id)
        company = lookups.lead_company(context.snapshot, lead)
        return lead is not None and company is not None and rule(LedCompany(lead, company), context) is None

    return holds


def _no_action_ends_early(choice: Choice, context: Context) -> bool:
    rows = lookups.filled(context.snapshot, Action, choice.id)
    return all(sheets.ends_after_start(row, context) is None for row in rows)


def _no_amount_negative(choice: Choice, context: Context) -> bool:
    rows = lookups.filled(context.snapshot, FundingLine, choice.id)
    return all(sheets.not_negative(row, context) is None for row in rows)


def _has_partner(choice: Choice, context: Context) -> bool:
    return any(row.name for row in context.snapshot.children(Partner, choice.id))


def _has_target(choice: Choice, context: Context) -> bool:
    return any(row.name and row.targets for row in context.snapshot.children(Indicator, choice.id))


_MOTIVE = f"le motif du choix en {choices.MOTIVE_WORDS} mots"
_PARTS: dict[str, tuple[Step, ...]] = {
    "Justification": (
        ((_MOTIVE, _passes(choices.says_why)),),
        (("les objectifs", _passes(sheets.has_objectives)),),
        (("les freins", _written("obstacles")),),
        (("les outils à mobiliser", _written("tools")),),
        (("les expérimentations", _written("experiments")),),
    ),
    "Chef de projet et actions": (
        (
            ("le prénom, le nom et la fonction du chef de projet", _passes(leads.has_lead)),
            ("un chef de projet qui n’ait pas refusé", _lead_passes(leads.has_not_refused)),
        ),
        (("le nom et le SIREN de l’entreprise", _lead_passes(leads.company_identified)),),
        (
            ("l’effectif de l’entreprise", _company_passes(leads.headcount_known)),
            ("une entreprise qui soit une PME", _company_passes(leads.is_sme)),
            ("le chiffre d’affaires ou le total de bilan", _company_passes(leads.money_known)),
        ),
        (
            ("une action datée", _passes(sheets.has_dated_action)),
            ("la correction d’une action qui finit avant de commencer", _no_action_ends_early),
        ),
    ),
    "Partenaires": ((("un partenaire", _has_partner),),),
    "Budget": (
        (
            ("une ligne de financement chiffrée", _passes(sheets.has_funding)),
            ("la correction d’un montant négatif", _no_amount_negative),
        ),
    ),
    "Indicateurs": (
        (("un indicateur", _passes(sheets.has_indicator)),),
        (("une cible", _has_target),),
    ),
}
PARTS = tuple(_PARTS)  # their names
