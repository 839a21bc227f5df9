"""The example documents: complete and clean, or unfinished in every way the rules know."""

import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from stdnum.fr import siren, siret

from nfi_planner.models import catalogue, figures, lookups, sme
from nfi_planner.models.entity import Entity, field_types
from nfi_planner.models.errors import KnownError
from nfi_planner.models.kind import ROADMAP
from nfi_planner.models.roadmap import (
    PLANS_PER_RANK,
    SHEET_TABLES,
    Action,
    Approach,
    Choice,
    Company,
    CompanySize,
    FactoryCandidate,
    FundingLine,
    Indicator,
    Lead,
    Partner,
    Rank,
    Roadmap,
    Status,
)
from nfi_planner.models.rules import Severity, all_rules, check
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services.examples import (
    EXAMPLE,
    UNFINISHED,
    example_date,
    example_names,
    example_rows,
    example_title,
    write_example,
)
from nfi_planner.storage.document import DocumentFile
from nfi_planner.support.french import clean, millions, typeset, word_count
from nfi_planner.support.paths import resource

NAMES = example_names()


@pytest.fixture(scope="module")
def complete() -> Snapshot:
    return Snapshot.of(example_rows())


def texts(name: str) -> list[tuple[str, str]]:
    """Every text of an example with the place it stands at."""
    return [
        (f"{row.TABLE}/{row.id}/{field}", value)
        for row in example_rows(name)
        for field in field_types(type(row))
        if type(value := getattr(row, field)) is str and value
    ]


def findings(name: str) -> set[str]:
    return {finding.code for finding in check(Snapshot.of(example_rows(name)), example_date(name))}


# -- the examples as a whole -------------------------------------------------------------------------------------------


def test_the_complete_example_comes_first_and_the_unfinished_one_is_there() -> None:
    assert NAMES[0] == EXAMPLE
    assert UNFINISHED in NAMES[1:]
    assert len({example_title(name) for name in NAMES}) == len(NAMES)


def test_the_complete_example_has_no_finding_on_its_date() -> None:
    assert example_date() == date(2014, 3, 28)
    assert check(Snapshot.of(example_rows()), example_date()) == []


def test_the_unfinished_examples_show_every_rule() -> None:
    shown = {code for name in NAMES[1:] for code in findings(name)}
    assert shown == {rule.code for rule in all_rules()}


def test_the_draft_is_a_choice_under_way() -> None:
    draft = Snapshot.of(example_rows(UNFINISHED))
    blocking = [f.code for f in check(draft, example_date(UNFINISHED)) if f.severity is Severity.BLOCKING]
    assert [len(lookups.ranked(draft, rank)) for rank in Rank] == [4, 3]
    assert blocking == ["C01", "C02", "L01", "L03"]


