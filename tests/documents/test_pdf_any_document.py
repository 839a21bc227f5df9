"""Whatever the document, its PDF is made, and a program that reads its structure gets every text back."""

import unicodedata

from hypothesis import given, settings

from nfi_planner.documents.pdf.blocks import Document
from nfi_planner.documents.pdf.page import pdf_bytes
from nfi_planner.documents.pdf.theme import JOINERS, MISSING, STAND_IN
from tests.documents import pdf_structure, sample
from tests.documents.any_document import documents, texts

_SHAPELESS = {"Cc", "Cf", "Cs"}


def bare(text: str) -> str:
    """Return the text without blanks and without what has no shape."""
    composed = unicodedata.normalize("NFC", text.replace(STAND_IN, MISSING))
    return "".join(
        character
        for character in composed
        if not character.isspace()
        and character not in JOINERS
        and character not in "\ufffe\uffff"
        and unicodedata.category(character) not in _SHAPELESS
    )


@settings(max_examples=40)
@given(documents())
def test_every_text_is_given_back(document: Document) -> None:
    said = bare("".join(f"{node.text}{node.alt}" for node in pdf_structure.nodes(pdf_bytes(document, sample.ON))))
    for text in texts(document.blocks):
        assert bare(text) in said
