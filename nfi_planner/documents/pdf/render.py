"""From blocks to flowables and to the elements of the structure tree, each kind of block in one function.

A heading asks for the room of what follows it, so that it never stands alone at the foot of a page. It also opens the
section of the structure that what follows belongs to.
"""

from collections.abc import Sequence
from functools import singledispatch

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, Spacer
from reportlab.platypus import PageBreak as NewPage

from nfi_planner.documents.pdf import blocks
from nfi_planner.documents.pdf.cover import cover, letterhead, signature
from nfi_planner.documents.pdf.flowables import (
    ContentsLines,
    Entry,
    Laid,
    Mark,
    Text,
    drawing,
    full_height,
    heading_text,
    text,
)
from nfi_planner.documents.pdf.letter_page import letter
from nfi_planner.documents.pdf.tables import facts, table
from nfi_planner.documents.pdf.tagging import UNORDERED, Element
from nfi_planner.documents.pdf.theme import HEIGHT, INK, RANK_COLORS, styles
from nfi_planner.support.progress import Report

_MOST_LEADING = 22.0  # of the table of contents


def flowables(content: Sequence[blocks.Block], root: Element, report: Report) -> list[Flowable]:
    """Return the flowables of the blocks, in their order; their elements come below the root."""
    laid = _laid(content, root, report)
    story: list[Flowable] = []
    for index, block in enumerate(content):
        if isinstance(block, blocks.Heading):
            story.append(CondPageBreak(min(_room(content, laid, index), HEIGHT * 0.6)))
        story += laid[index].flowables
    return story


def _laid(content: Sequence[blocks.Block], root: Element, report: Report) -> list[Laid]:
    """Each block laid out. A heading has a number, by which bookmarks and the table of contents know it."""
    titles = [(f"h{i}", b.text) for i, b in enumerate(content) if isinstance(b, blocks.Heading) and b.level == 1]
    section, level, deeper = root, 0, 0
    laid: list[Laid] = []
    for index, block in enumerate(content):
        report(index / len(content))
        if isinstance(block, blocks.Heading):
            level = min(block.level, level + 1)  # the structure skips none
            if level == 1:
                section, deeper = root.add("Sect"), int(block.nested)
            laid.append(_heading(block, f"h{index}", (level, level + deeper), section))
        elif isinstance(block, blocks.Contents):
            section, level, deeper = root.add("Sect"), 1, 0
            laid.append(_contents(block, f"h{index}", titles, section))
        elif isinstance(block, blocks.Bookmark):
            laid.append(Laid([Mark(block.text, f"h{index}")], 0))
        else:
            if section is root or isinstance(block, blocks.Letter | blocks.Cover):
                section = root.add("Sect")
            laid.append(_lay(block, section))
    return laid


def _room(content: Sequence[blocks.Block], laid: Sequence[Laid], index: int) -> float:
    """What a heading needs: itself, what only leads on to something else, and the beginning of the first real block."""
    room = 0.0
    for block, one in zip(content[index:], laid[index:], strict=True):
        if isinstance(block, blocks.PageBreak):
            break
        room += one.room
        if not _leads_on(block):
            break
    return room


def _leads_on(block: blocks.Block) -> bool:
    """Whether a block makes no sense without the one that follows."""
    if isinstance(block, blocks.Paragraph):
        return block.role == "lead"
    return isinstance(block, blocks.Heading | blocks.Picture)


def _heading(block: blocks.Heading, key: str, levels: tuple[int, int], section: Element) -> Laid:
    """``levels``: among the headings, among the bookmarks."""
    level, depth = levels
    style = styles().headings[block.level - 1]
    color = RANK_COLORS[block.rank] if block.rank else INK
    texts: list[Text] = []
    if block.eyebrow:
        eyebrow = _colored(styles().eyebrow, color)
        texts.append(text(blocks.plain(block.eyebrow), eyebrow, section.add("P")))
        style, color = ParagraphStyle("below", style, spaceBefore=0), INK
    texts.append(heading_text(block.text, _colored(style, color), section.add(f"H{level}"), key, depth))
    return Laid(list(texts), sum(map(full_height, texts)))


def _contents(block: blocks.Contents, key: str, titles: Sequence[tuple[str, str]], section: Element) -> Laid:
    heading = heading_text(block.title, styles().headings[0], section.add("H1"), key, 1)
    if not titles:
        return Laid([heading], full_height(heading))
    tree = section.add("TOC")
    entries = [Entry(key, title, tree.add("TOCI").add("Reference").add("Link")) for key, title in titles]
    leading = min(_MOST_LEADING, (HEIGHT - full_height(heading) - 10) / len(entries))
    return Laid([heading, ContentsLines(entries, leading)], HEIGHT)


def _colored(style: ParagraphStyle, color: str) -> ParagraphStyle:
    return ParagraphStyle(f"{style.name}{color}", style, textColor=HexColor(color))


@singledispatch
def _lay(block: object, _section: Element) -> Laid:
    raise TypeError(block)


@_lay.register
def _(block: blocks.Paragraph, section: Element) -> Laid:
    style = {"body": styles().body, "lead": styles().lead, "note": styles().note}[block.role]
    made = text(block.content, style, section.add("P"))
    return Laid([made], min(full_height(made), 4 * style.leading))


@_lay.register
def _(block: blocks.Bullets, section: Element) -> Laid:
    style = styles().bullet
    if not block.items:
        return Laid([], 0)
    items: list[Flowable] = []
    tree = section.add("L", attributes=UNORDERED)
    for content in block.items:
        element = tree.add("LI")
        label = element.add("Lbl")
        item = text(content, style, element.add("LBody"))
        item.label = label
        items.append(item)
    return Laid([*items, Spacer(0, 3)], 2 * style.leading)


@_lay.register
def _(_: blocks.PageBreak, _section: Element) -> Laid:
    return Laid([NewPage()], 0)


@_lay.register
def _(block: blocks.Picture, section: Element) -> Laid:
    made = drawing(block.scene, section, block.alt)
    return Laid([made, Spacer(0, 8)], made.height + 8)


@_lay.register
def _(block: blocks.Letterhead, section: Element) -> Laid:
    return Laid([*letterhead(block, section), Spacer(0, 7)], 0)


_lay.register(blocks.Letter, letter)
_lay.register(blocks.Facts, facts)
_lay.register(blocks.Table, table)
_lay.register(blocks.Cover, cover)
_lay.register(blocks.Signature, signature)
