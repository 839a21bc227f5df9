"""Contacts as a vCard file. Version 3.0 (RFC 2426), which address books and mail programs all read."""

from collections.abc import Sequence
from pathlib import Path

from nfi_planner.models import lookups
from nfi_planner.models.roadmap import Choice, Lead
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import typeset

_LINE = 75  # octets, as the norm asks


def write_vcards(snapshot: Snapshot, leads: Sequence[Lead], path: Path) -> None:
    """Write the contacts of these leads into one file, one card each. OSError when it can't be written."""
    path.write_bytes("".join(_card(snapshot, lead) for lead in leads).encode())


def _card(snapshot: Snapshot, lead: Lead) -> str:
    company = lookups.lead_company(snapshot, lead)
    plan = Choice(id=lead.id).plan
    name = (lead.name, lead.first_name, "", lead.civility, "")
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "PRODID:-//Feuille de route NFI//FR",
        f"N:{_structured(*name)}",
        f"FN:{_escaped(lead.full_name)}",
    ]
    firm, commune = (company.name, company.commune) if company else ("", "")
    optional = (
        ("ORG", _structured(firm), firm),
        ("TITLE", _escaped(lead.function), lead.function),
        ("EMAIL;TYPE=INTERNET,WORK", _escaped(lead.email), lead.email),
        ("TEL;TYPE=WORK,VOICE", _escaped(lead.telephone), lead.telephone),
        ("ADR;TYPE=WORK", _structured("", "", "", commune, "", "", ""), commune),
    )
    lines += [f"{head}:{value}" for head, value, known in optional if known.strip()]
    note = typeset(f"Nouvelle France industrielle : chef de projet du plan {plan.number}, « {plan.title} ».")
    lines += [f"NOTE:{_escaped(note)}", "END:VCARD"]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _structured(*parts: str) -> str:
    return ";".join(map(_escaped, parts))


def _escaped(text: str) -> str:
    text = text.strip().replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> str:
    """The line in pieces of 75 octets at most, never cut within a character."""
    pieces, octets = [""], 0
    for character in line:
        size = len(character.encode())
        if octets + size > _LINE:
            pieces.append(" ")
            octets = 1
        pieces[-1] += character
        octets += size
    return "\r\n".join(pieces)
