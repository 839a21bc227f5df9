"""What the printed documents say, as blocks: snapshot in, ``Document`` out; how they look is decided elsewhere."""

from nfi_planner.documents.pdf.content.prints import document_for
from nfi_planner.documents.pdf.content.roadmap import roadmap_document

__all__ = ["document_for", "roadmap_document"]
