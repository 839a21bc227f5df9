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
from nfi_planner.documents.pdf.content.frame import framed, letterhead, title_of
from nfi_planner.documents.pdf.content.funding import in_words
from nfi_planner.documents.pdf.content.phrases import (
    TO_NAME,
    counted_plans,
    is_complete,
    plan_name,
    round_amount,
    short_name,
)
from nfi_planner.documents.pdf.fitting import line_count, shortened, width_of
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
_MONEY_LINES = 4
_LIST_LINES = 10  # of both lists together, beside a table of ten plans
_ROW_LINES = 1.1  # what a row of the table takes, in lines of a list
_LEAD, _SHEET, _LEAST_ASKED = 106.0, 80.0, 56.0  # the widths of the columns


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
    room = _LIST_LINES + int((_MOST_PLANS - min(len(chosen), _MOST_PLANS)) * _ROW_LINES)
    if chosen:
        money = shortened(_money(lines), _MONEY_LINES, _ITEM_WIDTH, _TEXT)
        blocks += [_plans(snapshot), Paragraph(plain(money))]
        room -= _lines(money) - 1
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
    return Letterhead(head.authority, shortened(head.service, 1, WIDTH - 150, 11.5), head.logo)


def _subject(roadmap: Roadmap) -> str:
    return shortened(f"Objet : {title_of(roadmap)}", 1, WIDTH, _TEXT)


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
        return "Aucun plan n’est encore choisi ; la Région en choisit cinq de rang\u00a01 et cinq de rang\u00a02."
    if is_complete(snapshot):
        return "Les dix plans sont choisis : cinq de rang\u00a01, cinq de rang\u00a02."
    return f"À ce jour, {counted_plans(snapshot)} ; la Région en choisit cinq de chaque rang."


def _money(lines: Sequence[FundingLine]) -> str:
    if figures.asked(lines) <= 0:
        return "Aucun montant n’est encore inscrit aux plans de financement."
    obtained = figures.obtained(lines)
    return f"{in_words(lines)} {f'Obtenus à ce jour : {round_amount(obtained)}.' if obtained else ''}".strip()


def _plans(snapshot: Snapshot) -> Table:
    chosen = [(rank, choice) for rank in Rank for choice in lookups.ranked(snapshot, rank)]
    total = round_amount(figures.asked(figures.chosen_funding(snapshot)))
    asked = max(width_of(total, CELL_SIZE, bold=True) + 1, _LEAST_ASKED)
    plan = WIDTH - _LEAD - _SHEET - asked
    columns = (
        Column("Plan", plan), Column("Chef de projet", _LEAD), Column("Fiche", _SHEET),
        Column("Demandé", asked, right=True),
    )  # fmt: skip
    shown = chosen if len(chosen) <= _MOST_PLANS else chosen[: _MOST_PLANS - 1]
    rows = [_plan(snapshot, rank, choice, plan - 8) for rank, choice in shown]
    nothing = plain("")
    if len(shown) < len(chosen):
        rows.append((muted(f"et {plural(len(chosen) - len(shown), 'autre')}"), nothing, nothing, nothing))
    rows.append((bold("Total"), nothing, nothing, bold(total)))
    return Table(columns, tuple(rows), "Plans choisis : rang, chef de projet, état de la fiche, montant", total=True)


def _plan(snapshot: Snapshot, rank: Rank, choice: Choice, width: float) -> tuple[Cell, ...]:
    lead = lookups.lead(snapshot, choice.id)
    name = shortened(lead.full_name, 1, _LEAD - 8, CELL_SIZE) if lead else ""
    title = f"Rang {rank.value} · {plan_name(choice)}"
    if width_of(title, CELL_SIZE) > width:
        title = shortened(f"Rang {rank.value} · {short_name(choice)}", 1, width, CELL_SIZE)
    asked = round_amount(figures.asked(lookups.filled(snapshot, FundingLine, choice.id)))
    sheet = progress.sheet(snapshot, choice.id).words
    return plain(title), plain(name) if name else muted(TO_NAME), plain(sheet), plain(asked)


# -- the lists ---------------------------------------------------------------------------------------------------------


def _blocking(reviewed: Review, room: int) -> list[str]:
    return _within([finding.message for finding in reviewed.of(Severity.BLOCKING)], room, "constat bloquant")


def _within(items: Sequence[str], room: int, name: str) -> list[str]:
    """As many of the items as stand on that many lines; then how many there are besides."""
    shown = [shortened(item, _ITEM_LINES, _ITEM_WIDTH, _TEXT) for item in items]
    if sum(map(_lines, shown)) <= room:
        return shown
    kept: list[str] = []
    while len(kept) < len(shown) and sum(map(_lines, kept)) + _lines(shown[len(kept)]) <= room - 1:
        kept.append(shown[len(kept)])
    more = len(shown) - len(kept)
    others = f"autre {name}", " ".join(f"{word}s" for word in ("autre", *name.split()))
    return [*kept, f"{'et ' if kept else ''}{plural(more, *others)}"]


def _lines(item: str) -> int:
    return line_count(item, _ITEM_WIDTH, _TEXT)


def _list(items: Sequence[str], otherwise: str) -> tuple[Block, ...]:
    if items:
        return (Bullets(tuple(map(plain, items))),)
    return (Paragraph(plain(otherwise)),) if otherwise else ()
