"""Tagged PDF: what each stretch of a page is, so that it can be read aloud, reflowed and read by machines.

Three things make a PDF tagged (ISO 32000-1, 14.6 to 14.9):

- a tree of elements that says what there is, in reading order: a heading, a paragraph, a table with rows and cells.
  ``render.py`` builds it out of `Element` while it lays the blocks out;
- marks in the pages: a flowable draws within ``with canvas.marked(element):`` what belongs to the element, within
  ``with canvas.artifact():`` what belongs to nothing (rules, heads and feet). Nothing may be drawn outside of both;
- the links between the two, in both directions, written by ``TaggedCanvas.close``.

The canvas also knows how to draw on a page that is finished already, for what is known only when all pages are there.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFName, PDFObject
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from nfi_planner.documents.pdf.blocks import BLANK
from nfi_planner.documents.pdf.text import boxes, runs

COLUMN_HEADER = "/O/Table/Scope/Column"
ROW_HEADER = "/O/Table/Scope/Row"
UNORDERED = "/O/List/ListNumbering/Disc"

# The kinds of artifacts.
LAYOUT = "/Type/Layout"
REPEATED = "/Type/Pagination"
HEADER, FOOTER = "/Type/Pagination/Subtype/Header", "/Type/Pagination/Subtype/Footer"

# The types we use that the standard doesn't have, and the standard type each is to be read as.
_ROLES = "<</Title/P>>"


@dataclass(frozen=True, slots=True)
class _Mark:
    """A stretch of a page, by the number it has there."""

    page: int  # from 0
    number: int


@dataclass(frozen=True, slots=True)
class _Annotation:
    """A link on a page, as an object of the file."""

    page: int
    reference: str


@dataclass(slots=True, eq=False)
class Element:
    """A node of the structure tree: a standard structure type and what is below it, in reading order."""

    tag: str
    alt: str = ""  # what a figure shows, in words
    attributes: str = ""  # as it stands in the file: "/O/Table/Scope/Row"
    kids: list["Element | _Mark | _Annotation"] = field(default_factory=list)

    def add(self, tag: str, alt: str = "", attributes: str = "") -> "Element":
        """Return a new element, the last one below this one."""
        element = Element(tag, alt, attributes)
        self.kids.append(element)
        return element


def text_string(text: str) -> str:
    """Return a text as PDF writes it, in any script."""
    return f"<feff{text.encode('utf-16-be', 'replace').hex()}>"


class _Written(PDFObject):
    """An object of the file, given as it will stand in it."""

    def __init__(self) -> None:
        self.text = ""

    def format(self, _document: object) -> bytes:
        return self.text.encode("ascii")


# reportlab's way to write a text, which its stubs leave out
_FORMAT: Callable[[PDFTextObject, str], str] = vars(PDFTextObject)["_formatText"]


_TO_FILL = "à compléter"


class _Words(PDFTextObject):
    """Text that is given back in other words than its glyphs (/ActualText).

    What the typeface lacks shows as boxes, and is given back as it was typed; a blank is said to be one.
    """

    def _formatText(self, text: str) -> str:  # noqa: N802
        return " ".join(self._run(run, missing=missing) for run, missing in runs(text))

    def _run(self, run: str, *, missing: bool) -> str:
        if missing:
            return self._instead(boxes(run), run)
        if BLANK not in run:
            return _FORMAT(self, run)
        before, _, after = run.partition(BLANK)
        return f"{_FORMAT(self, before)} {self._instead(BLANK, _TO_FILL)} {self._run(after, missing=False)}"

    def _instead(self, seen: str, told: str) -> str:
        return f"/Span<</ActualText{text_string(told)}>>BDC {_FORMAT(self, seen)} EMC"


class TaggedCanvas(Canvas):
    """A canvas on which everything drawn is marked as a part of an element or as an artifact."""

    _doc: Any  # reportlab's file in the making
    _code: list[str]  # what is drawn on the present page

    def __init__(self, root: Element, font: str, size: tuple[float, float], language: str) -> None:
        options: dict[str, Any] = {"pagesize": size, "initialFontName": font, "lang": language}
        super().__init__(BytesIO(), pageCompression=0, invariant=1, pdfVersion=(1, 7), **options)
        self.root = root
        self.places: dict[str, int] = {}  # by key: the page, from 1, on which a bookmark stands
        self._bare: set[int] = set()  # the pages, from 1, without a number
        self._marks: list[list[Element]] = [[]]  # by page: whose each of its marks is
        self._links: list[Element] = []
        self._last: list[tuple[int, Callable[[], None]]] = []

    @property
    def document(self) -> Any:
        """The file in the making: a ``reportlab.pdfbase.pdfdoc.PDFDocument``."""
        return self._doc

    @property
    def pages(self) -> int:
        """How many pages are finished."""
        return len(self._doc.Pages.pages)

    def leave_bare(self) -> None:
        """Have no number on the present page: it isn't counted, and has no head and no foot."""
        self._bare.add(self._pageNumber)

    def numbers(self) -> dict[int, int]:
        """Return the number of each finished page that has one, by its place in the file; both from 1."""
        numbered = [page for page in range(1, self.pages + 1) if page not in self._bare]
        return {page: number for number, page in enumerate(numbered, 1)}

    @contextmanager
    def marked(self, element: Element) -> Iterator[None]:
        """Mark what is drawn meanwhile as a part of the element."""
        page = self._pageNumber - 1
        marks = self._marks[page]
        element.kids.append(_Mark(page, len(marks)))
        self._code.append(f"/{element.tag}<</MCID {len(marks)}>>BDC")
        marks.append(element)
        yield
        self._code.append("EMC")

    @contextmanager
    def artifact(self, kind: str = LAYOUT) -> Iterator[None]:
        """Mark what is drawn meanwhile as no part of what the document says: LAYOUT, REPEATED, HEADER or FOOTER."""
        self.begin_artifact(kind)
        yield
        self.end_artifact()

    def begin_artifact(self, kind: str = LAYOUT) -> None:
        """Begin what ``artifact`` does, where reportlab calls at the beginning and at the end."""
        self._code.append(f"/Artifact<<{kind}>>BDC")

    def end_artifact(self) -> None:
        """End it."""
        self._code.append("EMC")

    def bookmark(self, key: str, title: str, level: int) -> None:
        """Leave a bookmark a little above the spot; level from 1."""
        self.places[key] = self._pageNumber
        self.bookmarkHorizontal(key, 0, 40)
        self.addOutlineEntry(title, key, level - 1, closed=level <= 2)

    def link(self, element: Element, text: str, key: str, box: tuple[float, float, float, float]) -> None:
        """Make the box, in the page's coordinates, a link to a bookmark; the pages must all be finished."""
        name = f"link{len(self._links)}"
        number = self.pages + len(self._links)
        self.linkRect(text, key, box, relative=0, name=name, F=4, StructParent=number)
        name = self._doc.annotationName(name)
        link = self._doc.idToObject[name]
        link.permitted = [*link.permitted, "StructParent"]  # reportlab writes the entries it knows
        element.kids.append(_Annotation(self._pageNumber - 1, self._number(name)))
        self._links.append(element)

    def at_last(self, draw: Callable[[], None]) -> None:
        """Draw something on the present page once all pages are finished, in the page's own coordinates."""
        self._last.append((self._pageNumber, draw))

    def draw_last(self) -> None:
        """Draw what waited for all pages to be finished."""
        for page, draw in self._last:
            with self.reopened(page):
                draw()

    @contextmanager
    def reopened(self, number: int) -> Iterator[None]:
        """Draw on a page that is finished, from 1, on top of what it has."""
        page = self._doc.Pages.pages[number - 1]
        self._pageNumber, self._code, self._annotationrefs = number, [], page.Annots
        self.init_graphics_state()
        self.saveState()
        yield
        self.restoreState()
        page.stream += "\n".join([*self._code, ""])
        self._pageNumber, self._code = self.pages + 1, []

    # -- what reportlab calls ------------------------------------------------------------------------------------------

    def beginText(self, x: float = 0, y: float = 0, direction: Any = None) -> PDFTextObject:  # noqa: N802
        return _Words(self, x, y, direction)

    def showPage(self) -> None:  # noqa: N802
        super().showPage()
        self._marks.append([])

    def save(self) -> None:
        """Finish the last page; the file is written by others."""
        if self._code:
            self.showPage()

    # -- the tree, in the file -----------------------------------------------------------------------------------------

    def close(self) -> None:
        """Write the tree into the file, with the numbers that lead from the pages to it."""
        catalog = self._doc.Catalog
        tree, parents = _Written(), _Written()
        home = self._reference(tree)
        written: dict[Element, str] = {}
        pages = [self._number(f"Page{index + 1}") for index in range(self.pages)]
        top = self._write(self.root, home, pages, written)
        nums = [
            *(f"{index} [{' '.join(map(written.__getitem__, self._marks[index]))}]" for index in range(self.pages)),
            *(f"{self.pages + index} {written[element]}" for index, element in enumerate(self._links)),
        ]
        parents.text = f"<</Nums[{' '.join(nums)}]>>"
        after = self.pages + len(self._links)
        tree.text = (
            f"<</Type/StructTreeRoot/K[{top}]/RoleMap{_ROLES}"
            f"/ParentTree {self._reference(parents)}/ParentTreeNextKey {after}>>"
        )
        catalog.StructTreeRoot = tree
        catalog.MarkInfo = "<</Marked true>>"
        if self._bare:
            catalog.PageLabels = self._labels()
        self._doc.Outlines.prepare(self._doc, self)
        if self._doc.Outlines.ready < 0:  # there is none
            catalog.Outlines = None
        for index, page in enumerate(self._doc.Pages.pages):
            # here too: what a tagged page has besides is asked for page by page
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs = index, PDFName("S")

    def _labels(self) -> str:
        """What a program calls the pages: as they are numbered on the paper, i, ii, iii where they have no number."""
        numbers = self.numbers()
        labels: list[str] = []
        for page in range(1, self.pages + 1):
            number = numbers.get(page)
            if page == 1 or (number is None) != (page - 1 not in numbers):
                labels.append(f"{page - 1}<</S/{'r' if number is None else 'D'}/St {number or 1}>>")
        return f"<</Nums[{' '.join(labels)}]>>"

    def _write(self, element: Element, parent: str, pages: list[str], written: dict[Element, str]) -> str:
        """Write an element and all below it; return its reference."""
        node = _Written()
        mine = written[element] = self._reference(node)
        page = next((kid.page for kid in element.kids if isinstance(kid, _Mark)), None)
        kids: list[str] = []
        for kid in element.kids:
            if isinstance(kid, Element):
                kids.append(self._write(kid, mine, pages, written))
            elif isinstance(kid, _Annotation):
                kids.append(f"<</Type/OBJR/Pg {pages[kid.page]}/Obj {kid.reference}>>")
            elif kid.page == page:
                kids.append(str(kid.number))
            else:
                kids.append(f"<</Type/MCR/Pg {pages[kid.page]}/MCID {kid.number}>>")
        node.text = "".join(
            (
                f"<</S/{element.tag}/P {parent}",
                "" if page is None else f"/Pg {pages[page]}",
                f"/Alt{text_string(element.alt)}" if element.alt else "",
                f"/A<<{element.attributes}>>" if element.attributes else "",
                f"/K[{' '.join(kids)}]>>" if kids else ">>",
            )
        )
        return mine

    def _reference(self, thing: PDFObject) -> str:
        return self._number(self._doc.Reference(thing).name)

    def _number(self, name: str) -> str:
        return f"{self._doc.idToObjectNumberAndVersion[name][0]} 0 R"


def box_of(canvas: Canvas, width: float, height: float) -> str:
    """Return the attributes of a figure of that size at the canvas's origin: where it stands on the page."""
    x, y = canvas.absolutePosition(0, 0)
    return f"/O/Layout/Placement/Block/BBox[{x:.2f} {y:.2f} {x + width:.2f} {y + height:.2f}]"
