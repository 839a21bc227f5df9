"""What a tagged PDF says to a program that reads its structure and honours /ActualText, as a screen reader does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf

_PAIR = re.compile(r"<([0-9A-Fa-f]{2})>\s*<([0-9A-Fa-f]{4,})>")


@dataclass(frozen=True, slots=True)
class Node:
    """An element that says something, or ends a branch: its types from the root, its text, its alternative text."""

    path: tuple[str, ...]
    text: str
    alt: str = ""

    @property
    def tag(self) -> str:
        """The structure type of the element itself."""
        return self.path[-1]


def catalog(data: bytes) -> dict[str, Any]:
    """Return what the catalog says in plain words: language, viewer, outline."""
    with pikepdf.open(BytesIO(data)) as file:
        root = file.Root
        return {"Lang": str(root.Lang), "DisplayDocTitle": bool(root.ViewerPreferences.DisplayDocTitle)}


def nodes(data: bytes) -> list[Node]:
    """Return the elements in reading order, with the text drawn in each."""
    with pikepdf.open(BytesIO(data)) as file:
        pages = {page.obj.objgen: _marked(page) for page in file.pages}
        return list(_walk(file.Root.StructTreeRoot.K[0], (), pages))


def words(data: bytes) -> str:
    """Return all that is read aloud, the parts of a page that are no content left out, with plain spaces."""
    return re.sub(r"\s+", " ", " ".join(f"{node.text} {node.alt}" for node in nodes(data)))


def _walk(element: Any, above: tuple[str, ...], pages: dict[Any, dict[int, str]]) -> Iterator[Node]:
    path = (*above, str(element.S)[1:])
    page = element.get("/Pg")
    text: list[str] = []
    inner: list[Any] = []
    for kid in element.get("/K", []):
        if isinstance(kid, int):
            text.append(pages[page.objgen][kid])
        elif kid.get("/Type") == "/MCR":
            text.append(pages[kid.Pg.objgen][int(kid.MCID)])
        elif kid.get("/Type") != "/OBJR":
            inner.append(kid)
    if text or not inner or "/Alt" in element:
        yield Node(path, " ".join(text), str(element.get("/Alt", "")))
    for kid in inner:
        yield from _walk(kid, path, pages)


def _marked(page: pikepdf.Page) -> dict[int, str]:
    """The text of each marked stretch of a page, by its number; a line ends with a space."""
    codes = {name: _unicode(font) for name, font in page.obj.Resources.Font.items()}
    found: dict[int, list[str]] = {}
    open_marks: list[tuple[int | None, str | None]] = []  # the number, the text to read instead
    font: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case "BDC":
                properties: Any = operands[1]
                number = int(properties.MCID) if "/MCID" in properties else (open_marks[-1][0] if open_marks else None)
                instead = str(properties.ActualText) if "/ActualText" in properties else None
                open_marks.append((number, instead))
                if number is not None:
                    found.setdefault(number, []).append(instead or "")
            case "EMC":
                open_marks.pop()
            case "Tf":
                font = codes[str(operands[0])]
            case "Tj" if open_marks and open_marks[-1][0] is not None and open_marks[-1][1] is None:
                found[open_marks[-1][0]].append("".join(font[code] for code in bytes(operands[0])))
    return {number: "".join(parts).strip() for number, parts in found.items()}


def _unicode(font: Any) -> dict[int, str]:
    table = font.ToUnicode.read_bytes().decode("ascii")
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in _PAIR.findall(table)}
