"""The letter that invites a director to lead a plan: one page, but for a contact of several lines."""

from datetime import date
from pathlib import Path

from nfi_planner.documents.pdf.blocks import Document
from nfi_planner.documents.pdf.content.letters import invitation
from nfi_planner.documents.pdf.page import pdf_bytes
from nfi_planner.models.roadmap import Lead
from nfi_planner.models.snapshot import Snapshot


def write_letter(snapshot: Snapshot, lead: Lead, path: Path, *, on: date) -> None:
    """Write the letter to a lead, dated that day, into a PDF file: A4, PDF/A-2a and PDF/UA-1.

    The same snapshot and day give the same bytes. OSError when the file can't be written.
    """
    letter = invitation(snapshot, lead, on)
    title = f"{letter.subject} — {lead.full_name}"
    path.write_bytes(pdf_bytes(Document((letter,), title, letter.letterhead.authority, letter.subject, "", ""), on))
