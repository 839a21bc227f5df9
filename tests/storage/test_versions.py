"""A document of each format ever released still opens, whole, with its journal. The files are never made anew."""

import shutil
from pathlib import Path

import pytest

from nfi_planner.models import lookups
from nfi_planner.models.roadmap import Action, FactoryCandidate, FundingLine, Indicator, Partner, Rank
from nfi_planner.services.editor import Editor
from nfi_planner.storage.document import DocumentFile

FOLDER = Path(__file__).parents[1] / "data" / "versions"


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.nfi")))
def test_a_document_of_an_older_format_opens_and_its_acts_can_be_undone(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    shutil.copy(FOLDER / name, path)
    editor = Editor(DocumentFile.open(path))
    snapshot = editor.snapshot
    assert [c.plan.number for c in lookups.ranked(snapshot, Rank.STRATEGIC)] == [33, 18, 13, 22, 14, 1]
    assert len(lookups.ranked(snapshot, Rank.REGIONAL)) == 5
    counts = [len(snapshot.all(table)) for table in (Action, FundingLine, Indicator, Partner, FactoryCandidate)]
    assert counts == [45, 61, 22, 35, 12]
    assert editor.undo() == "Choisir «\u00a0Cybersécurité\u00a0» au rang 1"
    assert [c.plan.number for c in lookups.ranked(editor.snapshot, Rank.STRATEGIC)] == [18, 13, 22, 14, 1]
    assert editor.undo() == ""
    assert editor.redo() == "Choisir «\u00a0Cybersécurité\u00a0» au rang 1"
    assert editor.snapshot == snapshot
    editor.close()
