"""veraPDF says of our PDFs that they are PDF/UA-1 and PDF/A, and finds fault with those that were spoilt on purpose."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
from hypothesis import HealthCheck, given, settings

from nfi_planner.documents.pdf.blocks import Document
from nfi_planner.documents.pdf.letter import write_letter
from nfi_planner.documents.pdf.page import pdf_bytes
from nfi_planner.documents.pdf.printing import write_print
from nfi_planner.models.prints import Edition, Part, Print, PrintOrder
from nfi_planner.models.roadmap import Lead
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import examples
from tests import builders
from tests.documents import extreme, sample
from tests.documents.any_document import documents
from tests.documents.verapdf import broken_rules

_LONG = "extrême"  # 160 pages


def _roadmaps() -> dict[str, tuple[Snapshot, date]]:
    shown = {
        name: (Snapshot.of(examples.example_rows(name)), examples.example_date(name))
        for name in examples.example_names()
    }
    return shown | {"vierge": (builders.blank(), builders.TODAY), _LONG: (extreme.snapshot(), builders.TODAY)}


_WHOLE = PrintOrder(parts=frozenset(Part))


def _verdicts(folder: Path) -> dict[tuple[str, str], list[str]]:
    """The rules broken, by flavour and name of the file: all from one start of Java."""
    checks: list[tuple[str, Path]] = []

    def add(name: str, data: bytes, *flavours: str) -> None:
        path = folder / f"{name}.pdf"
        path.write_bytes(data)
        checks.extend((flavour, path) for flavour in flavours)

    def printed(name: str, order: PrintOrder) -> bytes:
        snapshot, on = _roadmaps()[name]
        write_print(snapshot, folder / "x.pdf", on=on, order=order)
        return (folder / "x.pdf").read_bytes()

    for name in _roadmaps():
        add(f"remise {name}", printed(name, _WHOLE), "ua1", "3a")
        add(f"archives {name}", printed(name, replace(_WHOLE, edition=Edition.ARCHIVE)), "ua1", "2a")
    for name in (examples.EXAMPLE, _LONG):
        for what in (Print.NOTE, Print.SHEET, Print.KEPT_OUT):
            add(f"{what.value} {name}", printed(name, PrintOrder(what=what, plan=18)), "ua1", "2a")
    add("lettre", _letter(folder), "ua1", "2a")
    for number, data in enumerate(_any()):
        add(f"hasard {number}", data, "ua1", "2a")
    sound = {edition: printed("vierge", PrintOrder(edition=edition)) for edition in Edition}
    for name, spoil in _SPOILT.items():
        edition, flavour = (Edition.SUBMISSION, "3a") if "AF" in name else (Edition.ARCHIVE, "2a")
        add(name, _changed(sound[edition], spoil), "ua1", flavour)
    answers = broken_rules(checks)
    return {(flavour, path.stem): rules for (flavour, path), rules in zip(checks, answers, strict=True)}


def _letter(folder: Path) -> bytes:
    snapshot = sample.snapshot(logo=extreme.png(), logo_alt="Logo de la région")
    lead = snapshot.get(Lead, "18")
    assert lead
    path = folder / "lettre de la région.pdf"
    write_letter(snapshot, lead, path, on=sample.ON)
    return path.read_bytes()


def _any() -> list[bytes]:
    made: list[bytes] = []

    @settings(max_examples=8, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(documents())
    def make(document: Document) -> None:
        made.append(pdf_bytes(document, sample.ON))

    make()
    return made


def _no_alt(file: pikepdf.Pdf) -> None:
    for thing in file.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing:
            del thing["/Alt"]


def _untagged(file: pikepdf.Pdf) -> None:
    file.pages[0].contents_add(b"BT /F1+0 12 Tf 100 100 Td (A) Tj ET")


def _helvetica(file: pikepdf.Pdf) -> None:
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    file.pages[0].Resources.Font["/Foreign"] = font
    file.pages[0].contents_add(b"/Artifact BMC BT /Foreign 12 Tf 100 100 Td (A) Tj ET EMC")


def _no_associated_file(file: pikepdf.Pdf) -> None:
    del file.Root["/AF"]


_SPOILT: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "sans Alt": _no_alt, "sans balise": _untagged, "Helvetica": _helvetica, "sans AF": _no_associated_file,
}  # fmt: skip


def _changed(data: bytes, spoil: Callable[[pikepdf.Pdf], None]) -> bytes:
    buffer = BytesIO()
    with pikepdf.open(BytesIO(data)) as file:
        spoil(file)
        file.save(buffer)
    return buffer.getvalue()


def test_sound_files_conform_and_spoilt_ones_are_found_out(tmp_path: Path) -> None:
    verdicts = _verdicts(tmp_path)
    sound = {check: rules for check, rules in verdicts.items() if check[1] not in _SPOILT}
    assert {check: rules for check, rules in sound.items() if rules} == {}
    assert len(sound) > 4 * len(_roadmaps())
    assert "7.3-1" in verdicts["ua1", "sans Alt"]
    assert "7.1-3" in verdicts["ua1", "sans balise"]
    assert "7.21.4.1-1" in verdicts["ua1", "Helvetica"]
    assert "6.8-4" in verdicts["3a", "sans AF"]
