"""A person's data across a document and its history: found, exported, erased (RGPD, articles 15 and 17)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from nfi_planner.models import catalogue, lookups
from nfi_planner.models import person as persons
from nfi_planner.models.entity import Choices, Entity, field_types, label
from nfi_planner.models.errors import KnownError
from nfi_planner.models.kind import ROADMAP
from nfi_planner.models.person import ERASED, Certainty, Identity, Person, mentions, person_of, plain, words
from nfi_planner.models.roadmap import (
    ROADMAP_TABLES,
    Action,
    Choice,
    Company,
    FactoryCandidate,
    FundingLine,
    Indicator,
    Lead,
    Partner,
    Roadmap,
    Submission,
)
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import searching, settings
from nfi_planner.services.editor import Editor
from nfi_planner.storage import erasure
from nfi_planner.storage.codec import from_plain
from nfi_planner.storage.erasure import Passage, Values
from nfi_planner.storage.journal import JournalLine
from nfi_planner.support import french, log
from nfi_planner.support.atomic import replacing

Key = tuple[str, str, str, Certainty]  # table, row, field, how sure; of the journal: its text in the row's place
JOURNAL = "journal"
_PLACES: dict[str, str] = {
    Roadmap.TABLE: "La feuille de route",
    Choice.TABLE: "Fiche de plan",
    Company.TABLE: "Entreprise",
    Lead.TABLE: "Chef de projet",
    Action.TABLE: "Action",
    FundingLine.TABLE: "Financement",
    Indicator.TABLE: "Indicateur",
    Partner.TABLE: "Partenaire",
    FactoryCandidate.TABLE: "Usine du futur",
    Submission.TABLE: "Remise",
}
_LINE_FIELDS = {"label": "intitulé", "author": "auteur"}
_OWN: dict[str, tuple[str, ...]] = {  # what a row says of the one person it is about: it goes whole
    Lead.TABLE: (
        "civility", "first_name", "name", "function", "email", "telephone", "approach", "informed_on", "source",
    ),
    Roadmap.TABLE: ("signatory_name", "signatory_function"),
}  # fmt: skip
_EMPTY: dict[str, Entity] = {Lead.TABLE: Lead(id="1"), Roadmap.TABLE: Roadmap()}


@dataclass(frozen=True, slots=True)
class Past:
    """A line of the history that says it: what stood in the field before and after, "" when it was something else."""

    line: str
    time: str  # UTC, ISO 8601
    act: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of a person's data. ``text`` is what the document says now, "" when only its history does."""

    key: Key
    place: str
    text: str = ""
    past: tuple[Past, ...] = ()

    @property
    def certainty(self) -> Certainty:
        """Whether it can be about somebody else."""
        return self.key[3]

    @property
    def label(self) -> str:
        """The field, in French."""
        table, _, field, _ = self.key
        return _LINE_FIELDS[field] if table == JOURNAL else label(ROADMAP.table(table), field)


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did. ``remains``: why the file isn't free of what went yet; it is tried again at opening."""

    places: int
    lines: int
    reports: int
    reports_left: int
    remains: KnownError | None


# -- who -----------------------------------------------------------------------------------------------------------


def people(snapshot: Snapshot) -> tuple[Person, ...]:
    """Return the persons a document names as leads, signatory and contacts, by name, each once with all roles."""
    known: dict[tuple[str, ...], Person] = {}
    for one in _named(snapshot):
        key = tuple(sorted(words(one.full_name)))
        known[key] = _joined(known[key], one) if key in known else one
    surnames = [words(one.name) for one in known.values()]
    listed = (replace(one, alone=surnames.count(words(one.name)) == 1) for one in known.values())
    return tuple(sorted(listed, key=_by_name))


def _by_name(person: Person) -> str:
    return french.fold(f"{person.name} {person.first_name}")


def _joined(one: Person, other: Person) -> Person:
    return replace(
        one,
        emails=tuple(dict.fromkeys(one.emails + other.emails)),
        telephones=tuple(dict.fromkeys(one.telephones + other.telephones)),
        roles=tuple(dict.fromkeys(one.roles + other.roles)),
    )


def _named(snapshot: Snapshot) -> Iterator[Person]:
    roadmap = lookups.roadmap(snapshot)
    for lead in snapshot.all(Lead):
        title = lookups.choice(snapshot, lead.id).plan.short_title
        emails, numbers = tuple(filter(None, (lead.email,))), tuple(filter(None, (lead.telephone,)))
        if words(f"{lead.full_name} {lead.email} {lead.telephone}"):
            yield Person(lead.first_name, lead.name, emails, numbers, (french.typeset(f"chef de projet — {title}"),))
    if words(roadmap.signatory_name):
        yield replace(person_of(roadmap.signatory_name), roles=("signataire",))
    contacts = [(roadmap.contact, "contact de la feuille de route")]
    contacts += [(row.contact, f"contact — {row.name or 'partenaire'}") for row in snapshot.all(Partner)]
    for text, role in contacts:
        if contact := persons.in_contact(text):
            yield replace(contact, roles=(french.typeset(role),))


