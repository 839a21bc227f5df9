"""The command line: what it prints, where, and its exit status. Every refusal is one French sentence."""

import json
import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nfi_planner import __version__
from nfi_planner.__main__ import main
from nfi_planner.documents import exchange
from nfi_planner.models import lookups
from nfi_planner.models.rules import Severity
from nfi_planner.services import examples
from nfi_planner.services.opening import read_document
from nfi_planner.storage.format import FORMAT
from tests.commands import DAY, Answer, plain, refusal
from tests.documents.carriers import carrier
from tests.storage.files import contents, unprivileged, untouched

README = Path(__file__).parents[1] / "README.md"
Command = Callable[..., Answer]


@pytest.fixture
def nfi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command in this process, in ``tmp_path``."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Answer:
        capsys.readouterr()
        status = main(list(arguments))
        said = capsys.readouterr()
        return Answer(status, plain(said.out), plain(said.err))

    return run


# -- new and example ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "region", "vintage"),
    [
        (["--region", "21"], "Champagne-Ardenne", 2014),
        (["--region=21", "--vintage", "2014"], "Champagne-Ardenne", 2014),
        (["--vintage", "2016", "--region", "44"], "Grand Est", 2016),
        (["--region", "04"], "La Réunion", 2014),
    ],
)
def test_new_creates_a_roadmap(nfi: Command, tmp_path: Path, options: list[str], region: str, vintage: int) -> None:
    assert nfi("new", "a.nfi", *options) == (0, "Feuille de route créée : a.nfi\n", "")
    found = lookups.roadmap(read_document(tmp_path / "a.nfi")).region
    assert found is not None
    assert (found.name, found.vintage) == (region, vintage)
    assert list(contents(tmp_path)) == ["a.nfi"]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            ["--region", "99"],
            "« 99 » n’est pas le code d’une région du découpage de 2014. Codes : 11 Île-de-France, 21 ",
        ),
        (["--region", "Alsace"], "« Alsace » n’est pas le code d’une région du découpage de 2014. Codes : "),
        (
            ["--region", "21", "--vintage", "2016"],
            "« 21 » n’est pas le code d’une région du découpage de 2016. Codes : ",
        ),
        (["--region", "21", "--vintage", "2015"], "Les arguments ne conviennent pas. Usage : nfi-planner new FICHIER "),
        (["--vintage", "2016"], "Les arguments ne conviennent pas. Usage : nfi-planner new FICHIER "),
    ],
)
def test_new_refuses_a_region_there_is_not(nfi: Command, tmp_path: Path, options: list[str], sentence: str) -> None:
    assert refusal(nfi("new", "a.nfi", *options)).startswith(sentence)
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("command", [["new", "--region", "21"], ["example"], ["example", "--unfinished"]])
def test_nothing_is_replaced(nfi: Command, tmp_path: Path, command: list[str]) -> None:
    name, *options = command
    (tmp_path / "a.nfi").write_text("précieux")
    with untouched(tmp_path):
        sentence = refusal(nfi(name, "a.nfi", *options))
    assert sentence == "Le fichier « a.nfi » existe déjà. Choisissez un autre nom : rien n’a été remplacé."


@pytest.mark.parametrize("command", [["new", "--region", "21"], ["example"]])
def test_a_folder_that_is_not_there(nfi: Command, tmp_path: Path, command: list[str]) -> None:
    name, *options = command
    assert refusal(nfi(name, "ailleurs/a.nfi", *options)).startswith("Le dossier « ailleurs » est introuvable. ")
    assert list(tmp_path.iterdir()) == []


def test_example_writes_the_complete_one(nfi: Command) -> None:
    assert nfi("example", "a.nfi") == (0, "Exemple fictif écrit : a.nfi\n", "")
    assert nfi("check", "a.nfi", "--today", DAY) == (0, "31 contrôles réussis sur 31.\n", "")


@pytest.mark.parametrize(("options", "name"), [([], examples.UNFINISHED), (["depassement"], "depassement")])
def test_example_writes_an_unfinished_one(nfi: Command, tmp_path: Path, options: list[str], name: str) -> None:
    assert nfi("example", "a.nfi", "--unfinished", *options).status == 0
    written = read_document(tmp_path / "a.nfi")
    assert {row.id: row for row in written.rows()} == {row.id: row for row in examples.example_rows(name)}


def test_example_names_those_there_are(nfi: Command, tmp_path: Path) -> None:
    sentence = refusal(nfi("example", "a.nfi", "--unfinished", "parfait"))
    assert sentence.startswith("L’exemple « parfait » n’existe pas. Choisissez parmi : ")
    assert "brouillon" in sentence
    assert contents(tmp_path) == {}


# -- check -------------------------------------------------------------------------------------------------------------


