"""What a document says, before anyone decides how it looks: headings, paragraphs, tables, pictures.

Text is kept as the user wrote it; no-break spaces and missing glyphs are the renderer's business.
"""

from dataclasses import dataclass
from typing import Literal

from nfi_planner.models.roadmap import Rank
from nfi_planner.pictures.scene import Scene


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one look. Line breaks in it are kept."""

    text: str
    bold: bool = False
    muted: bool = False


Content = tuple[Span, ...]
Cell = Content | Scene


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, which is also a bookmark; level 1 to 3. The eyebrow is a small line above it, in the rank's colour.

    One that is ``nested`` stands below the latest `Bookmark` where the bookmarks are listed, with all it leads.
    """

    text: str
    level: int = 1
    rank: Rank | None = None
    eyebrow: str = ""
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A bookmark of level 1 that isn't seen on the page; it leads to what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: body text, the muted lead under a heading, or a small note."""

    content: Content
    role: Literal["body", "lead", "note"] = "body"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[Content, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; its width in points, 0 for what is left."""

    title: str | Scene
    width: float = 0
    right: bool = False
    alt: str = ""  # what a picture that is the title says in words


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row; its first column names the rows. With ``total`` the last row is a sum.

    ``openings`` are the rows that open a group: such a row stays with the next one. A column without a title belongs
    with its neighbour, and so does a blank cell of a sum.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    summary: str
    total: bool = False
    openings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values, one to a line."""

    rows: tuple[tuple[str, Content], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture across the page; ``alt`` says in words what it shows. The same figures stand in a table beside it."""

    scene: Scene
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Logo:
    """An image file's bytes, and what it shows."""

    image: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes, with the logo."""

    authority: str
    service: str
    logo: Logo | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: a page of its own, without head, foot or number."""

    letterhead: Letterhead
    recipient: tuple[str, ...]
    place_and_date: str
    subject: str
    salutation: str
    body: tuple[Content, ...]
    signatory: tuple[str, str]  # the function, the name
    notice: Content = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page."""

    authority: str
    service: str
    title: str
    subtitle: str
    facts: Facts
    logo: Logo | None = None
    fingerprint: str = ""  # 64 hexadecimal digits: of the data the document was made from


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: the headings of level 1, each a link, with its page. It fills one page at most."""

    title: str = "Sommaire"


@dataclass(frozen=True, slots=True)
class Signature:
    """The place where somebody signs by hand; what isn't known is left to be written."""

    place: str
    authority: str
    name: str
    function: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block starts a page."""


BLANK = "." * 40  # what is to be written by hand; it is read aloud as such

_Text = Heading | Paragraph | Bullets | Table | Facts | Picture
_Page = Bookmark | Letterhead | Letter | Cover | Contents | Signature | PageBreak
Block = _Text | _Page


@dataclass(frozen=True, slots=True)
class Document:
    """The blocks of a document, and what its pages and its properties say."""

    blocks: tuple[Block, ...]
    title: str
    author: str
    subject: str
    head: str  # the short title at the top of the pages
    foot: str
    stamp: str = "PROJET"  # at the top right of every page
    fingerprint: str = ""  # of the data it was made from: 64 hexadecimal digits


def plain(text: str) -> Content:
    """Return the text as one plain span."""
    return (Span(text),)


def bold(text: str) -> Content:
    """Return the text as one bold span."""
    return (Span(text, bold=True),)


def muted(text: str) -> Content:
    """Return the text as one muted span."""
    return (Span(text, muted=True),)


def prose(text: str) -> tuple[Paragraph | Bullets, ...]:
    """Return a user's text as blocks: a paragraph for each line, a list for lines that begin with a dash."""
    blocks: list[Paragraph | Bullets] = []
    items: list[Content] = []
    for line in (raw.strip() for raw in text.splitlines()):
        if line.startswith(("- ", "• ", "– ", "— ")):
            items.append(plain(line[2:].strip()))
            continue
        if items:
            blocks.append(Bullets(tuple(items)))
            items = []
        if line:
            blocks.append(Paragraph(plain(line)))
    if items:
        blocks.append(Bullets(tuple(items)))
    return tuple(blocks)
