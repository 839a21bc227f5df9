"""The roadmap for machines: its exchange structure, its canonical JSON, its fingerprint (docs/echange.md)."""

from nfi_planner.documents.exchange.reading import LARGEST, from_json
from nfi_planner.documents.exchange.structure import ATTACHMENT, VERSION
from nfi_planner.documents.exchange.writing import CODE_WORDS, MARK, fingerprint, mark, short, to_json

__all__ = [
    "ATTACHMENT", "CODE_WORDS", "LARGEST", "MARK", "VERSION", "fingerprint", "from_json", "mark", "short", "to_json",
]  # fmt: skip
