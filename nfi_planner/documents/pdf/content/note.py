"""The note to whoever presides over the region: where the choice stands, what is asked, what blocks, what to decide.

It is one page, whatever was typed: long texts are cut, long lists end in « et 3 autres ».
"""

from collections.abc import Sequence
from datetime import date

from nfi_planner.documents.pdf.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Table,
    bold,
    muted,
    plain,
)
from nfi_planner.documents.pdf.content.closing import passed
from nfi_planner.documents.pdf.content.decisions import to_decide
from nfi_planner.documents.pdf.content.fitting import line_count, one_line
from nfi_planner.documents.pdf.content.frame import framed, letterhead, title_of
from nfi_planner.documents.pdf.content.funding import in_words
from nfi_planner.documents.pdf.content.phrases import TO_NAME, counted_plans, is_complete, plan_name, round_amount
from nfi_planner.documents.pdf.theme import CELL_SIZE, WIDTH
from nfi_planner.models import figures, lookups, progress
from nfi_planner.models.roadmap import PLANS_PER_RANK, Choice, FundingLine, Rank, Roadmap
from nfi_planner.models.rules import Review, Severity, review
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import fold, long_date, plural

_MOST_PLANS = 2 * PLANS_PER_RANK
_TEXT = 10.0  # the size of running text
_ITEM_WIDTH = WIDTH - 13
_ITEM_LINES = 2  # of one item of a list
_LIST_LINES = 9  # of both lists together, beside a table of ten plans
_ROW_LINES = 1.1  # what a row of the table takes, in lines of a list
_PLAN, _LEAD, _SHEET, _ASKED = 210.0, 110.0, 84.0, 0.0