def identify(snapshot: Snapshot, typed: str) -> Person:
    """Return the one person of the document that was typed, by name, address or number; else what was typed says."""
    listed = people(snapshot)
    wanted, meant = words(typed), person_of(typed)
    fitting = [one for one in listed if wanted and _begins(one, wanted)] or [
        one
        for one in listed
        if {plain(e) for e in meant.emails} & {plain(e) for e in one.emails}
        or {persons.digits(t) for t in meant.telephones} & {persons.digits(t) for t in one.telephones}
    ]
    if len(fitting) == 1:
        return fitting[0]
    namesakes = any(words(one.name) == words(meant.name) for one in listed)
    return replace(meant, alone=meant.alone and not namesakes)


def _begins(person: Person, typed: list[str]) -> bool:
    """Whether each word typed begins a word of the name."""
    return all(any(word.startswith(start) for word in words(person.full_name)) for start in typed)


# -- where ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Search:
    """A person, and the rows known to have been about him or her."""

    person: Person
    known: frozenset[tuple[str, str]]


def find(editor: Editor, person: Person) -> tuple[Found, ...]:
    """Return where the document and its history speak of the person: rows first, then what only the history says."""
    snapshot, lines = editor.snapshot, editor.document.lines
    search = _search(snapshot, lines, person)
    texts: dict[Key, tuple[str, str]] = {}  # place and text
    for table in sorted(ROADMAP_TABLES, key=_own_first):
        for row in snapshot.all(table):
            values = erasure.plain_row(row)
            for field, certainty in _said(search, table.TABLE, values):
                key = (table.TABLE, row.id, field, certainty)
                texts[key] = _place(table.TABLE, values), _shown(getattr(row, field))
    past: dict[Key, list[Past]] = {}
    for line, passed in erasure.passages(snapshot, lines):
        for key, place, one in _past(search, line, passed):
            texts.setdefault(key, (place, ""))
            past.setdefault(key, []).append(one)
    return tuple(Found(key, place, text, tuple(reversed(past.get(key, ())))) for key, (place, text) in texts.items())


def _own_first(table: type[Entity]) -> bool:
    return table is not Lead


def lines_of(found: Iterable[Found]) -> int:
    """Return how many lines of the history speak of it."""
    return len({past.line for one in found for past in one.past})


def _search(snapshot: Snapshot, lines: tuple[JournalLine, ...], person: Person) -> _Search:
    rows: list[tuple[str, Values]] = [(row.TABLE, erasure.plain_row(row)) for row in snapshot.rows()]
    for _, passed in erasure.passages(snapshot, lines):
        rows += [(one.kept.table, values) for one in passed for values in (one.before, one.after) if values]
    identities = ((table, values["id"], _identity(table, values)) for table, values in rows)
    sure = {(t, i) for t, i, who in identities if who and persons.recognised(person, who) is Certainty.CERTAIN}
    return _Search(person, frozenset(sure))


def _identity(table: str, values: Values) -> Identity | None:
    if table == Lead.TABLE:
        return Identity(*(values.get(name, "") for name in ("first_name", "name", "email", "telephone")))
    if table == Roadmap.TABLE:
        signatory = person_of(values.get("signatory_name", ""))
        return Identity(signatory.first_name, signatory.name)
    return None


def _whose(search: _Search, table: str, values: Values) -> Certainty | None:
    """Whether the row is about the person."""
    identity = _identity(table, values)
    if identity is None:
        return None
    certainty = persons.recognised(search.person, identity)
    being_typed = (table, values["id"]) in search.known and persons.unfinished(search.person, identity)
    return Certainty.CERTAIN if certainty is None and being_typed else certainty


def _said(search: _Search, table: str, values: Values) -> list[tuple[str, Certainty]]:
    """The fields of a row that say something of the person, and how sure that is."""
    own = _whose(search, table, values)
    found = []
    if own is not None:
        empty = erasure.plain_row(_EMPTY[table])
        found = [(name, own) for name in _OWN[table] if values.get(name, empty[name]) != empty[name]]
    done = {name for name, _ in found}
    for name in _texts(table) - done:
        found += [(name, c) for c in {mention.certainty for mention in mentions(search.person, values.get(name, ""))}]
    order = list(field_types(ROADMAP.table(table)))
    return sorted(found, key=lambda pair: (order.index(pair[0]), pair[1] is not Certainty.CERTAIN))


@cache
def _texts(table: str) -> frozenset[str]:
    """The fields of a table one can write anything in."""
    entity = ROADMAP.table(table)
    keys = {"id", "position", *entity.REFERENCES}
    return frozenset(name for name, kind in field_types(entity).items() if kind is str and name not in keys)


