"""Exporting: what can be printed as a PDF, the roadmap as a workbook, written whole or not at all.

reportlab and openpyxl are imported by the export itself: the program starts without them.
"""

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from nfi_planner.models import lookups
from nfi_planner.models.errors import KnownError
from nfi_planner.models.prints import USUAL_ORDER, PrintOrder
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services.opening import SUFFIX
from nfi_planner.support.atomic import replacing
from nfi_planner.support.french import fold
from nfi_planner.support.paths import is_folder
from nfi_planner.support.progress import Report, silent

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_PDF_SHARE = 0.75  # of the time that both files take together


def export_pdf(
    snapshot: Snapshot, path: Path, *, on: date, order: PrintOrder = USUAL_ORDER, report: Report = silent
) -> None:
    """Write what is ordered, as it stands on that day, as a PDF; KnownError, and the old file whole, when it can't be.

    The old file stays whole too when ``report`` gives up with CancelledError.
    """
    with whole_file(path) as draft:
        _write_pdf(snapshot, draft, on=on, order=order, report=report)


def _write_pdf(snapshot: Snapshot, draft: Path, *, on: date, order: PrintOrder, report: Report) -> None:
    from nfi_planner.documents.pdf.printing import write_print

    write_print(snapshot, draft, on=on, order=order, report=report)


def export_workbook(snapshot: Snapshot, path: Path, *, on: date, report: Report = silent) -> None:
    """Write the roadmap as it stands on that day for Excel; KnownError, and the old file whole, when it can't be."""
    with whole_file(path) as draft:
        _write_workbook(snapshot, draft, on=on, report=report)


def _write_workbook(snapshot: Snapshot, draft: Path, *, on: date, report: Report) -> None:
    from nfi_planner.documents.excel.roadmap import write_workbook

    report(0.0)
    write_workbook(snapshot, draft, on=on)
    report(1.0)


def export_both(
    snapshot: Snapshot, pdf: Path, workbook: Path, *, on: date, order: PrintOrder = USUAL_ORDER, report: Report = silent
) -> None:
    """Write the PDF and the workbook; where one can't be written, or the user gives up, neither is."""
    with whole_file(pdf) as draft, whole_file(workbook) as second:
        _write_pdf(snapshot, draft, on=on, order=order, report=lambda done: report(done * _PDF_SHARE))
        _write_workbook(snapshot, second, on=on, report=lambda done: report(_PDF_SHARE + done * (1.0 - _PDF_SHARE)))


def save_pdf(data: bytes, path: Path) -> None:
    """Write a PDF that was made already, byte for byte; KnownError, and the old file whole, when it can't be."""
    with whole_file(path) as draft:
        draft.write_bytes(data)


def default_name(snapshot: Snapshot, extension: str, words: str = "feuille de route", more: str = "") -> str:
    """Return the name proposed for an export: these words, the region, and more words.

    ``"feuille-de-route-champagne-ardenne.pdf"``; without a region, ``"feuille-de-route.pdf"``.
    """
    region = lookups.roadmap(snapshot).region
    return f"{file_stem(f'{words} {region.name if region else str()} {more}')}.{extension.lstrip('.')}"


def file_stem(words: str) -> str:
    """Return words as the name of a file that any system takes: ``"lettre-18-helene-marchal"``, at most 80 long."""
    return re.sub(r"[^a-z0-9]+", "-", fold(words))[:80].strip("-")


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Yield the draft that takes the place of ``path``; every error of the system becomes a sentence."""
    try:
        _refuse_obstacle(path)
        with replacing(path) as draft:
            yield draft
    except OSError as error:
        raise _sentence(error, path) from error


def _refuse_obstacle(path: Path) -> None:
    """Refuse what can be seen beforehand: some systems rename over a read-only file without a word."""
    if path.suffix.lower() == SUFFIX:
        raise KnownError(
            f"« {path.name} » est un document, pas un export.",
            "Choisissez un nom qui ne finit pas par .nfi.",
        )
    if not path.parent.is_dir():
        raise _no_folder(path)
    if path.is_dir():
        raise KnownError(f"« {path.name} » est un dossier, pas un fichier.", "Choisissez un autre nom de fichier.")
    if not os.access(path.parent, os.W_OK):
        raise KnownError(
            f"Vous n’avez pas le droit d’écrire dans le dossier « {path.parent} ».", "Choisissez un autre dossier."
        )
    if path.exists() and not os.access(path, os.W_OK):
        raise _protected(path)


def _sentence(error: OSError, path: Path) -> KnownError:
    if error.errno in _FULL:
        return KnownError(
            f"Il n’y a pas assez de place pour écrire « {path.name} ».",
            "Libérez de la place sur le disque, ou choisissez un autre dossier.",
        )
    if isinstance(error, PermissionError):
        return _protected(path)
    if error.errno == errno.ENAMETOOLONG:
        return KnownError(f"Le nom « {path.name} » est trop long.", "Choisissez un nom plus court.")
    if not is_folder(path.parent):  # a share or a key that went away meanwhile
        return _no_folder(path)
    return KnownError(
        f"« {path.name} » n’a pas pu être écrit.",
        "Vérifiez l’état du disque ou du partage, puis réessayez, ou choisissez un autre dossier.",
    )


def _no_folder(path: Path) -> KnownError:
    return KnownError(f"Le dossier « {path.parent} » n’existe pas.", "Choisissez un autre dossier.")


def _protected(path: Path) -> KnownError:
    return KnownError(
        f"« {path.name} » est ouvert dans un autre programme ou protégé.",
        "Fermez-le dans l’autre programme, ou choisissez un autre nom de fichier.",
    )
