"""The journal: one line for one act, with only the fields it changed, as plain data."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import msgspec

from nfi_planner.models.change import Change, ChangeSet
from nfi_planner.models.entity import Entity, new_id
from nfi_planner.models.kind import DocumentKind
from nfi_planner.models.snapshot import Snapshot, StaleChangeError
from nfi_planner.storage.codec import from_plain, to_plain
from nfi_planner.storage.format import FORMAT

TYPING_SPAN = timedelta(seconds=60)


class LineKind:
    """What a journal line is. ``TYPING`` may take in what is typed next; undo stops at one of ``BARRIERS``."""

    START = "start"
    ACT = "act"
    TYPING = "typing"
    UNDO = "undo"
    REDO = "redo"
    ERASURE = "erasure"
    BARRIERS = frozenset({START, ERASURE})


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLine:
    """One act as it is kept; ``changes`` is JSON, read only when asked for."""

    id: str
    parent: str
    second_parent: str = ""
    format: int = FORMAT
    time: str
    author: str
    kind: str
    target: str = ""
    label: str
    changes: str = "[]"

    def cells(self) -> dict[str, Any]:
        """Return the line as table cells."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


class LineChange(msgspec.Struct):
    """One row in a line: the fields changed, before and after; None where the row wasn't there."""

    table: str
    id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def encode(changes: Iterable[Change]) -> str:
    """Return the changes as a line keeps them."""
    kept = []
    for change in changes:
        fields = change.changed_fields()
        before = to_plain(change.before, fields) if change.before is not None else None
        after = to_plain(change.after, fields) if change.after is not None else None
        kept.append(LineChange(change.table.TABLE, change.id, before, after))
    return encode_kept(kept)


def encode_kept(kept: list[LineChange]) -> str:
    """Return these changes as the JSON of a line."""
    return msgspec.json.encode(kept).decode()


def decode(line: JournalLine) -> list[LineChange]:
    """Return what a line keeps."""
    return msgspec.json.decode(line.changes, type=list[LineChange])


def replay(line: JournalLine, kind: DocumentKind, snapshot: Snapshot, *, back: bool) -> ChangeSet:
    """Return the act that takes the line back, or does it again, on the document as it is now.

    StaleChangeError when a field isn't as the line left it.
    """
    changes = []
    for kept in reversed(decode(line)) if back else decode(line):
        table = kind.table(kept.table)
        expected, wanted = (kept.after, kept.before) if back else (kept.before, kept.after)
        current = snapshot.get(table, kept.id)
        changes.append(Change(current, _moved(table, current, expected, wanted)))
    return ChangeSet(line.label, tuple(changes))


def _moved(
    table: type[Entity], current: Entity | None, expected: dict[str, Any] | None, wanted: dict[str, Any] | None
) -> Entity | None:
    """Return the row with the wanted fields, having checked that it is as expected."""
    if (current is None) != (expected is None):
        raise StaleChangeError(table.TABLE)
    if current is not None and expected is not None and to_plain(current, expected) != expected:
        raise StaleChangeError(f"{table.TABLE} {current.id}")
    if wanted is None:
        return None
    values = from_plain(table, wanted)
    return table(**values) if current is None else replace(current, **values)


def merged(tip: JournalLine | None, line: JournalLine) -> JournalLine | None:
    """Return one line for two when both are typing by one person in the same fields within a minute, else None.

    The line takes a new id: a copy made in between keeps the old one, and the two stay told apart.
    """
    if tip is None or tip.kind != LineKind.TYPING or line.kind != LineKind.TYPING or tip.author != line.author:
        return None
    span = datetime.fromisoformat(line.time) - datetime.fromisoformat(tip.time)
    if not timedelta(0) <= span <= TYPING_SPAN:
        return None
    old, new = decode(tip), decode(line)
    if [_spot(c) for c in old] != [_spot(c) for c in new]:
        return None
    joined = [LineChange(a.table, a.id, a.before, b.after) for a, b in zip(old, new, strict=True)]
    if any(c.before == c.after for c in joined):
        return None
    return replace(line, id=new_id(), parent=tip.parent, time=tip.time, changes=encode_kept(joined))


def _spot(change: LineChange) -> tuple[Any, ...]:
    if change.before is None or change.after is None:
        return (change.table, change.id, object())  # an insertion or a removal never merges
    return change.table, change.id, sorted(change.after)
