"""A document made again from the PDF that was handed in. pikepdf is imported when a PDF is read."""

from collections.abc import Iterable
from pathlib import Path

from nfi_planner.models.entity import Entity
from nfi_planner.models.kind import ROADMAP
from nfi_planner.services.editor import Editor
from nfi_planner.services.opening import author
from nfi_planner.storage import errors
from nfi_planner.storage.document import DocumentFile
from nfi_planner.support.french import typeset


def read_pdf(path: Path) -> list[Entity]:
    """Return the rows of the roadmap a PDF carries; KnownError when it carries none that can be trusted."""
    from nfi_planner.documents.pdf_reading import read_rows

    try:
        return read_rows(path)
    except OSError as error:
        raise errors.of_system(error, path) from error


def rebuild(rows: Iterable[Entity], source: Path, path: Path) -> Editor:
    """Write a new document that holds these rows, which come from that PDF, and open it.

    KnownError, and nothing written, when there is a file already or it can't be written.
    """
    label = typeset(f"Reconstituer depuis « {source.name} »")
    return Editor(DocumentFile.create(path, ROADMAP, rows, label=label, author=author()))
