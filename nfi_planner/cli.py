"""The command line: one sub-command per line of ``COMMANDS``, none of which needs a screen."""

import argparse
import io
import json
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from nfi_planner import __version__
from nfi_planner.models.errors import KnownError
from nfi_planner.models.prints import Edition, PrintOrder
from nfi_planner.support.french import parse_date, plural, typeset

if TYPE_CHECKING:
    from nfi_planner.models.rules import Finding, Review

WINDOW = "window"
SELFTEST = "selftest"

_USAGES = {
    WINDOW: "[FICHIER] [--today DATE]",
    "new": "FICHIER --region CODE [--vintage 2014|2016]",
    "example": "FICHIER [--unfinished [NOM]]",
    "check": "FICHIER [--json] [--today DATE]",
    "export": "FICHIER [--pdf FICHIER.pdf [--edition remise|archives]] [--xlsx FICHIER.xlsx] [--today DATE]",
    "verify": "FICHIER.pdf [--with DOCUMENT.nfi]",
    SELFTEST: "",
}
_HELP = {
    WINDOW: "ouvre la fenêtre, sur un document si un fichier est donné",
    "new": "crée une feuille de route vierge pour une région",
    "example": "écrit l’exemple fictif, complet ou inachevé, comme document",
    "check": "dit ce qui manque ; code de sortie 1 si un constat est bloquant",
    "export": "écrit le PDF à imprimer et le classeur Excel",
    "verify": "dit si le papier, le PDF et ses données concordent ; code de sortie 1 sinon",
    SELFTEST: "vérifie que le programme installé fonctionne",
}
_EDITIONS = {edition.label.lower(): edition for edition in Edition}
_BAD = 2
_QT_LIBRARIES = (  # what a window needs, by Debian's names; packaging/setup.sh installs the same
    "libgl1 libegl1 libfontconfig1 libxkbcommon0 libdbus-1-3 libglib2.0-0 "
    "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0"
)


class _Parser(argparse.ArgumentParser):
    """A parser that answers in one French sentence."""

    def error(self, message: str) -> NoReturn:
        del message  # argparse speaks English; the usage says it all
        name = "" if self.prog == WINDOW else f"{self.prog} "
        raise KnownError(f"Les arguments ne conviennent pas. Usage : nfi-planner {name}{_USAGES[self.prog]}".strip())


def parse(arguments: list[str]) -> argparse.Namespace:
    """Return the parsed arguments with ``command``; KnownError with the usage when they don't fit."""
    if not {"-h", "--help"}.isdisjoint(arguments):
        arguments = ["--help"]
    command = arguments[0] if arguments and arguments[0] in _USAGES and arguments[0] != WINDOW else WINDOW
    parser = _Parser(prog=command, add_help=False, allow_abbrev=False)
    parser.set_defaults(command=command)
    if command == WINDOW:
        parser.add_argument("file", type=_file, nargs="?")
        parser.add_argument("--version", action="store_true")
        parser.add_argument("-h", "--help", action="store_true")
    elif command != SELFTEST:
        parser.add_argument("file", type=_file)
    if command in {WINDOW, "check", "export"}:
        parser.add_argument("--today", type=parse_date)
    if command == "new":
        parser.add_argument("--region", required=True)
        parser.add_argument("--vintage", type=int, choices=(2014, 2016), default=2014)
    if command == "example":
        parser.add_argument("--unfinished", nargs="?", const="", default=None)
    if command == "check":
        parser.add_argument("--json", action="store_true")
    if command == "export":
        parser.add_argument("--pdf", type=_file)
        parser.add_argument("--edition", choices=tuple(_EDITIONS), default="remise")
        parser.add_argument("--xlsx", type=_file)
    if command == "verify":
        parser.add_argument("--with", type=_file, dest="document")
    return parser.parse_args(arguments if command == WINDOW else arguments[1:])


def _file(text: str) -> Path:
    path = Path(text)
    if not path.name:  # "", "." and "/" name no file
        raise ValueError(text)
    return path


def needs_qt(arguments: argparse.Namespace) -> bool:
    """Return whether the command shows a window, or tries one out."""
    if arguments.command == WINDOW:
        return not (arguments.version or arguments.help)
    return bool(arguments.command == SELFTEST)


def run(arguments: argparse.Namespace) -> int:
    """Run a parsed command and return the exit status; KnownError when it can't be done."""
    if arguments.command == WINDOW and arguments.version:
        print(f"nfi-planner {__version__}")
        return 0
    if arguments.command == WINDOW:
        _say(_help())
        return 0
    return _COMMANDS[arguments.command](arguments)


def guarded(action: Callable[[], int]) -> int:
    """Return what the action returns; a known error becomes its sentence on stderr and status 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # not so where there is no console
            stream.reconfigure(errors="replace")
    try:
        status = action()
        print(end="", flush=True)
    except KnownError as error:
        return refuse(error)
    except BrokenPipeError:  # the reader has seen enough, as `head` does: nothing to say, nobody to say it to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BAD
    return status


def refuse(error: KnownError) -> int:
    """Say on stderr why the command can't be done; return the exit status that means so."""
    print(f"nfi-planner : {error}", file=sys.stderr, flush=True)
    return _BAD