def note(snapshot: Snapshot, on: date, fingerprint: str = "") -> Document:
    """Return the note as things are on that day."""
    roadmap = lookups.roadmap(snapshot)
    reviewed = review(snapshot, on)
    chosen = lookups.chosen(snapshot)
    title = _title(roadmap)
    lines = figures.chosen_funding(snapshot)
    blocks: list[Block] = [
        _head(roadmap),
        Heading(title),
        Paragraph(plain(_subject(roadmap)), "lead"),
        Paragraph(plain(f"{_deadline(roadmap, on)} {_state(snapshot)}")),
    ]
    if chosen:
        blocks += [_plans(snapshot), Paragraph(plain(_money(lines)))]
    room = _LIST_LINES + int((_MOST_PLANS - min(len(chosen), _MOST_PLANS)) * _ROW_LINES)
    blocking = _blocking(reviewed, room // 2)
    left = room - sum(map(_lines, blocking))
    blocks += [
        Heading("Ce qui bloque", 2),
        *_list(blocking, f"Rien ne bloque : {passed(reviewed)}."),
        Heading("Ce qui reste à décider", 2),
        *_list(_within(to_decide(snapshot, on), left, "décision"), ""),
    ]
    return framed(snapshot, on, tuple(blocks), title, stamp="", fingerprint=fingerprint)


def _title(roadmap: Roadmap) -> str:
    function = fold(roadmap.signatory_function)
    return "Note à la Présidente" if function.startswith("presidente") else "Note au Président"


def _head(roadmap: Roadmap) -> Letterhead:
    head = letterhead(roadmap)
    return Letterhead(head.authority, one_line(head.service, WIDTH - 150, 11.5), head.logo)


def _subject(roadmap: Roadmap) -> str:
    return one_line(f"Objet : {title_of(roadmap)}", WIDTH, _TEXT)


def _deadline(roadmap: Roadmap, on: date) -> str:
    """When the roadmap is due, seen from that day."""
    day = f"État au {long_date(on)}."
    if roadmap.deadline is None:
        return f"{day} La date de remise n’est pas fixée."
    due, left = long_date(roadmap.deadline), (roadmap.deadline - on).days
    if left < 0:
        return f"{day} La remise était attendue le {due}, il y a {plural(-left, 'jour')}."
    if left <= 1:
        return f"{day} La remise est attendue {'demain' if left else 'aujourd’hui'}, {due}."
    return f"{day} La remise est attendue le {due}, dans {plural(left, 'jour')}."


def _state(snapshot: Snapshot) -> str:
    if not lookups.chosen(snapshot):
        return "Aucun plan n’est encore choisi ; la Région en choisit cinq de rang 1 et cinq de rang 2."
    if is_complete(snapshot):
        return "Les dix plans sont choisis : cinq de rang 1, cinq de rang 2."
    return f"À ce jour, {counted_plans(snapshot)} ; la Région en choisit cinq de chaque rang."


def _money(lines: Sequence[FundingLine]) -> str:
    if figures.asked(lines) <= 0:
        return "Aucun montant n’est encore inscrit aux plans de financement."
    obtained = figures.obtained(lines)
    return f"{in_words(lines)} {f'Obtenus à ce jour : {round_amount(obtained)}.' if obtained else ''}".strip()


def _plans(snapshot: Snapshot) -> Table:
    columns = (
        Column("Plan", _PLAN), Column("Chef de projet", _LEAD), Column("Fiche", _SHEET),
        Column("Demandé", _ASKED, right=True),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        _plan(snapshot, rank, choice) for rank in Rank for choice in lookups.ranked(snapshot, rank)
    ]
    nothing = plain("")
    if len(rows) > _MOST_PLANS:
        more = plural(len(rows) - _MOST_PLANS + 1, "autre")
        rows[_MOST_PLANS - 1 :] = [(muted(f"et {more}"), nothing, nothing, nothing)]
    asked = figures.asked(figures.chosen_funding(snapshot))
    rows.append((bold("Total"), nothing, nothing, bold(round_amount(asked))))
    return Table(columns, tuple(rows), "Plans choisis : rang, chef de projet, état de la fiche, montant", total=True)


def _plan(snapshot: Snapshot, rank: Rank, choice: Choice) -> tuple[Cell, ...]:
    lead = lookups.lead(snapshot, choice.id)
    name = one_line(lead.full_name, _LEAD - 8, CELL_SIZE) if lead else ""
    title = one_line(f"Rang {rank.value} · {plan_name(choice)}", _PLAN - 8, CELL_SIZE)
    asked = round_amount(figures.asked(lookups.filled(snapshot, FundingLine, choice.id)))
    sheet = progress.sheet(snapshot, choice.id).words
    return plain(title), plain(name) if name else muted(TO_NAME), plain(sheet), plain(asked)


# -- the lists ---------------------------------------------------------------------------------------------------------


def _blocking(reviewed: Review, room: int) -> list[str]:
    return _within([finding.message for finding in reviewed.of(Severity.BLOCKING)], room, "constat bloquant")


def _within(items: Sequence[str], room: int, name: str) -> list[str]:
    """As many of the items as stand on that many lines; then how many there are besides."""
    shown = [_short(item) for item in items]
    if sum(map(_lines, shown)) <= room:
        return shown
    kept: list[str] = []
    while len(kept) < len(shown) and sum(map(_lines, kept)) + _lines(shown[len(kept)]) <= room - 1:
        kept.append(shown[len(kept)])
    more = len(shown) - len(kept)
    others = f"autre {name}", " ".join(f"{word}s" for word in ("autre", *name.split()))
    return [*kept, f"{'et ' if kept else ''}{plural(more, *others)}"]


def _short(item: str) -> str:
    """The item, cut where it would take more than its lines."""
    words = " ".join(item.split())
    while _lines(words) > _ITEM_LINES:
        words = f"{words[: int(len(words) * 0.9)].rstrip(' …,;')}…"
    return words


def _lines(item: str) -> int:
    return line_count(item, _ITEM_WIDTH, _TEXT)


def _list(items: Sequence[str], otherwise: str) -> tuple[Block, ...]:
    if items:
        return (Bullets(tuple(map(plain, items))),)
    return (Paragraph(plain(otherwise)),) if otherwise else ()