def test_check_says_what_blocks_and_answers_1(nfi: Command, draft: Path) -> None:
    status, out, err = nfi("check", draft.name, "--today", DAY)
    assert (status, err) == (1, "")
    first, *lines = out.splitlines()
    assert re.fullmatch(r"\d+ contrôles réussis sur \d+\.", first)
    headings = [line for line in lines if not line.startswith("  ")]
    assert [heading.split(" (")[0] for heading in headings] == ["Bloquants", "À vérifier", "Conseils"]
    findings = [line for line in lines if line.startswith("  ")]
    assert sum(int(re.sub(r"\D", "", heading)) for heading in headings) == len(findings)
    assert "  C01  Il manque 1 plan de rang 1." in findings


def test_check_answers_0_when_nothing_blocks(nfi: Command, example: Path) -> None:
    assert nfi("check", example.name, "--json", "--today", DAY) == (0, "[]\n", "")


def test_check_as_json_says_the_same(nfi: Command, draft: Path) -> None:
    text = nfi("check", draft.name, "--today", DAY).out
    status, out, err = nfi("check", draft.name, "--json", "--today", DAY)
    assert (status, err) == (1, "")
    findings = json.loads(out)
    for finding in findings:
        assert list(finding) == ["code", "severity", "message", "target"]
        assert all(isinstance(value, str) for value in finding.values())
    assert [f"  {f['code']}  {f['message']}" for f in findings] == [x for x in text.splitlines() if x.startswith("  ")]
    weight = [severity.value for severity in Severity].index
    order = [(weight(f["severity"]), f["code"]) for f in findings]
    assert order == sorted(order)
    assert {weight for weight, _ in order} == {0, 1, 2}


@pytest.mark.parametrize("day", ["2014-04-01", "01/04/2014", "1.4.2014", "1er avril 2014"])
def test_check_counts_from_the_day_it_is_told(nfi: Command, blank: Path, day: str) -> None:
    assert "L’échéance du 31 mars 2014 est passée." in nfi("check", blank.name, "--today", day).out
    assert "est passée" not in nfi("check", "--today=31/03/2014", blank.name).out


def test_check_counts_from_today_if_it_is_told_nothing(nfi: Command, blank: Path) -> None:
    assert "L’échéance du 31 mars 2014 est passée." in nfi("check", blank.name).out


# -- export ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wanted", [["--pdf"], ["--xlsx"], ["--pdf", "--xlsx"]])
def test_export_writes_what_is_wanted(nfi: Command, tmp_path: Path, draft: Path, wanted: list[str]) -> None:
    names = {"--pdf": "a.pdf", "--xlsx": "a.xlsx"}
    words = {"--pdf": "PDF écrit : a.pdf\n", "--xlsx": "Classeur écrit : a.xlsx\n"}
    magic = {"--pdf": b"%PDF-", "--xlsx": b"PK"}
    before = draft.read_bytes()
    options = [word for option in wanted for word in (option, names[option])]
    assert nfi("export", draft.name, *options, "--today", DAY) == (0, "".join(words[option] for option in wanted), "")
    assert sorted(contents(tmp_path)) == sorted([draft.name, *(names[option] for option in wanted)])
    for option in wanted:
        assert (tmp_path / names[option]).read_bytes().startswith(magic[option])
    assert draft.read_bytes() == before


@pytest.mark.parametrize("edition", ["remise", "archives"])
def test_export_of_an_edition(nfi: Command, tmp_path: Path, draft: Path, edition: str) -> None:
    assert nfi("export", draft.name, "--pdf", "a.pdf", "--edition", edition, "--today", DAY).status == 0
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")


def test_export_replaces_an_older_export(nfi: Command, tmp_path: Path, draft: Path) -> None:
    (tmp_path / "a.xlsx").write_text("ancien")
    assert nfi("export", draft.name, "--xlsx", "a.xlsx").status == 0
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ([], "Rien à exporter. Usage : nfi-planner export FICHIER [--pdf FICHIER.pdf [--edition "),
        (["--pdf", "ailleurs/a.pdf"], "Le dossier « ailleurs » n’existe pas. "),
        (["--xlsx", "dossier"], "« dossier » est un dossier, pas un fichier. "),
        (["--pdf", "./brouillon.nfi"], "« brouillon.nfi » est nommé deux fois : rien n’est écrit. "),
        (["--pdf", "a", "--xlsx", "dossier/../a"], "« a » est nommé deux fois : rien n’est écrit. "),
    ],
)
def test_export_refuses(nfi: Command, tmp_path: Path, draft: Path, options: list[str], sentence: str) -> None:
    (tmp_path / "dossier").mkdir()
    with untouched(tmp_path):
        assert refusal(nfi("export", draft.name, *options)).startswith(sentence)


