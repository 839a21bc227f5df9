"""What a PDF file says, read back with poppler's tools."""

import re
import subprocess
from pathlib import Path


def run(*command: str) -> str:
    """Return what a command prints."""
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def spaced(text: str) -> str:
    """Return the text with one plain space for any run of blanks."""
    return re.sub(r"\s+", " ", text)


def words(path: Path) -> str:
    """Return all the words as they stand on the pages, with plain spaces."""
    return spaced(_laid_out(path))


def body(path: Path) -> str:
    """Return the text without the heads and feet of the pages."""
    return run("pdftotext", "-x", "0", "-y", "70", "-W", "596", "-H", "710", str(path), "-")


def pages(path: Path) -> list[str]:
    """Return the text of each page, its lines with plain spaces."""
    return ["\n".join(map(spaced, page.splitlines())) for page in _laid_out(path).split("\f")[:-1]]


def page(path: Path, number: int) -> str:
    """Return the words of one page, counted from 1."""
    return spaced(pages(path)[number - 1])


def right_edge(path: Path) -> float:
    """Return how far to the right words stand, in points from the left edge of the page."""
    return max(float(x) for x in re.findall(r'<word [^>]*xMax="([\d.]+)"', run("pdftotext", "-bbox", str(path), "-")))


def info(path: Path) -> dict[str, str]:
    """Return the file's properties."""
    pairs = (line.partition(":") for line in run("pdfinfo", str(path)).splitlines())
    return {name: value.strip() for name, _, value in pairs}


def structure(path: Path) -> str:
    """Return the structure tree with its texts; texts among the attributes come out garbled."""
    command = ["pdfinfo", "-struct-text", str(path)]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8", "replace")


def outline(path: Path) -> list[tuple[str, int]]:
    """Return the bookmarks with their depth, as pdftohtml tells them."""
    xml = run("pdftohtml", "-xml", "-stdout", "-i", str(path))
    found: list[tuple[str, int]] = []
    depth = -1
    for line in xml.partition("<outline>")[2].splitlines() if "<outline>" in xml else []:
        if match := re.search(r"<item[^>]*>(.*)</item>", line):
            found.append((match[1].replace("&#160;", "\u00a0"), depth + 1))
        depth += line.count("<outline>") - line.count("</outline>")
    return found


def _laid_out(path: Path) -> str:
    return run("pdftotext", "-layout", str(path), "-")
