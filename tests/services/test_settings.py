"""What is remembered between two starts: read back as it was, whatever stands in the file."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from nfi_planner.models import lookups
from nfi_planner.services import opening, settings
from nfi_planner.services.settings import Settings
from tests.storage.files import unprivileged


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings' file, of a new user."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = tmp_path / "config" / "feuille-de-route-nfi" / "settings.json"
    path.parent.mkdir(parents=True)
    return path


ALL = settings.with_logo(
    Settings(
        recent=("/a/é.nfi",),
        document_folder="/a",
        export_folder="/b",
        export_pdf=False,
        export_workbook=True,
        theme="dark",
        zoom=150,
        presentation=True,
        window=(1, 2, 800, 600),
        maximised=True,
        guided=True,
        author="Zoé Lambert",
        service="Direction de l’économie",
        logo_folder="/c",
        findings=False,
        views={"calendar": {"by": "month", "milestones": True}, "budget": {"table": 2}},
        widths={"Chefs de projet": {"name": 180}},
        documents={"a1": {"page": "sheets", "plan": "18", "part": 2}},
    ),
    b"\x89PNG\0\xff",
    "Logo « de la région »",
)


def test_everything_comes_back() -> None:
    assert settings.load() == Settings()
    assert settings.save(ALL)
    assert settings.load() == ALL
    assert settings.load().logo_bytes == b"\x89PNG\0\xff"


def test_a_change_leaves_the_rest() -> None:
    settings.save(ALL)
    settings.change(zoom=200)
    assert (settings.load().zoom, settings.load().author, settings.load().logo) == (200, ALL.author, ALL.logo)


def test_what_another_window_has_written_is_seen(file: Path) -> None:
    settings.change(zoom=90)
    assert settings.load().zoom == 90
    other = json.loads(file.read_bytes()) | {"zoom": 80}  # as long as before: the size doesn't tell
    file.write_text(json.dumps(other, ensure_ascii=False, indent=1), encoding="utf-8")
    os.utime(file, ns=(1, 1))
    assert settings.load().zoom == 80


def test_the_settings_of_version_1_are_taken_over(file: Path) -> None:
    file.write_text('{"version": 1, "recent": ["/a.nfi"], "document_folder": "/a", "export_folder": "/b"}')
    assert settings.load() == Settings(recent=("/a.nfi",), document_folder="/a", export_folder="/b")


def test_what_a_newer_program_knows_does_not_disturb(file: Path) -> None:
    file.write_text('{"version": 9, "zoom": 125, "of_tomorrow": {"a": 1}}')
    assert settings.load() == Settings(zoom=125)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("zoom", "125"),
        ("zoom", 12.5),
        ("zoom", True),
        ("presentation", 1),
        ("theme", None),
        ("recent", "/a.nfi"),
        ("recent", ["/a.nfi", 3]),
        ("window", [1.5, 2, 3, 4]),
        ("logo_alt", []),
        ("findings", 0),
        ("views", ["calendar"]),
        ("views", {"calendar": "month"}),
        ("documents", "a1"),
    ],
)
def test_a_value_of_the_wrong_type_counts_as_its_default(file: Path, name: str, value: Any) -> None:
    file.write_text(json.dumps({"version": 2, "service": "Économie", name: value}))
    assert settings.load() == Settings(service="Économie")


def test_of_what_a_page_keeps_a_value_of_no_use_is_dropped(file: Path) -> None:
    file.write_text('{"views": {"calendar": {"by": "month", "more": [1], "none": null, "half": 0.5}, "budget": 3}}')
    assert settings.load() == Settings(views={"calendar": {"by": "month"}})


def test_it_is_remembered_where_the_last_fifty_documents_were_left() -> None:
    for number in range(60):
        settings.leave(f"d{number}", place={"page": "budget"}, views={}, findings=True)
    settings.leave("d20", place={"page": "leads"}, views={"leads": {"filter": "Tous"}}, findings=False)
    settings.leave("d60", place={"page": "choices"}, views={"budget": {"table": 1}}, findings=False)
    kept = settings.load()
    others = [number for number in range(11, 60) if number != 20]
    assert list(kept.documents) == [f"d{number}" for number in (*others, 20, 60)]
    assert kept.documents["d20"] == {"page": "leads"}
    assert kept.views == {"leads": {"filter": "Tous"}, "budget": {"table": 1}}
    assert not kept.findings


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff\xfe", b"null", b"[" * 100_000])
def test_a_damaged_file_counts_as_none(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert settings.load() == Settings()


def test_a_damaged_logo_is_none(file: Path) -> None:
    file.write_text('{"logo": "pas de la base 64"}')
    assert settings.load().logo_bytes == b""


def test_where_nothing_can_be_written_nothing_is_lost(file: Path) -> None:
    settings.change(zoom=125)
    file.parent.chmod(0o500)
    with unprivileged():
        assert not settings.save(ALL)
    file.parent.chmod(0o700)
    assert settings.load() == Settings(zoom=125)
    assert [path.name for path in file.parent.iterdir()] == ["settings.json"]


# -- what a document takes from them -------------------------------------------------------------------------------


def test_a_new_roadmap_begins_with_the_service_and_the_logo(tmp_path: Path) -> None:
    settings.save(ALL)
    editor = opening.new_roadmap(tmp_path / "a.nfi", "21", 2014)
    roadmap = lookups.roadmap(editor.snapshot)
    assert (roadmap.service, roadmap.logo, roadmap.logo_alt) == (ALL.service, b"\x89PNG\0\xff", ALL.logo_alt)
    assert roadmap.region_code == "21"
    assert editor.undo_line is None
    editor.close()


def test_acts_are_signed_with_the_name_there_is_when_they_are_done(tmp_path: Path) -> None:
    settings.change(author="Zoé Lambert")
    editor = opening.new_roadmap(tmp_path / "a.nfi", "21", 2014)
    assert editor.author == "Zoé Lambert"
    settings.change(author="")
    opening.sign(editor)
    assert editor.author == opening.system_user()
    editor.close()
