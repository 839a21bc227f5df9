"""The structure of a tagged PDF, its attachment, its bytes; that it conforms is judged in test_pdf_conformance."""

import hashlib
import re
from collections import Counter
from dataclasses import replace
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from PIL import Image

from nfi_planner.documents.pdf import blocks
from nfi_planner.documents.pdf.blocks import Block, Document, plain
from nfi_planner.documents.pdf.content import roadmap_document
from nfi_planner.documents.pdf.page import pdf_bytes
from nfi_planner.models.prints import Edition, Part
from nfi_planner.pictures.scene import Rect, Scene
from nfi_planner.support.progress import CancelledError
from tests.documents import pdf_structure, pdf_text, sample

ON = sample.ON
_PICTURE = Scene(100, 20, (Rect(0, 0, 50, 20, "#1F4E9E", label="la moitié"),))


def document(*content: Block) -> Document:
    """Return a document of these blocks."""
    return Document(content, "Titre", "Auteur", "Sujet", "En-tête", "Pied")


def table(*rows: tuple[str, ...], titles: tuple[str, ...] = ("Nom", "Valeur")) -> blocks.Table:
    """Return a table of texts."""
    columns = tuple(blocks.Column(title) for title in titles)
    return blocks.Table(columns, tuple(tuple(map(plain, row)) for row in rows), "")


def _png() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (300, 120), (31, 78, 158)).save(buffer, "PNG")
    return buffer.getvalue()


def nodes(*content: Block) -> list[pdf_structure.Node]:
    """Return what a document of these blocks says."""
    return pdf_structure.nodes(pdf_bytes(document(*content), ON))


def test_everything_is_read_in_the_order_of_the_blocks() -> None:
    read = nodes(
        blocks.Heading("Un", eyebrow="Rang 1"),
        blocks.Paragraph(plain("Texte.")),
        blocks.Heading("Deux", 2),
        blocks.Bullets((plain("point"), plain("autre"))),
        table(("a", "1"), ("b", "2")),
        blocks.Picture(_PICTURE, "Une image"),
        blocks.Facts((("Fait", plain("dit")),)),
        blocks.Heading("Trois"),
        blocks.Paragraph(plain("Fin.")),
    )
    assert [(node.tag, node.text or node.alt) for node in read] == [
        ("P", "Rang 1"), ("H1", "Un"), ("P", "Texte."), ("H2", "Deux"),
        ("Lbl", "–"), ("LBody", "point"), ("Lbl", "–"), ("LBody", "autre"),
        ("TH", "Nom"), ("TH", "Valeur"), ("TH", "a"), ("TD", "1"), ("TH", "b"), ("TD", "2"),
        ("Figure", "Une image"), ("TH", "Fait"), ("TD", "dit"), ("H1", "Trois"), ("P", "Fin."),
    ]  # fmt: skip
    assert [node.path for node in read if node.tag == "H1"] == [("Document", "Sect", "H1")] * 2
    assert next(node.path for node in read if node.text == "Nom")[2:] == ("Table", "THead", "TR", "TH")
    assert next(node.path for node in read if node.text == "point")[2:] == ("L", "LI", "LBody")


def test_poppler_reads_the_roadmap_in_the_same_order(tmp_path: Any) -> None:
    made = roadmap_document(sample.snapshot(), ON)
    path = tmp_path / "x.pdf"
    path.write_bytes(pdf_bytes(made, ON))
    words = pdf_text.spaced(pdf_text.structure(path))
    place = 0
    for block in made.blocks:
        if isinstance(block, blocks.Heading):
            title = pdf_text.spaced(block.text)
            assert title in words[place:]
            place = words.index(title, place)
    titles = [
        b for b in made.blocks if isinstance(b, blocks.Contents) or (isinstance(b, blocks.Heading) and b.level == 1)
    ]
    assert words.count("H1 (block)") == len(titles)


