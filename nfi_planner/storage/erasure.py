"""Erasing for good: what a redaction makes of the rows and of the journal, and the file made anew afterwards.

The journal keeps only the fields a line changed. Whose data a field was is seen from the whole row, so the rows are
followed back from what they are now to what they were before and after each line. Each value is redacted by its row
and itself alone: what one line leaves and what the next one finds stay the same, and the journal can still be replayed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from nfi_planner.models.change import Change
from nfi_planner.models.entity import Entity, field_types
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.storage.codec import from_plain, to_plain
from nfi_planner.storage.journal import JournalLine, LineChange, decode, encode_kept

Values = Mapping[str, Any]  # the fields of a row, as plain data
DUE = "erasure_due"  # in ``meta`` from an erasure on, until the file was made anew


@dataclass(frozen=True, slots=True)
class Redaction:
    """What goes. ``row`` returns the fields of a whole row that are to be others, by its table and its values."""

    row: Callable[[str, Values], dict[str, Any]]
    label: Callable[[str], str]
    author: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Erasure:
    """An erasure ready to be written: rows, and lines by their place in the journal. ``author`` is whose act it is."""

    changes: tuple[Change, ...]
    lines: dict[int, JournalLine] = field(default_factory=dict)
    author: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A row before and after a line; None where it wasn't there."""

    kept: LineChange
    before: Values | None
    after: Values | None


def plain_row(row: Entity) -> dict[str, Any]:
    """Return all fields of a row as the journal has them."""
    return to_plain(row, field_types(type(row)))


def passages(snapshot: Snapshot, lines: Iterable[JournalLine]) -> Iterator[tuple[JournalLine, tuple[Passage, ...]]]:
    """Yield each line, the newest first, with the whole rows it changed."""
    rows: dict[tuple[str, str], Values] = {key: plain_row(row) for key, row in snapshot.by_id().items()}
    for line in reversed(tuple(lines)):
        passed = []
        for kept in reversed(decode(line)):
            key = (kept.table, kept.id)
            after = None if kept.after is None else {"id": kept.id, **rows.get(key, {}), **kept.after}
            before = None if kept.before is None else {"id": kept.id, **(after or {}), **kept.before}
            rows[key] = before or {}
            passed.append(Passage(kept, before, after))
        yield line, tuple(reversed(passed))


def prepare(snapshot: Snapshot, lines: tuple[JournalLine, ...], redaction: Redaction, author: str) -> Erasure:
    """Return what is to be written so that everything the redaction names is gone."""
    others = ((row, redaction.row(row.TABLE, plain_row(row))) for row in snapshot.rows())
    changes = [Change(row, _with(row, from_plain(type(row), values))) for row, values in others if values]
    redacted = {line.id: _redacted_line(line, passed, redaction) for line, passed in passages(snapshot, lines)}
    changed = {place: redacted[line.id] for place, line in enumerate(lines) if redacted[line.id] != line}
    return Erasure(tuple(changes), changed, redaction.author(author))


def _with(row: Any, values: dict[str, Any]) -> Any:
    return replace(row, **values)


def _redacted_line(line: JournalLine, passed: tuple[Passage, ...], redaction: Redaction) -> JournalLine:
    kept = [
        LineChange(
            passage.kept.table,
            passage.kept.id,
            _redacted_side(passage.kept.table, passage.kept.before, passage.before, redaction),
            _redacted_side(passage.kept.table, passage.kept.after, passage.after, redaction),
        )
        for passage in passed
    ]
    changes = encode_kept(kept) if kept != [passage.kept for passage in passed] else line.changes
    return replace(line, label=redaction.label(line.label), author=redaction.author(line.author), changes=changes)


def _redacted_side(
    table: str, kept: dict[str, Any] | None, whole: Values | None, redaction: Redaction
) -> dict[str, Any] | None:
    if kept is None or whole is None:
        return None
    return kept | {name: value for name, value in redaction.row(table, whole).items() if name in kept}
