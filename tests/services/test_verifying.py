"""What the program says of the PDFs it writes: whether the paper, the file and the data go together."""

from pathlib import Path

import pikepdf
import pytest

from nfi_planner.documents.exchange import ATTACHMENT, fingerprint, to_json
from nfi_planner.models.errors import KnownError
from nfi_planner.models.prints import USUAL_ORDER, Edition, Print, PrintOrder
from nfi_planner.services import importing, verifying
from nfi_planner.services.exporting import export_pdf
from nfi_planner.services.verifying import DATA, PROPERTIES, QR_CODE
from tests import builders

SNAPSHOT = builders.complete()
FULL = fingerprint(to_json(SNAPSHOT))


def printed(folder: Path, order: PrintOrder = USUAL_ORDER) -> Path:
    path = folder / "feuille.pdf"
    export_pdf(SNAPSHOT, path, on=builders.TODAY, order=order)
    return path


def test_what_is_handed_in_agrees_in_every_place(tmp_path: Path) -> None:
    verdict = verifying.verify(printed(tmp_path))
    assert verdict.places == {PROPERTIES: FULL, DATA: FULL, QR_CODE: FULL[:8]}
    assert verdict.agrees


@pytest.mark.parametrize(
    ("order", "code"),
    [
        (PrintOrder(edition=Edition.ARCHIVE), FULL[:8]),
        (PrintOrder(Print.NOTE), ""),
        (PrintOrder(Print.SHEET, plan=1), ""),
        (PrintOrder(Print.KEPT_OUT), ""),
    ],
)
def test_what_carries_no_data_says_which_it_was_made_from(tmp_path: Path, order: PrintOrder, code: str) -> None:
    verdict = verifying.verify(printed(tmp_path, order))
    assert verdict.places == {PROPERTIES: FULL, DATA: "", QR_CODE: code}
    assert verdict.agrees


def test_data_that_another_program_changed_disagree(tmp_path: Path) -> None:
    pdf = printed(tmp_path)
    with pikepdf.open(pdf, allow_overwriting_input=True) as file:
        stream = file.attachments[ATTACHMENT].obj.EF.F
        before = stream.read_bytes()
        stream.write(before.replace(b'"asked":100000', b'"asked":900000', 1))
        assert stream.read_bytes() != before
        file.save(pdf)
    verdict = verifying.verify(pdf)
    assert verdict.other == (DATA,)
    assert not verdict.agrees
    with pytest.raises(KnownError, match="abîmées ou ont été modifiées"):
        importing.read_pdf(pdf)