def _past(search: _Search, line: JournalLine, passed: tuple[Passage, ...]) -> Iterator[tuple[Key, str, Past]]:
    """What a line of the history says of the person."""
    for mention in {m.certainty for m in mentions(search.person, line.label)}:
        yield (JOURNAL, line.label, "label", mention), "Historique", Past(line.id, line.time, line.label)
    if author := persons.is_author(search.person, line.author):
        yield (JOURNAL, line.author, "author", author), "Historique", Past(line.id, line.time, line.label)
    for one in passed:
        table, sides = one.kept.table, ((one.before, one.kept.before), (one.after, one.kept.after))
        texts: dict[tuple[str, Certainty], list[str]] = {}
        for side, (whole, kept) in enumerate(sides):
            if whole is None or kept is None:
                continue
            for field, certainty in _said(search, table, whole):
                if field in kept:
                    texts.setdefault((field, certainty), ["", ""])[side] = _shown_plain(table, field, kept[field])
        place = _place(table, one.after or one.before or {})
        for (field, certainty), (before, after) in texts.items():
            key = (table, one.kept.id, field, certainty)
            yield key, place, Past(line.id, line.time, line.label, before, after)


def _place(table: str, values: Values) -> str:
    entity = ROADMAP.table(table)
    number = values.get(entity.PARENT or "id", "")
    if table == Company.TABLE:
        about = values.get("name", "")
    else:
        about = catalogue.plan(int(number)).short_title if number.isdigit() else ""
    return french.typeset(" — ".join(filter(None, (_PLACES[table], about))))


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return french.short_date(value)
    return value.label if isinstance(value, Choices) else str(value)


def _shown_plain(table: str, field: str, value: Any) -> str:
    return _shown(from_plain(ROADMAP.table(table), {field: value})[field])


# -- erasing -------------------------------------------------------------------------------------------------------


def erase(editor: Editor, person: Person, chosen: Iterable[Found], *, asked_on: date) -> Erased:
    """Erase these pieces of a person's data from the document, from its history, and from this station's reports.

    Nothing of it can be undone. KnownError, and nothing erased, when the document can't be written.
    """
    chosen = tuple(chosen)
    if not chosen:
        raise KnownError("Aucune donnée n’est cochée.", "Cochez ce qui est à effacer.")
    snapshot, lines = editor.snapshot, editor.document.lines
    search, keys = _search(snapshot, lines, person), frozenset(found.key for found in chosen)
    redaction = erasure.Redaction(
        row=partial(_redacted_row, search, keys),
        label=partial(_redacted_label, person, keys),
        author=partial(_redacted_author, keys),
    )
    erased = erasure.prepare(snapshot, lines, redaction, editor.author)
    places, touched = len(erased.changes), len(erased.lines)
    remains = editor.erase(_record(chosen, asked_on, places, touched), erased)
    searching.forget()
    # Safety copies of the document, once something makes them, are redacted here, each as a document of its own.
    done, left = redact_reports(person, log.folder(settings.APP_NAME))
    return Erased(places, touched, done, left, remains)


def _redacted_row(search: _Search, keys: frozenset[Key], table: str, values: Values) -> dict[str, Any]:
    """Return the fields of a row that the erasure changes."""
    own = _whose(search, table, values)
    wanted: dict[str, set[Certainty]] = {}
    for field, certainty in _said(search, table, values):
        if (table, values["id"], field, certainty) in keys:
            wanted.setdefault(field, set()).add(certainty)
    empty = erasure.plain_row(_EMPTY[table]) if own is not None else {}
    return {
        field: empty[field]
        if own in certainties and field in _OWN[table]
        else persons.redacted(search.person, values[field], frozenset(certainties))
        for field, certainties in wanted.items()
    }


def _redacted_label(person: Person, keys: frozenset[Key], text: str) -> str:
    wanted = frozenset(c for c in Certainty if (JOURNAL, text, "label", c) in keys)
    return (persons.redacted(person, text, wanted) or ERASED) if wanted else text


def _redacted_author(keys: frozenset[Key], author: str) -> str:
    return ERASED if any((JOURNAL, author, "author", certainty) in keys for certainty in Certainty) else author


def _record(chosen: tuple[Found, ...], asked_on: date, places: int, lines: int) -> str:
    """The line of the history that says what was done, without saying to whom."""
    fields = ", ".join(dict.fromkeys(found.label for found in chosen))
    where = [french.plural(places, "endroit") + " du document"] if places else []
    where += [french.plural(lines, "ligne") + " de l’historique"] if lines else []
    asked = f"demande du {french.long_date(asked_on)}, article 17 du RGPD"
    return french.typeset(f"Effacer des données personnelles — {asked} : {fields} ({' et '.join(where)})")


def redact_reports(person: Person, folder: Path) -> tuple[int, int]:
    """Redact the crash reports that name the person; return how many were, and how many couldn't be."""
    done = left = 0
    for path in sorted(folder.glob("*.txt")) + sorted(folder.glob("*.log")):
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
            clean = persons.redacted(person, text, frozenset(Certainty))
            if clean != text:
                with replacing(path) as draft:
                    draft.write_text(clean, encoding="utf-8")
                done += 1
        except OSError:
            left += 1
    return done, left
