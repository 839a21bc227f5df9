"""Measures the program against its limits: medians of at least five runs, ratios within this one run.

Exit status 1 when a limit is passed. ``--runs N`` changes how often; QT_QPA_PLATFORM is named in the report.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from itertools import starmap
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp()

from bench_printing import printing

from nfi_planner.documents.pdf import blocks
from nfi_planner.documents.pdf.blocks import Document
from nfi_planner.models import figures, lookups, rules
from nfi_planner.models.change import Change, ChangeSet, change_set
from nfi_planner.models.entity import new_id
from nfi_planner.models.kind import ROADMAP
from nfi_planner.models.roadmap import Action, FactoryCandidate, FundingLine, Lead, SheetRow, Status
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import calendar, choosing, examples, exporting, sheets
from nfi_planner.storage.document import DocumentFile

PROBE = Path(__file__).with_name("startup_probe.py")
MB = 1 << 20


@dataclass(frozen=True)
class Figure:
    """One line of the report; without a limit it is only told."""

    name: str
    value: float
    unit: str
    limit: float | None = None

    def __str__(self) -> str:
        limit = "" if self.limit is None else f"   limit {self.limit:g}"
        return f"{'FAIL' if self.over else 'ok  '} {self.name:<66}{self.value:>9.2f} {self.unit}{limit}"

    @property
    def over(self) -> bool:
        """Whether the limit is passed."""
        return self.limit is not None and self.value > self.limit


def start_up(path: Path, runs: int) -> list[Figure]:
    """First paint and document ready, each against the bare window started just before it."""
    _probe("bare"), _probe(str(path))  # warm the disk
    pairs = [(_probe("bare"), _probe(str(path), str(examples.example_date()))) for _ in range(runs)]

    def median(key: str) -> tuple[float, float]:
        ratios = [ours[key] / bare["first_paint"] for bare, ours in pairs]
        return statistics.median(ours[key] for _, ours in pairs), statistics.median(ratios)

    paint, paint_ratio = median("first_paint")
    ready, ready_ratio = median("ready")
    return [
        Figure("bare window, first paint", 1000 * statistics.median(b["first_paint"] for b, _ in pairs), "ms"),
        Figure("first paint", 1000 * paint, "ms"),
        Figure("first paint / bare window", paint_ratio, "×", 1.4),
        Figure("document ready", 1000 * ready, "ms"),
        Figure("document ready / bare window", ready_ratio, "×", 3.5),
        Figure("memory with the document", statistics.median(o["memory"] for _, o in pairs) / MB, "MB"),
        Figure("memory / bare window", statistics.median(o["memory"] / b["memory"] for b, o in pairs), "×", 2.5),
    ]


def _probe(*arguments: str) -> dict[str, float]:
    environment = {**os.environ, "PROBE_BEGAN": str(time.monotonic())}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # the first run compiles, as an installation does
    done = subprocess.run(
        [sys.executable, PROBE, *arguments], capture_output=True, text=True, check=True, env=environment
    )
    facts: dict[str, float] = json.loads(done.stdout)
    return facts


def window_work(path: Path, name: str, limit: float, count: int) -> list[Figure]:
    """Acts until every part of the window has been painted again, and going from page to page."""
    application, window = _open(path)
    assert window.bridge is not None
    found: list[Figure] = []
    for page, act_on in _ACTS.items():
        window.show_page(page)
        application.processEvents()
        where = f"{name}, page {page}"
        found += _edits(application, window.bridge, where, act_on, limit, count)
        for kind, do in _KINDS.items():
            if page in _ROWS or kind == "undo, redo":
                times = [_shown(application, partial(do, window.bridge, page, turn)) for turn in range(count // 5)]
                found.append(Figure(f"{where}: {kind}, 99th percentile", 1000 * _percentile(times), "ms", limit))
    found += _page_switches(application, window, name)
    window.close()
    return found


def _open(path: Path) -> tuple[Any, Any]:
    from nfi_planner import app

    application, window = app.prepare(argparse.Namespace(file=None, today=examples.example_date()))
    window.resize(1440, 900)
    window.show()
    window.open_path(path)
    application.processEvents()
    return application, window


def _shown(application: Any, do: Callable[[], object]) -> float:
    """Return how long something takes until it is painted, in seconds."""
    began = time.perf_counter()
    do()
    application.processEvents()
    return time.perf_counter() - began


def _percentile(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]


def _edits(
    application: Any, bridge: Any, where: str, act_on: Callable[[Snapshot, int], ChangeSet], limit: float, count: int
) -> list[Figure]:
    """Small changes of what the page shows."""
    times, writes = [], []
    for turn in range(count):
        act = act_on(bridge.snapshot, turn)
        began = time.perf_counter()
        bridge.do(act)
        writes.append(time.perf_counter() - began)
        application.processEvents()
        times.append(time.perf_counter() - began)
    return [
        Figure(f"{where}: act, written and shown, median", 1000 * statistics.median(times), "ms"),
        Figure(f"{where}: act, written and shown, 99th percentile", 1000 * _percentile(times), "ms", limit),
        Figure("    of which written and told, median", 1000 * statistics.median(writes), "ms"),
    ]


def _page_switches(application: Any, window: Any, name: str) -> list[Figure]:
    from nfi_planner.ui.pages.stack import PAGES

    first: dict[str, float] = {}
    again: dict[str, float] = {}
    for seen in (first, again):
        for page in PAGES:
            seen[page] = 1000 * _shown(application, partial(window.show_page, page))
    slowest, slowest_first = max(again, key=again.__getitem__), max(first, key=first.__getitem__)
    return [
        Figure(f"{name}: going to a page, slowest ({slowest})", again[slowest], "ms", 50),
        Figure(f"{name}: the first time, slowest ({slowest_first})", first[slowest_first], "ms"),
    ]


def _act(snapshot: Snapshot, turn: int) -> ChangeSet:
    """One act of three kinds: a text, a rank, a row of a table."""
    choice = lookups.choice(snapshot, 18)
    if turn % 3 == 0:
        return _edit(choice, tools=f"essai {turn}")
    if turn % 3 == 1:
        status = Status.REGIONAL if choice.status is Status.STRATEGIC else Status.STRATEGIC
        return choosing.set_status(snapshot, [18], status)
    action = snapshot.children(Action, choice.id)[0]
    return _edit(action, owner=f"essai {turn}")


def _budget_act(snapshot: Snapshot, turn: int) -> ChangeSet:
    return _edit(figures.chosen_lines(snapshot)[0], asked=10_000 + 1_000 * turn)


def _calendar_act(snapshot: Snapshot, turn: int) -> ChangeSet:
    action = next(one for one in calendar.actions(snapshot) if one.start and one.end and one.start < one.end)
    assert action.end is not None
    return _edit(action, end=action.end + timedelta(days=1 if turn % 2 else -1))


def _leads_act(snapshot: Snapshot, turn: int) -> ChangeSet:
    return _edit(snapshot.all(Lead)[0], function=f"essai {turn}")


def _factory_act(snapshot: Snapshot, turn: int) -> ChangeSet:
    return _edit(snapshot.all(FactoryCandidate)[0], need=f"essai {turn}")


def _document_act(snapshot: Snapshot, turn: int) -> ChangeSet:
    return _edit(lookups.roadmap(snapshot), service=f"essai {turn}")


_ROWS: dict[str, type[Any]] = {  # what stands in the table of a page
    "choices": Action,
    "sheets": Action,
    "calendar": Action,
    "budget": FundingLine,
    "factory": FactoryCandidate,
}


def _fresh(page: str, count: int) -> list[Any]:
    table = _ROWS[page]
    parent = {} if table is FactoryCandidate else {"choice_id": "18"}
    return [table(id=new_id(), **parent) for _ in range(count)]


def _add_or_remove(bridge: Any, page: str, turn: int) -> None:
    """A row added, then removed."""
    if turn % 2 == 0:
        bridge.do(sheets.add_rows(bridge.snapshot, _fresh(page, 1)))
    else:
        bridge.do(sheets.remove_rows(bridge.snapshot, bridge.snapshot.all(_ROWS[page])[-1:]))


def _paste(bridge: Any, page: str, turn: int) -> None:
    """Ten rows pasted at the end, then taken back: as many acts on as long a table."""
    if turn % 2:
        bridge.undo()
        return
    field = {Action: "owner", FundingLine: "detail", FactoryCandidate: "need"}[_ROWS[page]]

    def steps() -> None:
        rows = _fresh(page, 10)
        bridge.do(sheets.add_rows(bridge.snapshot, rows))
        for row in rows:
            values: dict[str, Any] = {field: f"collé {turn}"}
            bridge.do(sheets.edit(bridge.snapshot, row, **values))

    bridge.do_together(steps, lambda _: "Coller 10 lignes")


def _undo(bridge: Any, page: str, turn: int) -> None:
    del page
    (bridge.redo if turn % 2 else bridge.undo)()


def _clear(bridge: Any, page: str, turn: int) -> None:
    """A sheet emptied, then taken back."""
    del page
    if turn % 2:
        bridge.undo()
    else:
        bridge.do(sheets.clear_sheet(bridge.snapshot, 18))


_KINDS: dict[str, Callable[[Any, str, int], None]] = {
    "row added, removed": _add_or_remove,
    "ten rows pasted, taken back": _paste,
    "undo, redo": _undo,
    "sheet emptied, taken back": _clear,
}


def _edit(row: Any, **values: object) -> ChangeSet:
    return change_set("Mesurer", [Change(row, replace(row, **values))])


_ACTS: dict[str, Callable[[Snapshot, int], ChangeSet]] = {  # of each page an act that it shows
    "choices": _act,
    "sheets": _act,
    "leads": _leads_act,
    "calendar": _calendar_act,
    "budget": _budget_act,
    "factory": _factory_act,
    "document": _document_act,
}


def go_to(path: Path) -> list[Figure]:
    """« Aller à… » on a document of that many rows: opened, and typed in key by key."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    application, window = _open(path)
    assert window.bridge is not None
    rows = sum(1 for _ in window.bridge.snapshot.rows())
    opened: list[float] = []
    keys: list[float] = []
    for words in ("biomasse région", "marchal", "robotqiue", "cmv", "feder 2015", "zzzz"):
        opened.append(_shown(application, window.actions_by_name["go_to"].trigger))
        line = QApplication.focusWidget()
        assert line is not None
        keys += [_shown(application, partial(_type, line, letter)) for letter in words]
        QTest.keyClick(line, Qt.Key.Key_Escape)
    window.close()
    return [
        Figure(f"« Aller à… » on {rows} rows: opened, the first time", 1000 * opened[0], "ms"),
        Figure(f"« Aller à… » on {rows} rows: opened again, median", 1000 * statistics.median(opened[1:]), "ms"),
        Figure(f"« Aller à… » on {rows} rows: a key, 99th percentile", 1000 * _percentile(keys), "ms", 16),
    ]


