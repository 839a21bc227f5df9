"""What a printed roadmap says of its own data: the file attached to it, and the fingerprint in two other places.

A PDF comes from anywhere. Nothing in it is believed before the fingerprints agree, no size is without a bound, and
whatever is wrong becomes a sentence.
"""

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from nfi_planner.documents.exchange import ATTACHMENT, CODE_WORDS, LARGEST, MARK, fingerprint, from_json, reading
from nfi_planner.models.entity import Entity
from nfi_planner.models.errors import KnownError

PROPERTY = "/Keywords"  # of the document information: it says the fingerprint after MARK
_MARKED = re.compile(rf"{MARK}([0-9a-f]{{64}})\b")
_BEGINNING = re.compile(rf"{CODE_WORDS}([0-9a-f]{{4}})\s([0-9a-f]{{4}})")
_CARRYING = re.compile(rb"pdfaid:part(?:[^<>]*>|\s*=\s*[\"'])\s*3\b")  # PDF/A-3: of all we write, what carries its data

_LARGEST_FILE = 50_000_000  # bytes
_MOST_ELEMENTS = 500_000  # of the structure
_START, _END = 1_024, 2_048  # bytes within which a PDF begins and ends, as readers have it

pikepdf.settings.set_qpdf_limits(flate_max_memory=LARGEST, run_length_max_memory=LARGEST, max_stream_filters=2)


@dataclass(frozen=True, slots=True)
class Carried:
    """What a PDF carries. A fingerprint is "" where there is none; ``data`` is None in what isn't to be handed in."""

    data: bytes | None
    declared: str  # the fingerprint in its properties
    printed: str  # the first eight digits, as the words for its QR code say them
    promised: bool  # whether it says that it carries its data


def read_rows(path: Path) -> list[Entity]:
    """Return the rows of the document that a PDF carries; KnownError, OSError when the file can't be read."""
    return from_json(read_attachment(path), path.name)


def read_attachment(path: Path) -> bytes:
    """Return the JSON a PDF carries, which has the fingerprint its properties say; KnownError, OSError as above."""
    carried = read_carried(path)
    if carried.data is None:
        raise _without(path.name) if carried.declared else _foreign(path.name)
    if fingerprint(carried.data) != carried.declared:
        raise reading.damaged(path.name)
    return carried.data


def read_carried(path: Path) -> Carried:
    """Return what a PDF carries, not compared yet. KnownError when it is no PDF that can be read, OSError as above."""
    if path.stat().st_size > _LARGEST_FILE:
        raise reading.too_large(path.name)
    content = path.read_bytes()
    if b"%PDF-" not in content[:_START]:
        raise _no_pdf(path.name)
    try:
        with pikepdf.open(BytesIO(content), attempt_recovery=False) as pdf:
            return Carried(_attached(pdf), _declared(pdf), _printed(pdf), _promised(pdf))
    except pikepdf.PasswordError:
        raise _locked(path.name) from None
    except _BROKEN as error:
        if "memory limit" in str(error):
            raise reading.too_large(path.name) from None
        raise (_broken if b"%%EOF" in content[-_END:] else _cut)(path.name) from None


# -- where it stands ---------------------------------------------------------------------------------------------------

# what pikepdf raises where an object isn't what it should be
_BROKEN = (pikepdf.PikepdfError, ValueError, TypeError, LookupError, AttributeError, RuntimeError, OverflowError)


def _attached(pdf: pikepdf.Pdf) -> bytes | None:
    if ATTACHMENT not in pdf.attachments:
        return None
    stream: Any = pdf.attachments[ATTACHMENT].obj.EF.F
    return bytes(stream.read_bytes())


def _declared(pdf: pikepdf.Pdf) -> str:
    information = pdf.trailer.get("/Info", pikepdf.Dictionary())
    return _mark_in(str(information.get(PROPERTY, "")))


def _printed(pdf: pikepdf.Pdf) -> str:
    """The fingerprint that the structure says in the place of the QR code."""
    waiting: list[Any] = [pdf.Root.get("/StructTreeRoot")]
    seen: set[tuple[int, int]] = set()
    for _ in range(_MOST_ELEMENTS):
        if not waiting:
            break
        element = waiting.pop()
        if isinstance(element, pikepdf.Array):
            waiting += reversed(list(element))
        elif isinstance(element, pikepdf.Dictionary) and element.objgen not in seen:
            if element.is_indirect:
                seen.add(element.objgen)
            if found := _BEGINNING.fullmatch(str(element.get("/Alt", ""))):
                return found[1] + found[2]
            waiting.append(element.get("/K"))
    return ""


def _mark_in(text: str) -> str:
    found = _MARKED.search(text)
    return found[1] if found else ""


def _promised(pdf: pikepdf.Pdf) -> bool:
    metadata: Any = pdf.Root.get("/Metadata")
    return isinstance(metadata, pikepdf.Stream) and bool(_CARRYING.search(metadata.read_bytes()))


# -- what can be wrong -------------------------------------------------------------------------------------------------

_AGAIN = "Reprenez une copie du fichier, ou demandez-le à nouveau à qui vous l’a transmis."
_CHOOSE = "Choisissez le PDF de remise d’une feuille de route, ou un document .nfi."


def _no_pdf(name: str) -> KnownError:
    return KnownError(f"« {name} » n’est pas un PDF.", _CHOOSE)


def _foreign(name: str) -> KnownError:
    return KnownError(f"« {name} » est un PDF sans les données d’une feuille de route.", _CHOOSE)


def _without(name: str) -> KnownError:
    return KnownError(
        f"« {name} » ne contient pas ses données : seule la feuille de route en édition « Remise » les contient.",
        "Ouvrez cette édition, ou le document .nfi.",
    )


def _locked(name: str) -> KnownError:
    return KnownError(f"« {name} » est protégé par un mot de passe.", "Demandez-en une copie sans mot de passe.")


def _cut(name: str) -> KnownError:
    return KnownError(f"« {name} » est incomplet : il a sans doute été mal copié ou mal téléchargé.", _AGAIN)


def _broken(name: str) -> KnownError:
    return KnownError(f"« {name} » est un PDF abîmé.", _AGAIN)
