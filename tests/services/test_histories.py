"""Any history of acts, undone, redone, closed and opened again, leaves a document that holds together."""

import os
import shutil
import tempfile
from collections.abc import Callable
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from nfi_planner.models import catalogue, lookups
from nfi_planner.models.change import ChangeSet
from nfi_planner.models.kind import ROADMAP
from nfi_planner.models.roadmap import (
    SHEET_TABLES,
    Action,
    Choice,
    FactoryCandidate,
    Indicator,
    Lead,
    Rank,
    SheetRow,
    Stage,
    Status,
    Target,
)
from nfi_planner.models.rules import check
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import choosing, sheets
from nfi_planner.services.editor import Editor
from nfi_planner.services.opening import blank_rows
from nfi_planner.storage.document import DocumentFile
from tests.builders import TODAY, Clock

_SHM = Path("/dev/shm")  # a real file system all the same, without the wait for a disk
MEMORY = _SHM if os.access(_SHM, os.W_OK | os.X_OK) else None
PLANS = st.sampled_from([1, 2, 3, 7, 12, 18, 20, 32, 33])
SOME_PLANS = st.lists(PLANS, min_size=1, max_size=4, unique=True)
RANKS = st.sampled_from(Rank)
STEPS = st.sampled_from([-1, 1])
TEXTS = st.sampled_from(["", "Un motif.", "Un motif. ", "« Ça »\x00 l’œuvre\r\nen deux lignes", "x" * 300]) | st.text(
    max_size=8
)
FIELDS = st.sampled_from(["motive", "reason_not_kept", "objectives", "obstacles", "memo"])
FIGURES = st.none() | st.integers(0, 10**10)
TABLES = st.sampled_from(SHEET_TABLES)
VALUES = st.decimals(-1000, 1000, places=2)
PICKS = st.integers(0, 30)