def no_window(cause: str) -> KnownError:
    """Return the error for a window that can't open: ``cause`` ends its sentence."""
    return KnownError(
        f"La fenêtre ne peut pas s’ouvrir : {cause}.",
        f"Sous Debian ou Ubuntu, tapez : sudo apt-get install {_QT_LIBRARIES}",
    )


def _say(text: str) -> None:
    print(typeset(text))


def _help() -> str:
    lines = ["Feuille de route NFI — la feuille de route régionale de la Nouvelle France industrielle", ""]
    for command, usage in _USAGES.items():
        name = "" if command == WINDOW else f"{command} "
        lines += [f"  nfi-planner {name}{usage}".rstrip(), f"      {_HELP[command]}"]
    lines += ["  nfi-planner --version", "      dit la version", "", "DATE : 28/03/2014 ou 2014-03-28."]
    return "\n".join(lines)


def _new(arguments: argparse.Namespace) -> int:
    from nfi_planner.services.opening import new_roadmap

    new_roadmap(arguments.file, arguments.region, arguments.vintage).close()
    _say(f"Feuille de route créée : {arguments.file}")
    return 0


def _example(arguments: argparse.Namespace) -> int:
    from nfi_planner.services import examples

    name = arguments.unfinished
    if name is None:
        examples.write_example(arguments.file).close()
    else:
        examples.write_example(arguments.file, name or examples.UNFINISHED).close()
    _say(f"Exemple fictif écrit : {arguments.file}")
    return 0


def _day(arguments: argparse.Namespace) -> date:
    """The day asked for, else the present one."""
    given: date | None = arguments.today
    return given or date.today()  # noqa: DTZ011 - the user's own day


def _check(arguments: argparse.Namespace) -> int:
    from nfi_planner.models import rules
    from nfi_planner.services.opening import read_document

    found = rules.review(read_document(arguments.file), _day(arguments))
    if arguments.json:
        print(_as_json(found))
    else:
        _say(summary(found))
    return int(found.blocked)


def _as_json(found: "Review") -> str:
    """JSON is for programs: where the output can't carry French letters, they are escaped, never lost."""
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    return json.dumps([_as_data(f) for f in found.findings], ensure_ascii="utf" not in encoding.lower(), indent=2)


def _as_data(finding: "Finding") -> dict[str, str]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "target": str(finding.target),
    }


def summary(found: "Review") -> str:
    """Return what the validation says, a group a paragraph."""
    from nfi_planner.models.rules import Severity

    total = plural(found.passed, "contrôle réussi", "contrôles réussis")
    lines = [f"{total} sur {found.applicable}."]
    for severity in Severity:
        if group := found.of(severity):
            lines.append(f"{severity.heading} ({len(group)}) :")
            lines += [f"  {finding.code}  {finding.message}" for finding in group]
    return "\n".join(lines)


def _export(arguments: argparse.Namespace) -> int:
    from nfi_planner.services import exporting
    from nfi_planner.services.opening import read_document

    if arguments.pdf is None and arguments.xlsx is None:
        raise KnownError(f"Rien à exporter. Usage : nfi-planner export {_USAGES['export']}")
    for target, others in ((arguments.pdf, {arguments.file}), (arguments.xlsx, {arguments.file, arguments.pdf})):
        if target and target.resolve() in {other.resolve() for other in others if other}:
            raise KnownError(f"« {target.name} » est nommé deux fois : rien n’est écrit.", "Choisissez un autre nom.")
    snapshot = read_document(arguments.file)
    if arguments.pdf:
        order = PrintOrder(edition=_EDITIONS[arguments.edition])
        exporting.export_pdf(snapshot, arguments.pdf, on=_day(arguments), order=order)
        _say(f"PDF écrit : {arguments.pdf}")
    if arguments.xlsx:
        exporting.export_workbook(snapshot, arguments.xlsx, on=_day(arguments))
        _say(f"Classeur écrit : {arguments.xlsx}")
    return 0


def _verify(arguments: argparse.Namespace) -> int:
    from nfi_planner.services import verifying

    verdict = verifying.verify(arguments.file, arguments.document)
    width = max(map(len, verdict.places))
    lines = [f"  {place:<{width}}  {verdict.said(place)}" for place in verdict.places]
    if verdict.agrees:
        lines.append(f"Tout concorde. Le bas des pages imprimées doit porter : {verifying.short(verdict.fingerprint)}.")
        lines.append(f"Empreinte entière : {verdict.fingerprint}")
    elif verdict.lacking and not verdict.other:
        lines.append("Ce PDF se dit porteur de ses données, mais elles en ont été retirées.")
    elif verdict.fingerprint:
        lines.append(f"L’empreinte n’est pas partout la même. Elle diffère ici : {', '.join(verdict.other)}.")
    else:
        lines.append("Le PDF a perdu son empreinte : rien ne dit que les données sont les siennes.")
    _say("\n".join(lines))
    return int(not verdict.agrees)


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "new": _new,
    "example": _example,
    "check": _check,
    "export": _export,
    "verify": _verify,
}
