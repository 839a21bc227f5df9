"""How a letter stands on its page: the largest size of text with which it fits on one."""

from collections.abc import Sequence
from itertools import chain

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether, Spacer

from nfi_planner.documents.pdf.blocks import BLANK, Content, Letter, Span, bold, plain
from nfi_planner.documents.pdf.cover import letterhead
from nfi_planner.documents.pdf.flowables import BarePage, Laid, text
from nfi_planner.documents.pdf.tagging import Element
from nfi_planner.documents.pdf.theme import HEIGHT, WIDTH, styles

_SIZES = (10.5, 10.0, 9.5, 9.0, 8.5)  # of the text: the first that fits on the page
_ASIDE = WIDTH * 0.52  # the left edge of the recipient, the date and the signature


def letter(block: Letter, parent: Element) -> Laid:
    """Return a letter on a page of its own, unless it is too long for the smallest size; its pages bear no number."""
    head = letterhead(block.letterhead, parent)
    heights = ((size, _height([*head, *chain(*_below(block, size, Element("Sect")))])) for size in _SIZES)
    size = next((size for size, height in heights if height <= HEIGHT), _SIZES[-1])
    words, signature, notice = _below(block, size, parent)
    return Laid([BarePage(), *head, *words, KeepTogether(signature), *notice, BarePage()], 0)


def _height(story: Sequence[Flowable]) -> float:
    total = after = 0.0
    for flowable in story:
        total += max(flowable.getSpaceBefore() - after, 0) + flowable.wrap(WIDTH, HEIGHT * 10)[1]
        after = flowable.getSpaceAfter()
        total += after
    return total - after


def _below(block: Letter, size: float, parent: Element) -> tuple[list[Flowable], list[Flowable], list[Flowable]]:
    """The text, the signature and the notice, in text of that size; their elements come below the parent."""
    theme = styles()
    ratio = size / theme.body.fontSize
    leading = theme.body.leading * ratio
    body = ParagraphStyle("letter", theme.body, fontSize=size, leading=leading, spaceAfter=leading * 0.55)
    aside = ParagraphStyle("aside", body, leftIndent=_ASIDE, spaceAfter=0)
    notice = ParagraphStyle("notice", theme.note, fontSize=8.2 * ratio, leading=10.6 * ratio, spaceBefore=leading)
    function, name = block.signatory

    def line(content: Content, style: ParagraphStyle) -> Flowable:
        return text(content, style, parent.add("P"))

    words = [
        Spacer(0, leading * 1.3),
        *(line(plain(words), aside) for words in block.recipient),
        Spacer(0, leading),
        line(plain(block.place_and_date), aside),
        Spacer(0, leading * 1.3),
        line((Span("Objet : ", bold=True), Span(block.subject)), body),
        Spacer(0, leading * 0.4),
        line(plain(block.salutation), body),
        *(line(content, body) for content in block.body),
        Spacer(0, leading * 0.6),
    ]
    signature = [
        line(plain(function or f"Qualité : {BLANK}"), aside),
        Spacer(0, 50 * ratio),
        line(bold(name or f"Nom : {BLANK}"), aside),
    ]
    return words, signature, [line(block.notice, notice)] if block.notice else []
