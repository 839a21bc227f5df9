"""How complete a sheet is: never at odds with what the validation finds."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

from nfi_planner.models import lookups, progress, rules
from nfi_planner.models.roadmap import Action, Approach, Choice, Company, FundingLine, Indicator, Lead, Partner, Target
from nfi_planner.models.snapshot import Snapshot
from tests.builders import TODAY, added, blank, blank_rows, changed, complete, removed, snapshots

PART_OF = {  # the rules a part answers for
    **dict.fromkeys(("C04", "S01"), "Justification"),
    **dict.fromkeys(("L01", "L02", "L03", "L04", "L05", "L11", "S02", "S05"), "Chef de projet et actions"),
    **dict.fromkeys(("S03", "S06"), "Budget"),
    "S04": "Indicateurs",
}


def whole() -> Snapshot:
    """Return the complete roadmap, with all that the sheet of plan 1 can hold."""
    texts = {"obstacles": "Le prix.", "tools": "Un prêt.", "experiments": "Un essai."}
    document = changed(complete(), Choice, "1", **texts)
    document = changed(document, Indicator, "indicator-1", targets=(Target(year=2015, value=Decimal(3)),))
    return added(document, Partner(id="partner", choice_id="1", position="V", name="Pôle"))


def part(snapshot: Snapshot, name: str, plan: str = "1") -> progress.Progress:
    """Return one part of a sheet."""
    return next(one for one in progress.parts(snapshot, plan) if one.name == name)


def test_a_whole_sheet_is_complete_in_every_part() -> None:
    assert [one.mark for one in progress.parts(whole(), 1)] == ["✓"] * 5
    sheet = progress.sheet(whole(), 1)
    assert (sheet.words, sheet.missing, sheet.sentence) == ("complète", (), "Rien ne manque.")


def test_an_empty_sheet_lacks_everything_and_says_it() -> None:
    sheet = progress.sheet(blank(), 18)
    assert (sheet.done, sheet.words) == (0, "à remplir")
    assert len(sheet.missing) == sheet.of == sum(one.of for one in progress.parts(blank(), 18))
    assert part(blank(), "Budget", "18").sentence == "Il manque : une ligne de financement chiffrée."


def test_rows_in_which_nothing_was_entered_do_not_count() -> None:
    rows = [row for row in blank_rows("18") if not hasattr(row, "company_id")]
    assert progress.parts(added(blank(), *rows), 18) == progress.parts(blank(), 18)


@pytest.mark.parametrize(
    ("table", "row_id", "values", "name", "words"),
    [
        (Choice, "1", {"motive": "Trop court."}, "Justification", "le motif du choix en 20 mots"),
        (Choice, "1", {"objectives": " "}, "Justification", "les objectifs"),
        (Choice, "1", {"tools": ""}, "Justification", "les outils à mobiliser"),
        (
            Lead,
            "1",
            {"function": ""},
            "Chef de projet et actions",
            "le prénom, le nom et la fonction du chef de projet",
        ),
        (
            Lead,
            "1",
            {"approach": Approach.REFUSED},
            "Chef de projet et actions",
            "un chef de projet qui n’ait pas refusé",
        ),
        (Company, "company-1", {"siren": "123"}, "Chef de projet et actions", "le nom et le SIREN de l’entreprise"),
        (Company, "company-1", {"headcount": None}, "Chef de projet et actions", "l’effectif de l’entreprise"),
        (Company, "company-1", {"headcount": 250}, "Chef de projet et actions", "une entreprise qui soit une PME"),
        (Action, "action-1", {"start": None}, "Chef de projet et actions", "une action datée"),
        (
            Action,
            "action-1",
            {"end": date(2014, 1, 1)},
            "Chef de projet et actions",
            "la correction d’une action qui finit avant de commencer",
        ),
        (Partner, "partner", {"name": ""}, "Partenaires", "un partenaire"),
        (FundingLine, "funding-1", {"asked": -1}, "Budget", "la correction d’un montant négatif"),
        (Indicator, "indicator-1", {"targets": ()}, "Indicateurs", "une cible"),
    ],
)
def test_each_thing_that_is_missing_is_named_in_its_part(
    table: type[Any], row_id: str, values: dict[str, Any], name: str, words: str
) -> None:
    document = changed(whole(), table, row_id, **values)
    assert part(document, name).missing == (words,)
    assert [one.name for one in progress.parts(document, 1) if not one.complete] == [name]
    sheet = progress.sheet(document, 1)
    assert (sheet.of - sheet.done, sheet.missing) == (1, (words,))


def test_a_sheet_without_a_lead_lacks_the_person_the_firm_and_its_figures() -> None:
    lead = part(removed(whole(), Lead, "1"), "Chef de projet et actions")
    assert (lead.mark, len(lead.missing)) == ("1/4", 3)


def test_the_marks_have_words_for_who_does_not_see_them() -> None:
    parts = progress.parts(changed(whole(), Choice, "1", tools="", obstacles=""), 1)
    assert [one.spoken for one in parts][:2] == [
        "Justification, 3\u00a0éléments sur 5",
        "Chef de projet et actions, partie complète",
    ]
    assert progress.total(parts).words == "complète à 84\u00a0%"


@settings(max_examples=150)
@given(snapshots())
def test_a_complete_part_has_no_finding_and_a_blocked_sheet_is_never_complete(document: Snapshot) -> None:
    rows: list[Action | FundingLine] = [*document.all(Action), *document.all(FundingLine)]
    owners = {row.id: row.choice_id for row in rows}
    parts = {c.id: {p.name: p for p in progress.parts(document, c.id)} for c in lookups.chosen(document)}
    for finding in rules.check(document, TODAY):
        plan = owners.get(finding.target.id, finding.target.id)
        if finding.code in PART_OF:
            assert not parts[plan][PART_OF[finding.code]].complete, finding
        elif finding.severity is rules.Severity.BLOCKING:
            assert plan not in parts, f"{finding.code} blocks a sheet and no part says so"
    for sheet in parts.values():
        for one in sheet.values():
            assert (one.done, one.complete) == (one.of - len(one.missing), not one.missing)