def test_no_level_of_heading_is_skipped() -> None:
    read = nodes(blocks.Heading("a", 3), blocks.Heading("b", 3), blocks.Heading("c", 1), blocks.Heading("d", 3))
    assert [node.tag for node in read] == ["H1", "H2", "H1", "H2"]


def test_the_first_column_with_words_names_the_rows() -> None:
    read = nodes(table(("1", "Chimie", "12"), titles=("#", "Plan", "Budget")))
    assert [(node.tag, node.text) for node in read[3:]] == [("TD", "1"), ("TH", "Chimie"), ("TD", "12")]


def test_no_cell_is_empty_where_it_belongs_with_another() -> None:
    columns = (blocks.Column("", 22), blocks.Column("Source"), blocks.Column("Part"), blocks.Column("Demandé"))
    rows = (
        (Scene(9, 9, (Rect(0, 0, 9, 9, "#1F4E9E"),)), plain("Région"), plain("5 %"), plain("")),
        (plain(""), plain("Total"), plain(""), plain("12")),
    )
    with pikepdf.open(BytesIO(pdf_bytes(document(blocks.Table(columns, rows, "", total=True)), ON))) as file:
        whole: Any = file.Root.StructTreeRoot.K[0].K[0].K[0]
        lines = [row.K for part in whole.K for row in part.K]
        told = [[(str(cell.S), int(cell.get("/A", {}).get("/ColSpan", 1))) for cell in line] for line in lines]
    assert told == [
        [("/TH", 2), ("/TH", 1), ("/TH", 1)],
        [("/TH", 2), ("/TD", 1), ("/TD", 1)],
        [("/TH", 3), ("/TD", 1)],
    ]


def test_groups_of_rows_and_the_time_line_above_them() -> None:
    read = pdf_structure.nodes(pdf_bytes(roadmap_document(sample.snapshot(), ON, {Part.CALENDAR}), ON))
    alts = [node.alt for node in read if node.tag == "Figure" and "TH" in node.path]
    assert alts
    assert all(re.fullmatch(r"Frise, d(’|e )\w+\s\d{4} à \w+\s\d{4}", alt) for alt in alts)
    openings = (("a", "b"), ("c", "d"), ("e", "f"), ("g", "h"))
    grouped = replace(table(*openings), openings=(0, 2))
    with pikepdf.open(BytesIO(pdf_bytes(document(grouped), ON))) as file:
        whole: Any = file.Root.StructTreeRoot.K[0].K[0].K[0]
        assert [(str(part.S), len(part.K)) for part in whole.K] == [("/THead", 1), ("/TBody", 2), ("/TBody", 2)]


def test_what_is_left_to_be_written_is_no_row_of_dots() -> None:
    read = nodes(blocks.Signature("", "Région", "", ""))
    said = [pdf_text.spaced(node.text) for node in read]
    assert "Fait à à compléter, le à compléter" in said
    assert "Nom : à compléter" in said
    assert not any("..." in words for words in said)


def test_headers_say_of_what(tmp_path: Any) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(pdf_bytes(document(table(("a", "1"))), ON))
    said = pdf_text.structure(path)
    assert re.findall(r"/Scope /(\w+)", said) == ["Column", "Column", "Row"]


def test_a_repeated_header_is_read_once_and_a_cut_row_stays_one() -> None:
    long = " ".join(f"mot{number}" for number in range(2000))
    read = nodes(table(*((f"ligne {n}", "x") for n in range(80)), ("longue", long)))
    assert Counter(node.text for node in read)["Nom"] == 1
    assert len(read) == 2 * (1 + 80 + 1)
    assert pdf_text.spaced(read[-1].text) == long


