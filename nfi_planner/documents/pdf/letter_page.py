"""How a letter stands on its page: the largest size of text with which it fits on one."""

from collections.abc import Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether, Spacer
from reportlab.platypus import Paragraph as Text

from nfi_planner.documents.pdf.blocks import Letter, Span, plain
from nfi_planner.documents.pdf.text import markup
from nfi_planner.documents.pdf.theme import HEIGHT, WIDTH, styles

_SIZES = (10.5, 10.0, 9.5, 9.0, 8.5)  # of the text: the first that fits on the page
_ASIDE = WIDTH * 0.52  # the left edge of the recipient, the date and the signature
_BLANK = "." * 40


def letter_story(letter: Letter, head: Sequence[Flowable]) -> list[Flowable]:
    """Return the flowables of a letter under its head: one page, unless it is too long for the smallest size."""
    text, signature, notice = _below(letter, _SIZES[-1])
    for size in _SIZES:
        text, signature, notice = _below(letter, size)
        if _height([*head, *text, *signature, *notice]) <= HEIGHT:
            break
    return [*head, *text, KeepTogether(signature), *notice]


def _height(story: Sequence[Flowable]) -> float:
    total = after = 0.0
    for flowable in story:
        total += max(flowable.getSpaceBefore() - after, 0) + flowable.wrap(WIDTH, HEIGHT * 10)[1]
        after = flowable.getSpaceAfter()
        total += after
    return total - after


_Parts = tuple[list[Flowable], list[Flowable], list[Flowable]]


def _below(letter: Letter, size: float) -> _Parts:
    """The text, the signature and the notice."""
    theme = styles()
    ratio = size / theme.body.fontSize
    leading = theme.body.leading * ratio
    body = ParagraphStyle("letter", theme.body, fontSize=size, leading=leading, spaceAfter=leading * 0.55)
    aside = ParagraphStyle("aside", body, leftIndent=_ASIDE, spaceAfter=0)
    notice = ParagraphStyle("notice", theme.note, fontSize=8.2 * ratio, leading=10.6 * ratio, spaceBefore=leading)
    function, name = letter.signatory
    signature: list[Flowable] = [
        Text(markup(plain(function or f"Qualité : {_BLANK}")), aside),
        Spacer(0, 50 * ratio),
        Text(markup((Span(name or f"Nom : {_BLANK}", bold=True),)), aside),
    ]
    subject = (Span("Objet : ", bold=True), Span(letter.subject))
    text: list[Flowable] = [
        Spacer(0, leading * 1.3),
        *(Text(markup(plain(line)), aside) for line in letter.recipient),
        Spacer(0, leading),
        Text(markup(plain(letter.place_and_date)), aside),
        Spacer(0, leading * 1.3),
        Text(markup(subject), body),
        Spacer(0, leading * 0.4),
        Text(markup(plain(letter.salutation)), body),
        *(Text(markup(content), body) for content in letter.body),
        Spacer(0, leading * 0.6),
    ]
    return text, signature, [Text(markup(letter.notice), notice)] if letter.notice else []