class Histories(RuleBasedStateMachine):
    """A user with one document."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY))
        self.path = self.folder / "a.nfi"
        self.clock = Clock()
        self.ids = count(1)
        self.verified: Snapshot | None = None

    @initialize(vintage=st.sampled_from(catalogue.VINTAGES))
    def create(self, vintage: int) -> None:
        region = catalogue.region("11", vintage)
        assert region is not None
        rows = blank_rows(region)
        self.editor = Editor(DocumentFile.create(self.path, ROADMAP, rows, label="Créer", clock=self.clock))
        self.start = self.editor.snapshot

    def do(self, make: Callable[..., ChangeSet], *arguments: Any, **values: Any) -> None:
        """Do an act, half a minute after the one before."""
        self.clock.advance(30)
        self.editor.do(make(self.editor.snapshot, *arguments, **values))

    def fresh_id(self) -> str:
        """Return an id that is the same when the history is played again."""
        return f"row-{next(self.ids):03d}"

    # -- choosing --------------------------------------------------------------------------------------------------

    @rule(plans=SOME_PLANS, status=st.sampled_from(Status))
    def set_status(self, plans: list[int], status: Status) -> None:
        self.do(choosing.set_status, plans, status)

    @rule(plans=SOME_PLANS, rank=RANKS, index=PICKS)
    def place(self, plans: list[int], rank: Rank, index: int) -> None:
        self.do(choosing.place, plans, rank, index % (len(lookups.ranked(self.editor.snapshot, rank)) + 1))

    @rule(plan=PLANS, step=STEPS)
    def move(self, plan: int, step: int) -> None:
        self.do(choosing.move, [plan], step)

    # -- filling ---------------------------------------------------------------------------------------------------

    @rule(plan=PLANS, field=FIELDS, text=TEXTS)
    def write(self, plan: int, field: str, text: str) -> None:
        self.do(sheets.edit, lookups.choice(self.editor.snapshot, plan), typing=True, **{field: text})

    @rule(text=TEXTS, day=st.none() | st.dates())
    def write_roadmap(self, text: str, day: Any) -> None:
        self.do(sheets.edit, lookups.roadmap(self.editor.snapshot), approval_body=text, approval_date=day)

    @rule(plan=PLANS, field=st.sampled_from(["first_name", "name", "function", "email"]), text=TEXTS)
    def write_lead(self, plan: int, field: str, text: str) -> None:
        self.do(sheets.edit_lead, plan, typing=True, **{field: text})

    @rule(plan=PLANS, name=TEXTS, headcount=FIGURES)
    def write_lead_company(self, plan: int, name: str, headcount: int | None) -> None:
        self.do(sheets.edit_lead_company, plan, name=name, headcount=headcount)

    @rule(plan=PLANS, name=TEXTS)
    def enter_company(self, plan: int, name: str) -> None:
        self.do(sheets.new_lead_company, plan, name)

    @rule(plan=PLANS, other=PLANS)
    def share_company(self, plan: int, other: int) -> None:
        company = lookups.lead_company(self.editor.snapshot, lookups.lead(self.editor.snapshot, other))
        if company:
            self.do(sheets.edit_lead, plan, company_id=company.id)

    @rule(plan=PLANS, table=TABLES)
    def add_row(self, plan: int, table: type[SheetRow]) -> None:
        self.do(sheets.add_row, table(id=self.fresh_id(), choice_id=str(plan)))

    @rule(plan=PLANS, table=TABLES, pick=PICKS, step=STEPS)
    def move_row(self, plan: int, table: type[SheetRow], pick: int, step: int) -> None:
        rows = self.editor.snapshot.children(table, str(plan))
        if rows:
            self.do(sheets.move_row, rows[pick % len(rows)], step)

    @rule(plan=PLANS, table=TABLES, pick=PICKS)
    def remove_rows(self, plan: int, table: type[SheetRow], pick: int) -> None:
        rows = self.editor.snapshot.children(table, str(plan))
        self.do(sheets.remove_rows, rows[pick % len(rows) :] if rows else ())

    @rule(pick=PICKS, title=TEXTS, day=st.none() | st.dates())
    def write_action(self, pick: int, title: str, day: Any) -> None:
        rows = self.editor.snapshot.all(Action)
        if rows:
            self.do(sheets.edit, rows[pick % len(rows)], title=title, start=day)

    @rule(pick=PICKS, years=st.lists(st.integers(2014, 2020), max_size=3, unique=True), value=VALUES)
    def write_indicator(self, pick: int, years: list[int], value: Decimal) -> None:
        rows = self.editor.snapshot.all(Indicator)
        if rows:
            targets = tuple(Target(year=year, value=value) for year in sorted(years))
            self.do(sheets.edit, rows[pick % len(rows)], baseline=value, targets=targets)

    @rule(plan=PLANS)
    def clear_sheet(self, plan: int) -> None:
        self.do(sheets.clear_sheet, plan)

    @rule()
    def add_candidate(self) -> None:
        self.do(sheets.add_row, FactoryCandidate(id=self.fresh_id()))

    @rule(pick=PICKS, name=TEXTS, stage=st.sampled_from(Stage), step=STEPS)
    def write_candidate(self, pick: int, name: str, stage: Stage, step: int) -> None:
        rows = self.editor.snapshot.all(FactoryCandidate)
        if rows:
            candidate = rows[pick % len(rows)]
            self.do(sheets.edit, candidate, stage=stage)
            self.do(sheets.edit_candidate_company, rows[pick % len(rows)], name=name)
            self.do(sheets.move_row, self.editor.snapshot.all(FactoryCandidate)[pick % len(rows)], step)

    # -- going back ------------------------------------------------------------------------------------------------

    @rule(times=st.integers(1, 5))
    def undo(self, times: int) -> None:
        for _ in range(times):
            self.editor.undo()

    @rule(times=st.integers(1, 5))
    def redo(self, times: int) -> None:
        for _ in range(times):
            self.editor.redo()

    @rule()
    def reopen(self) -> None:
        self.editor.close()
        self.editor = Editor(DocumentFile.open(self.path, clock=self.clock))

    # -- what always holds -----------------------------------------------------------------------------------------

    @invariant()
    def a_plan_is_in_one_rank_at_most_and_has_a_place_of_its_own(self) -> None:
        snapshot = self.editor.snapshot
        chosen = [choice.id for choice in lookups.chosen(snapshot)]
        assert len(chosen) == len(set(chosen))
        for rank in Rank:
            places = [choice.position for choice in lookups.ranked(snapshot, rank)]
            assert len(places) == len(set(places))
            assert all(places)

    @invariant()
    def plan_34_is_never_there(self) -> None:
        assert {row.id for row in self.editor.snapshot.all(Choice)} == {str(n) for n in range(1, 34)}
        assert self.editor.snapshot.get(Lead, "34") is None

    @invariant()
    def what_is_saved_is_what_is_shown(self) -> None:
        if self.editor.snapshot is self.verified:
            return  # the last act changed nothing
        self.verified = self.editor.snapshot
        saved = DocumentFile.open(self.path, read_only=True)  # verifies the content checksum
        saved.close()
        assert saved.lines == self.editor.document.lines
        assert_same(saved.snapshot, self.editor.snapshot)

    def teardown(self) -> None:
        try:
            if hasattr(self, "editor"):
                self.go_all_the_way_back_and_forth()
                self.editor.close()
        finally:
            shutil.rmtree(self.folder)

    def go_all_the_way_back_and_forth(self) -> None:
        """All undone is the first document; all redone, the last."""
        while self.editor.redo():
            pass
        final = self.editor.snapshot
        while self.editor.undo():
            pass
        assert_same(self.editor.snapshot, self.start)
        while self.editor.redo():
            pass
        assert_same(self.editor.snapshot, final)
        check(final, TODAY)  # has an answer, whatever was entered
        self.what_is_saved_is_what_is_shown()


def assert_same(one: Snapshot, other: Snapshot) -> None:
    """The same rows, in the same order."""
    assert one == other
    for table in ROADMAP.tables:
        assert one.all(table) == other.all(table)
    assert lookups.chosen(one) == lookups.chosen(other)


# Never fewer: two hundred histories of forty acts.
Histories.TestCase.settings = settings(
    max_examples=200, stateful_step_count=40, deadline=None, phases=[p for p in Phase if p is not Phase.explain]
)
TestHistories = Histories.TestCase