def test_contents_lead_to_the_pages_they_name() -> None:
    parts: list[Block] = [blocks.Contents()]
    for n in range(5):
        parts += [blocks.PageBreak(), blocks.Heading(f"Partie {n}")]
    data = pdf_bytes(document(*parts), ON)
    links = [node for node in pdf_structure.nodes(data) if node.tag == "Link"]
    assert [pdf_text.spaced(node.text) for node in links] == [f"Partie {n} {n + 2}" for n in range(5)]
    assert links[0].path[2:] == ("TOC", "TOCI", "Reference", "Link")
    with pikepdf.open(BytesIO(data)) as file:
        annotations: Any = file.pages[0].obj.Annots
        targets = [file.pages.index(pikepdf.Page(link.Dest[0])) for link in annotations]
        assert targets == [1, 2, 3, 4, 5]
        assert str(annotations[0].Contents) == "Partie 0, page 2"
        assert all(page.obj.Tabs == "/S" for page in file.pages)


def test_many_headings_keep_the_contents_on_one_page() -> None:
    parts: list[Block] = [blocks.Heading(f"Partie {n}") for n in range(150)]
    data = pdf_bytes(document(blocks.Contents(), blocks.PageBreak(), *parts), ON)
    with pikepdf.open(BytesIO(data)) as file:
        assert len(file.pages[0].obj.Annots) == 150


def test_the_submission_carries_its_data() -> None:
    data = b'{"region": "\xc3\xa9"}'
    with pikepdf.open(BytesIO(pdf_bytes(document(), ON, edition=Edition.SUBMISSION, attachment=data))) as file:
        assert list(file.attachments) == ["feuille-de-route.json"]
        attached = file.attachments["feuille-de-route.json"]
        assert attached.get_file().read_bytes() == data
        assert attached.get_file().mime_type == "application/json"
        specification: Any = file.Root.AF[0]
        assert specification.AFRelationship == "/Source"
        parameters = specification.EF.F.Params
        assert parameters.Size == len(data)
        assert bytes(parameters.CheckSum) == hashlib.md5(data, usedforsecurity=False).digest()
        assert str(parameters.ModDate).startswith("D:20140328")
        with file.open_metadata() as metadata:
            assert metadata.pdfa_status == "3A"


def test_the_archive_carries_none() -> None:
    with pikepdf.open(BytesIO(pdf_bytes(document(), ON, edition=Edition.ARCHIVE, attachment=b"{}"))) as file:
        assert len(file.attachments) == 0
        with file.open_metadata() as metadata:
            assert metadata.pdfa_status == "2A"
            assert metadata["dc:title"] == "Titre"


@pytest.mark.parametrize("odd", ["\uffff", "\ufffe", "\ufdd0", "\U0001ffff", "\x00", "\x1f", "\ud83d", "<&]]>", "🚀"])
def test_what_the_file_says_of_itself_is_xml(odd: str) -> None:
    made = replace(document(), title=f"Titre{odd}", author=f"{odd}Auteur", subject=odd)
    with pikepdf.open(BytesIO(pdf_bytes(made, ON))) as file:
        packet: Any = file.Root.Metadata
        words = "".join(ET.fromstring(packet.read_bytes()).itertext())
    assert "Titre" in words
    assert "Auteur" in words


def test_the_same_document_gives_the_same_bytes_and_another_another_identity() -> None:
    one, same = (pdf_bytes(document(blocks.Paragraph(plain("a"))), ON) for _ in range(2))
    other = pdf_bytes(document(blocks.Paragraph(plain("b"))), ON)
    assert one == same
    identities = [bytes(pikepdf.open(BytesIO(data)).trailer.ID[0]) for data in (one, other)]
    assert identities[0] != identities[1]


def test_the_example_is_small() -> None:
    data = pdf_bytes(roadmap_document(sample.snapshot(), ON), ON)
    with pikepdf.open(BytesIO(data)) as file:
        assert len(data) <= 5_000 * len(file.pages)  # 120 KB for 24 pages


def test_progress_is_told_and_the_user_may_give_up() -> None:
    made = roadmap_document(sample.snapshot(), ON)
    told: list[float] = []
    pdf_bytes(made, ON, report=told.append)
    assert told == sorted(told)
    assert told[0] == 0
    assert told[-1] == 1
    assert len(told) > 100

    def give_up(done: float) -> None:
        if done > 0.5:
            raise CancelledError

    with pytest.raises(CancelledError):
        pdf_bytes(made, ON, report=give_up)
    assert pdf_bytes(made, ON) == pdf_bytes(made, ON)


