"""The tree keeps its shape: who may know whom, how long a file and a function are, and what Qt does to None."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "nfi_planner"
SOURCES = sorted(PACKAGE.rglob("*.py"))
LINES_IN_A_FILE = 400
LINES_IN_A_FUNCTION = 50


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_layers_hold() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("module", "statement"),
    [
        ("models/wrong.py", "import nfi_planner.services.editor"),
        ("services/wrong.py", "import PySide6.QtWidgets"),
        ("services/wrong.py", "import sqlite3"),
        ("ui/wrong.py", "import nfi_planner.storage.document"),
        ("storage/wrong.py", "import openpyxl"),
        ("documents/wrong.py", "import nfi_planner.storage.document"),
        ("models/wrong.py", "import msgspec"),
        ("wrong.py", "import sys"),  # a module that no layer lists
    ],
)
def test_a_forbidden_import_is_caught(tmp_path: Path, module: str, statement: str) -> None:
    for source in SOURCES:
        copy = tmp_path / source.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(source.read_bytes())
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    (tmp_path / "nfi_planner" / module).write_text(statement + "\n")
    result = lint_imports(tmp_path)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "wrong" in result.stdout


def test_every_part_of_the_package_has_its_layer() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    [layers] = [contract for contract in config["contracts"] if contract["type"] == "layers"]
    assert layers["exhaustive"] is True
    listed = {name.strip() for layer in layers["layers"] for name in layer.replace("|", ":").split(":")}
    parts = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert parts - {"__init__"} <= listed


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_and_functions_stay_short(source: Path) -> None:
    text = source.read_text(encoding="utf-8")
    assert len(text.splitlines()) < LINES_IN_A_FILE
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length < LINES_IN_A_FUNCTION, f"{node.name}: {length} lines"
        if isinstance(node, ast.ImportFrom):
            assert [alias.name for alias in node.names] != ["*"], (
                "import * is slow with Qt, and hides where names come from"
            )


def test_qt_gives_back_no_reference_to_none_it_never_took(qtbot: QtBot) -> None:
    """PySide6 6.12.0 does on Python 3.11, and the process dies after some thousand calls (docs/decisions/003)."""
    from PySide6.QtWidgets import QLabel

    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(500):
        label.setText("x")
    assert abs(sys.getrefcount(None) - before) < 100