# -- verify ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def printed(tmp_path: Path, example: Path) -> Callable[..., str]:
    """Write a PDF of the example that carries its data; return its name."""

    def write(**given: Any) -> str:
        (tmp_path / "a.pdf").write_bytes(carrier(read_document(example), **given))
        return "a.pdf"

    return write


def test_verify_says_that_all_agrees(nfi: Command, printed: Callable[..., str], example: Path) -> None:
    status, out, err = nfi("verify", printed(), "--with", example.name)
    full = exchange.fingerprint(exchange.to_json(read_document(example)))
    short = exchange.short(full)
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        f"  Propriétés du PDF  {short}",
        f"  Données jointes    {short}",
        f"  Texte du QR code   {short}",
        f"  exemple.nfi        {short}",
        f"Tout concorde. Le bas des pages imprimées doit porter : {short}.",
        f"Empreinte entière : {full}",
    ]


def test_verify_of_an_edition_for_the_archives(nfi: Command, printed: Callable[..., str], example: Path) -> None:
    status, out, _ = nfi("verify", printed(attached=False), "--with", example.name)
    assert status == 0
    assert "Données jointes    non jointes" in out


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"declared": exchange.mark("0" * 64)}, "Elle diffère ici : Données jointes, Texte du QR code."),
        ({"printed": "0000 0000"}, "Elle diffère ici : Texte du QR code."),
        ({"attached": False, "part": "3"}, "Données jointes    manquantes"),
        ({"attached": False, "part": "3"}, "se dit porteur de ses données, mais elles en ont été retirées."),
        ({"declared": ""}, "Le PDF a perdu son empreinte"),
    ],
)
def test_verify_says_what_differs(nfi: Command, printed: Callable[..., str], given: dict[str, str], words: str) -> None:
    status, out, err = nfi("verify", printed(**given))
    assert (status, err) == (1, "")
    assert words in out


def test_verify_compares_with_a_document(nfi: Command, printed: Callable[..., str], draft: Path) -> None:
    status, out, _ = nfi("verify", printed(), "--with", draft.name)
    assert status == 1
    assert "Elle diffère ici : brouillon.nfi." in out


def test_verify_of_what_is_no_roadmap(nfi: Command, tmp_path: Path, printed: Callable[..., str], draft: Path) -> None:
    foreign = printed(attached=False, declared="autre", printed="")
    assert refusal(nfi("verify", foreign)).startswith("« a.pdf » ne porte pas d’empreinte : ")
    assert refusal(nfi("verify", draft.name)).startswith("« brouillon.nfi » n’est pas un PDF. ")
    assert refusal(nfi("verify", "b.pdf")).startswith("Le fichier « b.pdf » est introuvable. ")
    (tmp_path / "dossier").mkdir()
    assert refusal(nfi("verify", "dossier")).startswith("« dossier » ne peut être ni lu ni écrit. ")
    assert refusal(nfi("verify", printed(), "--with", "c.nfi")).startswith("Le fichier « c.nfi » est introuvable. ")


# -- what is not a command, or not a document --------------------------------------------------------------------------