def test_an_endless_word_stays_between_the_margins(tmp_path: Any) -> None:
    path = tmp_path / "x.pdf"
    words = ("m" * 300, "漢" * 300)
    rows = table(*((word, word) for word in words))
    path.write_bytes(pdf_bytes(document(*(blocks.Paragraph(plain(word)) for word in words), rows), ON))
    edges = [float(edge) for edge in re.findall(r'xMax="([\d.]+)"', pdf_text.run("pdftotext", "-bbox", str(path), "-"))]
    assert len(edges) > 10
    assert max(edges) <= 596 - 60


@pytest.mark.parametrize("more", [(), (blocks.Span(" fin", bold=True),)])
def test_lines_end_with_spaces_between_words_only(more: blocks.Content) -> None:
    text = " ".join(["mot", "composé"] * 60) + f" {'m' * 300} fin"
    (read,) = nodes(blocks.Paragraph((*plain(text), *more)))
    assert read.text == text + "".join(span.text for span in more)


def test_what_fills_pages_goes_on_on_the_next_one() -> None:
    long = "Un très long titre " * 400
    cover = blocks.Cover("Région", long, long, long, blocks.Facts(()), blocks.Logo(_png(), "Logo"))
    read = nodes(cover, blocks.PageBreak(), blocks.Heading(long), blocks.Signature(long, long, long, long))
    assert sum(pdf_text.spaced(node.text).count("très long") for node in read) == 400 * 8
    assert [node.tag for node in read].count("H1") == 1


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "CMYK", "I;16", "1"])
def test_a_huge_logo_is_made_as_small_as_print_needs(mode: str) -> None:
    buffer = BytesIO()
    Image.effect_noise((3000, 2000), 90).convert(mode).save(buffer, "JPEG" if mode == "CMYK" else "PNG")
    cover = blocks.Cover("Région", "", "Titre", "", blocks.Facts(()), blocks.Logo(buffer.getvalue(), "Logo"))
    data = pdf_bytes(document(cover), ON)
    assert len(data) < 200_000
    figure = next(node for node in pdf_structure.nodes(data) if node.tag == "Figure")
    assert figure.alt == "Logo"
    with pikepdf.open(BytesIO(data)) as file:
        (image,) = file.pages[0].get_images().values()
        assert image.Height <= 259
        assert "/SMask" not in image


_EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n%%EndComments\nshowpage\n%%EOF\n"


def _picture(kind: str, width: int = 40, height: int = 30) -> bytes:
    buffer = BytesIO()
    Image.new("L", (width, height)).save(buffer, kind)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "logo",
    [
        _EPS, *map(_picture, ("GIF", "TIFF", "BMP", "PPM", "TGA")), _png()[:60], _picture("JPEG")[:200],
        _picture("PNG", 8000, 7000),
    ],
)  # fmt: skip
def test_what_is_no_png_and_no_jpeg_is_no_logo(logo: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("subprocess.check_call", None)  # what would run Ghostscript
    cover = blocks.Cover("Région", "", "Titre", "", blocks.Facts(()), blocks.Logo(logo, "Logo"))
    assert all(node.tag != "Figure" for node in nodes(cover))


def test_the_fingerprint_stands_on_the_cover() -> None:
    digits = "7f3a91c2" + "0" * 56
    cover = blocks.Cover("Région", "", "Titre", "", blocks.Facts(()), fingerprint=digits)
    read = nodes(cover)
    assert [node.text for node in read][-1] == "empreinte 7f3a 91c2 …"
    assert "7f3a 91c2" in next(node.alt for node in read if node.tag == "Figure")
    assert all(node.tag != "Figure" for node in nodes(replace(cover, fingerprint="")))