def _type(line: Any, letter: str) -> None:
    """Type a letter, as any keyboard that has it does."""
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    pressed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
    QCoreApplication.sendEvent(line, pressed)


def write_many_times(path: Path, times: int) -> None:
    """Write the example with that many times as many rows in its sheets and candidates."""
    rows = examples.example_rows()
    many = (row for row in rows if isinstance(row, SheetRow | FactoryCandidate))
    more = [replace(row, id=new_id(), position=f"{row.position}{copy}") for row in many for copy in range(1, times)]
    DocumentFile.create(path, ROADMAP, [*rows, *more], label="Mesurer").close()


def documents(folder: Path, runs: int) -> list[Figure]:
    """Checking and exporting the complete example."""
    from nfi_planner.services.opening import read_document

    path = folder / "exemple.nfi"
    snapshot, today = read_document(path), examples.example_date()
    return [
        Figure("check a full document", 1000 * _median(lambda: rules.check(snapshot, today), 50), "ms", 2.0),
        Figure("PDF", _median(lambda: exporting.export_pdf(snapshot, folder / "e.pdf", on=today), runs), "s"),
        Figure("Excel", _median(lambda: exporting.export_workbook(snapshot, folder / "e.xlsx", on=today), runs), "s"),
        Figure("open a document", 1000 * _median(lambda: read_document(path), runs), "ms"),
    ]