def test_an_unknown_example_is_refused_with_the_names_of_the_others() -> None:
    with pytest.raises(KnownError) as refused:
        example_rows("picardie")
    assert "picardie" in refused.value.sentence
    assert all(name in refused.value.cure for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_value_of_a_file_is_a_field_of_a_row_that_is_there(name: str) -> None:
    content = json.loads(resource("examples", f"{name}.json").read_text(encoding="utf-8"))
    base = json.loads(resource("examples", f"{EXAMPLE}.json").read_text(encoding="utf-8"))["rows"]
    for table, rows in content["rows"].items():
        fields = set(field_types(ROADMAP.table(table)))
        for row_id, values in rows.items():
            assert set(values or {}) <= fields, f"{table}/{row_id}"
            assert row_id in base[table], f"{table}/{row_id}"


@pytest.mark.parametrize("name", NAMES)
def test_an_example_holds_the_33_choices_and_references_rows_it_holds(name: str) -> None:
    rows = example_rows(name)
    held = {(row.TABLE, row.id) for row in rows}
    assert len(held) == len(rows)
    assert {row_id for table, row_id in held if table == Choice.TABLE} == {str(number) for number in range(1, 34)}
    for row in rows:
        for field, table in row.REFERENCES.items():
            assert getattr(row, field) is None or (table, getattr(row, field)) in held


@pytest.mark.parametrize("name", NAMES)
def test_a_written_example_is_opened_as_it_was(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.nfi"
    write_example(path, name, author="Claire").close()
    document = DocumentFile.open(path)
    try:
        assert document.snapshot == Snapshot.of(example_rows(name))
        assert [(line.label, line.author) for line in document.lines] == [("Créer l’exemple", "Claire")]
    finally:
        document.close()


def test_an_example_is_not_written_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.nfi"
    path.write_bytes(b"mine")
    with pytest.raises(KnownError):
        write_example(path)
    assert path.read_bytes() == b"mine"


# -- its French --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_typeset(name: str) -> None:
    for place, text in texts(name):
        assert typeset(text) == text, place
        assert clean(text) == text, place
        assert not re.search(r"['\"\t]|\.\.|  |[ \u00a0\u202f]{2}|[ \u00a0\u202f]$|[ \u00a0\u202f]\n", text), place


def test_it_says_that_it_is_fictional(complete: Snapshot) -> None:
    roadmap = lookups.roadmap(complete)
    assert "exemple fictif" in roadmap.service
    assert roadmap.strategy.startswith("Exemple fictif")


# -- the roadmap -------------------------------------------------------------------------------------------------------


def test_the_roadmap_is_filled_but_for_the_logo(complete: Snapshot) -> None:
    roadmap = lookups.roadmap(complete)
    empty = [field for field in field_types(Roadmap) if not getattr(roadmap, field)]
    assert empty == ["logo", "logo_alt"]
    assert roadmap.region == catalogue.region("21", 2014)
    assert roadmap.deliberation_date == roadmap.approval_date
    assert len(roadmap.strategy.split("\n\n")) == 6


def test_the_strategy_quotes_the_figures_of_the_document(complete: Snapshot) -> None:
    strategy = lookups.roadmap(complete).strategy
    table = figures.funding_table(figures.chosen_funding(complete))
    ranks = [
        sum(figures.asked(complete.children(FundingLine, c.id)) for c in lookups.ranked(complete, rank))
        for rank in Rank
    ]
    sources = [table.source_total(source) for source in table.sources if source.value in {"region", "firms"}]
    for amount in (table.total, *ranks, *sources):
        assert millions(amount) in strategy


def test_the_total_is_that_of_ten_plans_of_a_region(complete: Snapshot) -> None:
    lines = figures.chosen_funding(complete)
    assert 30_000_000 <= figures.asked(lines) <= 60_000_000
    assert 0 < figures.obtained(lines) < figures.asked(lines)
    assert {line.year for line in lines} == {2014, 2015, 2016}


def test_ten_plans_are_chosen_and_some_studied(complete: Snapshot) -> None:
    numbers = [[int(c.id) for c in lookups.ranked(complete, rank)] for rank in Rank]
    assert numbers == [[18, 13, 22, 14, 1], [32, 15, 12, 28, 16]]
    studied = [c for c in lookups.choices(complete) if c.status is Status.STUDIED]
    assert len(studied) == 3
    assert all(c.reason_not_kept for c in studied)
    assert len([c for c in lookups.choices(complete) if c.memo]) == 1


@pytest.mark.parametrize("rank", Rank)
def test_every_sheet_is_complete(complete: Snapshot, rank: Rank) -> None:
    for choice in lookups.ranked(complete, rank):
        assert 30 <= word_count(choice.motive) <= 80, choice.id
        goals = choice.objectives.split("\n")
        assert 3 <= len(goals) <= 5, choice.id
        assert all(goal.startswith("- ") and goal.endswith(".") for goal in goals), choice.id
        assert all((choice.obstacles, choice.tools, choice.experiments)), choice.id
        actions = complete.children(Action, choice.id)
        assert 3 <= len(actions) <= 6, choice.id
        assert any(action.milestone for action in actions), choice.id
        assert len({line.source for line in complete.children(FundingLine, choice.id)}) >= 3, choice.id
        assert 2 <= len(complete.children(Indicator, choice.id)) <= 3, choice.id
        assert 2 <= len(complete.children(Partner, choice.id)) <= 4, choice.id


def test_actions_have_an_owner_and_stay_within_the_period(complete: Snapshot) -> None:
    roadmap = lookups.roadmap(complete)
    assert roadmap.period_start
    assert roadmap.period_end
    for action in complete.all(Action):
        assert action.title, action.id
        assert action.owner, action.id
        assert action.start, action.title
        assert action.last_day, action.title
        assert roadmap.period_start <= action.start <= action.last_day <= roadmap.period_end, action.title
        assert action.milestone == (action.end is None), action.title
        assert {day.weekday() for day in (action.start, action.last_day)} <= set(range(5)), action.title


def test_indicators_move_away_from_their_baseline(complete: Snapshot) -> None:
    for indicator in complete.all(Indicator):
        assert indicator.unit, indicator.name
        assert indicator.baseline_year == 2013, indicator.name
        assert indicator.baseline is not None, indicator.name
        assert [target.year for target in indicator.targets] == [2014, 2015, 2016], indicator.name
        values = [indicator.baseline, *(target.value for target in indicator.targets)]
        assert values in (sorted(values), sorted(values, reverse=True)), indicator.name
        assert values[-1] != values[0], indicator.name


def test_positions_are_unique_and_actions_are_in_the_order_of_time(complete: Snapshot) -> None:
    lists: list[tuple[Entity, ...]] = [lookups.ranked(complete, rank) for rank in Rank]
    lists.append(complete.all(FactoryCandidate))
    lists += [complete.children(table, c.id) for table in SHEET_TABLES for c in lookups.chosen(complete)]
    for rows in lists:
        positions = [getattr(row, "position", "") for row in rows]
        assert all(low < high for low, high in pairwise(["", *positions]))
    for choice in lookups.chosen(complete):
        starts = [action.start for action in complete.children(Action, choice.id) if action.start]
        assert starts == sorted(starts), choice.id


# -- people and firms --------------------------------------------------------------------------------------------------


def test_every_chosen_plan_has_a_lead_of_its_own(complete: Snapshot) -> None:
    leads = [lead for choice in lookups.chosen(complete) if (lead := lookups.lead(complete, choice.id))]
    assert len(leads) == 2 * PLANS_PER_RANK == len({lead.full_name for lead in leads})
    assert len({lead.company_id for lead in leads}) == len(leads)
    for lead in leads:
        assert lead.approach is Approach.ACCEPTED
        assert lead.informed_on
        assert (lead.informed_on.year, lead.informed_on.month) == (2014, 2)
        assert lead.email.endswith("@exemple.fr")
        assert re.fullmatch(r"03 2[456] 00 00 \d\d", lead.telephone)
        assert lead.source
        company = lookups.lead_company(complete, lead)
        assert company
        assert sme.is_sme(company) is True, company.name
        assert company.category is CompanySize.SME, company.name
    assert len({lead.function for lead in leads}) >= 6


def test_functions_agree_with_the_person(complete: Snapshot) -> None:
    feminine = re.compile(r"^(présidente|directrice|gérante|cogérante|associée|cheffe)\b")
    for lead in complete.all(Lead):
        assert bool(feminine.match(lead.function)) == (lead.civility == "Mme"), lead.full_name


def test_twelve_firms_stand_for_the_factory_of_the_future(complete: Snapshot) -> None:
    candidates = complete.all(FactoryCandidate)
    sizes = [sme.size(company) for c in candidates if (company := complete.get(Company, c.company_id))]
    assert len(candidates) == 12 == len({c.company_id for c in candidates})
    assert set(sizes) == {CompanySize.SME, CompanySize.MIDCAP}
    assert len([c for c in candidates if c.selected]) >= 4
    assert len({c.stage for c in candidates}) == 5
    assert all(c.need and c.reasons for c in candidates)
    directed = {lead.company_id for lead in complete.all(Lead)}
    assert not directed & {c.company_id for c in candidates}


def test_firms_can_not_be_taken_for_real_ones_and_are_well_formed(complete: Snapshot) -> None:
    companies = complete.all(Company)
    assert len({company.siren for company in companies}) == len(companies) == 22
    for company in companies:
        assert company.siren.startswith("000000"), company.name
        assert len(company.siren) == 9, company.name
        assert siren.is_valid(company.siren), company.name
        assert siret.is_valid(company.siret), company.name
        assert company.siret.startswith(company.siren), company.name
        assert sme.seat_in_region(company, lookups.roadmap(complete)) is True, company.name
        assert re.fullmatch(r"\d{2}\.\d{2}[A-Z]", company.naf), company.name
        assert company.category is sme.size(company), company.name
        assert company.closed_year == 2012, company.name
        assert company.group == "", company.name
        assert company.figures_source, company.name
        assert company.figures_date, company.name
        assert company.figures_date < example_date(), company.name


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_dated_later_than_the_example_itself(name: str) -> None:
    told = [
        day
        for row in example_rows(name)
        for field in ("informed_on", "figures_date", "deliberation_date", "approval_date")
        if (day := getattr(row, field, None))
    ]
    assert told
    assert max(told) <= example_date(name)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_obtained_is_never_of_a_later_year(name: str) -> None:
    lines = [row for row in example_rows(name) if isinstance(row, FundingLine)]
    assert {line.year for line in lines if line.obtained} == {2014}
