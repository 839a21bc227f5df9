"""Whether a printed roadmap, its PDF and its data go together."""

from dataclasses import dataclass
from pathlib import Path

from nfi_planner.models.errors import KnownError
from nfi_planner.services.opening import read_document
from nfi_planner.storage import errors

PROPERTIES, DATA, QR_CODE = "Propriétés du PDF", "Données jointes", "Texte du QR code"

_ABSENT = {PROPERTIES: "sans empreinte", DATA: "non jointes", QR_CODE: "absent"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The fingerprint found in each place, or its beginning, "" where there is none; the first is compared with."""

    places: dict[str, str]
    lacking: bool = False  # whether the data aren't there although the PDF says that it carries them

    @property
    def fingerprint(self) -> str:
        """The one the PDF's properties say, or ""."""
        return self.places[PROPERTIES]

    def said(self, place: str) -> str:
        """What a place says, in short: ``"7f3a 91c2"``, or that it says nothing."""
        if place == DATA and self.lacking:
            return "manquantes"
        found = self.places[place]
        return short(found) if found else _ABSENT[place]

    @property
    def other(self) -> tuple[str, ...]:
        """The places that say another one."""
        return tuple(place for place, found in self.places.items() if not self.fingerprint.startswith(found))

    @property
    def agrees(self) -> bool:
        """Whether the properties say one, no place says another, and nothing is lacking."""
        return bool(self.fingerprint) and not self.other and not self.lacking


def verify(path: Path, document: Path | None = None) -> Verdict:
    """Return what a PDF says of its fingerprint, and what a document's is if one is given; KnownError if unreadable."""
    from nfi_planner.documents import exchange, pdf_reading

    try:
        carried = pdf_reading.read_carried(path)
    except OSError as error:
        raise errors.of_system(error, path) from error
    data = "" if carried.data is None else exchange.fingerprint(carried.data)
    if not (data or carried.declared or carried.printed):
        raise KnownError(
            f"« {path.name} » ne porte pas d’empreinte : ce n’est pas une feuille de route écrite par ce programme.",
            "Choisissez le PDF d’une feuille de route.",
        )
    places = {PROPERTIES: carried.declared, DATA: data, QR_CODE: carried.printed}
    if document is not None:
        places[document.name] = exchange.fingerprint(exchange.to_json(read_document(document)))
    return Verdict(places, lacking=carried.promised and carried.data is None)


def short(fingerprint: str) -> str:
    """Return a fingerprint as it stands at the foot of the pages: ``"7f3a 91c2"``."""
    from nfi_planner.documents import exchange

    return exchange.short(fingerprint)