def test_version(nfi: Command) -> None:
    assert nfi("--version") == (0, f"nfi-planner {__version__}\n", "")


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["check", "--help"], ["export", "a.nfi", "-h"]])
def test_help_shows_every_command_of_the_readme(nfi: Command, arguments: list[str]) -> None:
    status, out, err = nfi(*arguments)
    assert (status, err) == (0, "")
    assert out == "".join(f"{line.rstrip()}\n" for line in out.splitlines())
    documented = re.findall(r"^\| `nfi-planner ([a-z]+|--version)", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert documented == re.findall(r"^  nfi-planner ([a-z]+|--version)", out, re.MULTILINE)
    assert {"new", "example", "check", "export", "selftest", "verify"} < set(documented)


@pytest.mark.parametrize(
    "line",
    [
        "new", "new a.nfi", "new a.nfi b.nfi --region 21", "new a.nfi --region",
        "example", "example a.nfi b.nfi", "example a.nfi --today 2014-03-28",
        "check", "check a.nfi b.nfi", "check a.nfi --xml", "check a.nfi --js", "check a.nfi --today",
        "check a.nfi --today hier", "check a.nfi --today 31/02/2014", "check a.nfi --today=", "check .", "check /",
        "export", "export a.nfi --pdf", "export a.nfi --pdf= ", "export a.nfi --pdf a.pdf b.pdf",
        "export a.nfi --pdf a.pdf --edition brouillon", "selftest vite",
        "verify", "verify a.pdf b.pdf", "verify a.pdf --with", "verify a.pdf --today 2014-03-28",
        "a.nfi b.nfi", "chekc a.nfi", "--pdf a.pdf", "a.nfi --today demain",
    ],
)  # fmt: skip
def test_arguments_that_do_not_fit(nfi: Command, tmp_path: Path, line: str) -> None:
    command = line.split(maxsplit=1)[0]
    usage = (
        command
        if command in {"new", "example", "check", "export", "selftest", "verify"}
        else "[FICHIER] [--today DATE]"
    )
    start = f"Les arguments ne conviennent pas. Usage : nfi-planner {usage}"
    assert refusal(nfi(*line.split(" "))).startswith(start)
    assert list(tmp_path.iterdir()) == []


def test_a_file_without_a_name(nfi: Command) -> None:
    assert "Usage : nfi-planner check" in refusal(nfi("check", ""))


def _newer(data: bytes) -> bytes:
    return data[:60] + (FORMAT + 1).to_bytes(4) + data[64:]


BAD: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "text": (lambda _: b"Bonjour.\n" * 100, "« a.nfi » n’est pas un document de ce programme. "),
    "empty": (lambda _: b"", "« a.nfi » est vide : il a sans doute été mal copié. "),
    "cut short": (lambda data: data[: len(data) // 2], "« a.nfi » est endommagé. "),
    "changed": (lambda data: data.replace(b"Champagne-Ardenne", b"Champagne-ardenne"), "« a.nfi » est endommagé. "),
    "newer": (_newer, "« a.nfi » a été enregistré par une version plus récente du programme. "),
}
READERS = [["check"], ["check", "--json"], ["export", "--pdf", "a.pdf", "--xlsx", "a.xlsx"]]


@pytest.mark.parametrize("reader", READERS, ids=" ".join)
@pytest.mark.parametrize("bad", BAD)
def test_a_file_that_can_not_be_read(nfi: Command, tmp_path: Path, bad: str, reader: list[str]) -> None:
    path = tmp_path / "a.nfi"
    examples.write_example(path).close()
    spoil, sentence = BAD[bad]
    good = path.read_bytes()
    path.write_bytes(spoil(good))
    assert path.read_bytes() != good
    command, *options = reader
    with untouched(tmp_path):
        assert refusal(nfi(command, path.name, *options)).startswith(sentence)


@pytest.mark.parametrize("reader", READERS, ids=" ".join)
def test_a_file_that_is_not_there_or_a_folder(nfi: Command, tmp_path: Path, reader: list[str]) -> None:
    (tmp_path / "dossier").mkdir()
    command, *options = reader
    assert refusal(nfi(command, "a.nfi", *options)).startswith("Le fichier « a.nfi » est introuvable. ")
    assert refusal(nfi(command, "dossier", *options)).startswith("« dossier » ne peut être ni lu ni écrit. ")
    assert refusal(nfi(command, "ailleurs/a.nfi", *options)).startswith("Le dossier « ailleurs » est introuvable. ")
    assert [path.name for path in tmp_path.iterdir()] == ["dossier"]


@pytest.mark.parametrize("letters", [250, 300])  # the first leaves no room for the journal's name beside it
def test_a_name_that_is_too_long(nfi: Command, tmp_path: Path, letters: int) -> None:
    name = "a" * letters
    for command in (["new", name, "--region", "21"], ["example", name]):
        assert refusal(nfi(*command)) == f"Le nom « {name} » est trop long. Choisissez un nom plus court."
    assert refusal(nfi("check", name))
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_not_unicode(nfi: Command, tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.nfi")
    assert nfi("example", name).status == 0
    assert nfi("check", name, "--today", DAY).status == 0
    assert "existe déjà" in refusal(nfi("example", name))
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_read_only_file_in_a_read_only_folder(nfi: Command, draft: Path) -> None:
    with tempfile.TemporaryDirectory() as shelf, tempfile.TemporaryDirectory() as desk:
        path, pdf, workbook = Path(shelf, "a.nfi"), Path(desk, "a.pdf"), Path(desk, "a.xlsx")
        path.write_bytes(draft.read_bytes())
        path.chmod(0o444)
        Path(shelf).chmod(0o555)
        Path(desk).chmod(0o777)
        export = ["export", str(path), "--pdf", str(pdf), "--xlsx", str(workbook)]
        assert nfi(*export).status == 0  # what is imported at the first export may be for root's eyes only
        pdf.unlink()
        workbook.unlink()
        with unprivileged(), untouched(Path(shelf)):
            assert nfi("check", str(path), "--today", DAY).status == 1
            assert nfi(*export).status == 0
            assert "droit d’écrire" in refusal(nfi("export", str(path), "--pdf", str(path.with_name("b.pdf"))))
            assert refusal(nfi("new", str(path.with_name("b.nfi")), "--region", "21"))
        assert pdf.read_bytes().startswith(b"%PDF-")
        assert workbook.read_bytes().startswith(b"PK")
        Path(shelf).chmod(0o755)
