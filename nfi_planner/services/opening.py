"""Making, opening and copying documents."""

import getpass
from dataclasses import replace
from pathlib import Path

from nfi_planner.models import catalogue
from nfi_planner.models.entity import Entity
from nfi_planner.models.errors import KnownError
from nfi_planner.models.kind import ROADMAP
from nfi_planner.models.roadmap import Choice, Roadmap
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import settings
from nfi_planner.services.editor import Editor
from nfi_planner.storage.document import DocumentFile

SUFFIX = ".nfi"


def author() -> str:
    """Return whose acts these are: the name in the settings, else the one the system knows the user by, or ""."""
    return settings.load().author or system_user()


def sign(editor: Editor) -> None:
    """Put the name there is now under the acts to come in an open document."""
    editor.document.author = author()


def system_user() -> str:
    """Return the name the system knows the user by, or ""."""
    try:
        return getpass.getuser()
    except (KeyError, ImportError, OSError):  # no account, as in a container: the error depends on the system
        return ""


def blank_rows(region: catalogue.Region) -> list[Entity]:
    """Return the rows of an empty roadmap: the region, and the 33 plans none of which is kept."""
    roadmap = Roadmap(region_code=region.code, region_vintage=region.vintage)
    return [roadmap, *(Choice(id=str(plan.number)) for plan in catalogue.pickable_plans())]


def new_roadmap(path: Path, region_code: str, vintage: int) -> Editor:
    """Create an empty roadmap with the service and the logo of the settings, and open it.

    KnownError for an unknown region or a path that can't be written.
    """
    region = catalogue.region(region_code, vintage)
    if region is None:
        codes = ", ".join(f"{r.code} {r.name}" for r in catalogue.regions() if r.vintage == vintage)
        raise KnownError(
            f"« {region_code} » n’est pas le code d’une région du découpage de {vintage}.", f"Codes : {codes}."
        )
    label = f"Créer la feuille de route {region.of_name}"
    roadmap, *choices = blank_rows(region)
    kept = settings.load()
    begun = replace(roadmap, service=kept.service, logo=kept.logo_bytes, logo_alt=kept.logo_alt)
    return Editor(DocumentFile.create(path, ROADMAP, [begun, *choices], label=label, author=author()))


def open_document(path: Path) -> Editor:
    """Open a document; KnownError when it can't be."""
    return Editor(DocumentFile.open(path, author=author()))


def read_document(path: Path) -> Snapshot:
    """Return what a document holds, without keeping it open; KnownError when it can't be read."""
    document = DocumentFile.open(path, read_only=True)
    try:
        return document.snapshot
    finally:
        document.close()
