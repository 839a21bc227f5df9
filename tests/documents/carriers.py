"""Small PDFs that carry a roadmap as the printed one does: attached data, a property, a QR code with its words."""

from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from nfi_planner.documents.exchange import ATTACHMENT, CODE_WORDS, fingerprint, mark, short, to_json
from nfi_planner.models.snapshot import Snapshot


def carrier(
    snapshot: Snapshot,
    *,
    data: bytes | None = None,
    attached: bool = True,
    declared: str | None = None,
    printed: str | None = None,
    part: str = "",
    **saving: Any,
) -> bytes:
    """Return a PDF of one page; what isn't given is as it should be. ``saving`` goes to pikepdf."""
    data = to_json(snapshot) if data is None else data
    full = fingerprint(data)
    pdf = pikepdf.new()
    pdf.add_blank_page()
    if attached:
        spec = pikepdf.AttachedFileSpec(pdf, data, filename=ATTACHMENT, mime_type="application/json")
        spec.relationship = Name.Source
        pdf.attachments[ATTACHMENT] = spec
    if words := mark(full) if declared is None else declared:
        pdf.docinfo["/Keywords"] = String(words)
    if part:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["pdfaid:part"] = part
    if words := short(full) if printed is None else printed:
        figure = pdf.make_indirect(Dictionary(S=Name.Figure, Alt=String(f"{CODE_WORDS}{words}")))
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        whole = pdf.make_indirect(Dictionary(S=Name.Document, P=root, K=Array([figure, 0])))
        figure.P, root.K = whole, whole
        pdf.Root.StructTreeRoot = root
    buffer = BytesIO()
    pdf.save(buffer, static_id=True, **saving)
    return buffer.getvalue()