def pages(runs: int) -> list[Figure]:
    """A PDF of ten times as many pages takes ten times as long, in time of the processor."""
    from nfi_planner.documents.pdf.page import pdf_bytes

    on, few, many = examples.example_date(), _printed(24), _printed(240)
    short = _median(lambda: pdf_bytes(few, on), runs, time.process_time)
    long = _median(lambda: pdf_bytes(many, on), 3, time.process_time)
    return [
        Figure("PDF of 24 pages, time of the processor", short, "s"),
        Figure("PDF of 24 pages: bytes", len(pdf_bytes(few, on)), "B", 120_000),
        Figure("PDF of 240 pages / of 24", long / short, "×", 13),
    ]


def _printed(count: int) -> Document:
    """A document of that many pages: each a heading, a few paragraphs, a list, a table."""
    text = blocks.plain("La région dispose d’un pôle de compétitivité ; onze PME transforment déjà la biomasse. " * 4)
    columns = (blocks.Column("Action"), blocks.Column("Porteur", 84), blocks.Column("Budget", 60, right=True))
    rows = tuple((blocks.plain(f"Action {n}"), blocks.plain("Région"), blocks.plain("1 250 €")) for n in range(14))
    page: tuple[blocks.Block, ...] = (
        blocks.PageBreak(),
        blocks.Heading("Un plan"),
        *[blocks.Paragraph(text)] * 3,
        blocks.Bullets((text, text)),
        blocks.Table(columns, rows, "Les actions"),
    )
    return Document(page * count, "Mesure", "", "", "Mesure", "Mesure")


def _median(work: Callable[[], object], runs: int, clock: Callable[[], float] = time.perf_counter) -> float:
    work()
    times = []
    for _ in range(runs):
        began = clock()
        work()
        times.append(clock() - began)
    return statistics.median(times)


def main() -> int:
    """Print the report; return 1 when a limit is passed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=7)
    runs = max(5, parser.parse_args().runs)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path, big, huge = (folder / f"{name}.nfi" for name in ("exemple", "dix-fois", "trente-fois"))
        examples.write_example(path).close()
        write_many_times(big, 10)
        write_many_times(huge, 29)
        print(f"Qt platform: {os.environ['QT_QPA_PLATFORM']}; medians of {runs} runs or more")
        figures = [
            *start_up(path, runs),
            *documents(folder, runs),
            *starmap(Figure, printing(folder, examples.example_date(), runs)),
            *pages(runs),
            *window_work(path, "example", 16, 300),
            *window_work(big, "ten times", 33, 150),
            *go_to(huge),
        ]
    for figure in figures:
        print(figure)
    return int(any(figure.over for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
