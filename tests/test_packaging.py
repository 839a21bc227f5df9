"""What is shipped: the wheel, what it needs, and nothing of the machine it was made on."""

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from nfi_planner import __version__

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def run(*command: str | Path, folder: Path, **environment: str) -> str:
    """Return what a command prints; it must succeed."""
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": "", "XDG_CONFIG_HOME": str(folder / "config"), **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, folder=ROOT)
    [path] = folder.iterdir()
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of a new environment that holds the wheel, and nothing of this checkout.

    What the wheel depends on is lent by this environment: a folder named in a .pth file lends its packages, but its
    own .pth files, the one of the editable checkout among them, aren't read.
    """
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False, symlinks=True)
    paths = sysconfig.get_paths("venv", {"base": str(folder), "platbase": str(folder)})
    lent = sysconfig.get_path("purelib")
    Path(paths["purelib"], "lent.pth").write_text(f"{lent}\n", encoding="utf-8")
    python = Path(paths["scripts"], "python")
    options = ("--quiet", "--no-deps", "--no-index")
    run(sys.executable, "-m", "pip", "--isolated", "--python", python, "install", *options, wheel, folder=folder)
    return Path(paths["scripts"])


# -- the wheel ---------------------------------------------------------------------------------------------------------


def files_of(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")


def test_the_wheel_holds_the_package_its_resources_and_its_licences(wheel: Path) -> None:
    assert wheel.name == f"nfi_planner-{__version__}-py3-none-any.whl"
    info = f"nfi_planner-{__version__}.dist-info"
    sources = {path.relative_to(ROOT).as_posix() for path in files_of(ROOT / "nfi_planner")}
    resources = {f"nfi_planner/{path.relative_to(ROOT).as_posix()}" for path in files_of(ROOT / "resources")}
    licences = {f"{info}/licenses/LICENSE", f"{info}/licenses/resources/fonts/OFL.txt"}
    about = {f"{info}/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt")}
    with zipfile.ZipFile(wheel) as archive:
        assert set(archive.namelist()) == sources | resources | licences | about
        metadata = archive.read(f"{info}/METADATA").decode()
    assert "License-Expression: EUPL-1.2" in metadata
    assert all(f"nfi_planner/resources/{kind}/" in " ".join(resources) for kind in ("catalogue", "examples", "icons"))
    assert {"nfi_planner/resources/fonts/OFL.txt", "nfi_planner/resources/fonts/SourceSans3-Regular.ttf"} <= resources


def test_the_version_is_said_once_and_the_same(installed: Path, tmp_path: Path) -> None:
    assert PROJECT["version"] == __version__
    assert run(installed / "nfi-planner", "--version", folder=tmp_path) == f"nfi-planner {__version__}\n"


def test_the_installed_program_proves_itself(installed: Path, tmp_path: Path) -> None:
    script = "import nfi_planner, sys; print(nfi_planner.__file__, *sys.path, sep='\\n')"
    where, *searched = run(installed / "python", "-c", script, folder=tmp_path).splitlines()
    assert Path(where).is_relative_to(installed.parent)
    assert str(ROOT) not in searched
    said = run(installed / "nfi-planner", "selftest", folder=tmp_path, QT_QPA_PLATFORM="offscreen")
    assert "tout fonctionne" in said
    assert not re.search(r"Traceback|warning|Error", said)
    assert {path.name for path in tmp_path.iterdir()} <= {"config"}


def test_qt_speaks_french(installed: Path, tmp_path: Path) -> None:
    script = """
import argparse
from datetime import date
from nfi_planner import app
from PySide6.QtWidgets import QDialogButtonBox
application, window = app.prepare(argparse.Namespace(file=None, today=date(2014, 3, 28)))
button = QDialogButtonBox.StandardButton
box = QDialogButtonBox(button.Cancel | button.Save | button.Discard)
print([box.button(kind).text().replace("&", "") for kind in (button.Cancel, button.Save)])
"""
    said = run(installed / "python", "-c", script, folder=tmp_path, QT_QPA_PLATFORM="offscreen")
    assert said == "['Annuler', 'Enregistrer']\n"


# -- what is needed ----------------------------------------------------------------------------------------------------


def canonical(requirement: str) -> str:
    name = re.match(r"[\w.-]+", requirement)
    assert name is not None
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def test_the_lock_names_no_place() -> None:
    for word in ("http", "://", "--index-url", "--extra-index-url", "--find-links", "file:", " @ "):
        assert word not in LOCK


def test_every_dependency_is_locked_with_its_hashes() -> None:
    entries = [entry for entry in re.split(r"\n(?=\S)", LOCK) if not entry.startswith("#")]
    pinned = {canonical(entry) for entry in entries if re.match(r"[\w.-]+==[\w.]+ ", entry)}
    assert len(pinned) == len(entries)
    assert all("--hash=sha256:" in entry for entry in entries)
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    assert {canonical(requirement) for requirement in wanted} <= pinned


def test_the_sentence_names_the_libraries_that_set_up_installs(tmp_path: Path) -> None:
    script = (ROOT / "packaging" / "setup.sh").read_text(encoding="utf-8")
    libraries = " ".join(re.findall(r'^(?:offscreen|window)="(.*)"$', script, re.MULTILINE))
    said = "from nfi_planner import cli; print(cli.no_window('').cure)"
    assert run(sys.executable, "-c", said, folder=tmp_path).strip().endswith(f"sudo apt-get install {libraries}")


# -- nothing of this machine -------------------------------------------------------------------------------------------

_MACHINE = re.compile(
    rb"(?<![\w.~-])/(?:work|opt|root)/"  # somebody's own folders; ~/work and a/work/b are nobody's
    rb"|/home/\w+/"
    rb"|\b(?:pypi|pythonhosted|npmjs|pkg|debian)\.(?:org|com|dev)\b",
)


def project_files() -> Iterator[Path]:
    """Every file of the project, without asking git: a copy may have none. Somebody's own .folders don't count."""
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()}
    for folder, folders, names in os.walk(ROOT):
        mine = {name for name in folders if not name.startswith(".") or name == ".ci"}
        folders[:] = [name for name in mine - ignored if not Path(folder, name, "pyvenv.cfg").exists()]
        yield from (Path(folder, name) for name in names if f"*{Path(name).suffix}" not in ignored)


def test_no_file_tells_of_the_machine_it_was_made_on() -> None:
    found = {path.relative_to(ROOT): hits for path in project_files() if (hits := _MACHINE.findall(path.read_bytes()))}
    assert found == {}
    assert _MACHINE.search(b"#!" + b"/".join((b"", b"work", b"main")))
