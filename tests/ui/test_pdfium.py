"""A PDF file as the preview reads it: its pages, its words, and the same place in another file."""

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest

from nfi_planner.models.errors import KnownError
from nfi_planner.services import exporting
from nfi_planner.ui.preview.pdfium import Facts, Heading, PdfFile, same_place
from tests.documents import sample

A4 = (595.0, 842.0)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("pdf") / "a.pdf"
    exporting.export_pdf(sample.snapshot(), path, on=sample.ON)
    return path.read_bytes()


@pytest.fixture
def file(data: bytes) -> Iterator[PdfFile]:
    made = PdfFile(data)
    yield made
    made.close()


def test_facts(file: PdfFile) -> None:
    assert file.facts.sizes[0] == pytest.approx(A4, abs=1)
    titles = [heading.title for heading in file.facts.headings]
    assert any("Chimie verte" in title for title in titles)
    assert [heading.page for heading in file.facts.headings] == sorted(heading.page for heading in file.facts.headings)


@pytest.mark.parametrize("width", [84, 794, 1588])
def test_a_picture_is_as_wide_as_asked(file: PdfFile, width: int) -> None:
    image = file.image(1, width)
    assert abs(image.width() - width) <= 1
    assert image.pixelColor(2, 2).name() == "#ffffff"
    assert image.height() / image.width() == pytest.approx(842 / 595, rel=0.02)


def test_a_passage_is_where_its_ink_is(file: PdfFile) -> None:
    """At 72 dots an inch a pixel is a point: there is ink in the box, and none just above it."""
    page = next(p for p in range(len(file.facts.sizes)) if file.find(p, "chimie verte"))
    (box,) = file.find(page, "CHIMIE VERTE")[0]
    image = file.image(page, round(file.facts.sizes[page][0]))
    columns = range(round(box.left()), round(box.right()))

    def darkest(y: float) -> int:
        return min(image.pixelColor(x, round(y)).lightness() for x in columns)

    assert darkest(box.center().y()) < 128
    assert darkest(box.top() - 3) > 200
    assert "Chimie verte" in file.text(page)


def test_a_passage_over_two_lines_has_two_boxes(file: PdfFile) -> None:
    for page in range(len(file.facts.sizes)):
        lines = [line.split() for line in file.text(page).split("\n")]
        for above, below in pairwise(lines):
            if len(above) > 8 and len(below) > 8:
                words = " ".join(above[-2:] + below[:2])
                (boxes,) = file.find(page, words)
                assert len({round(box.center().y() / 6) for box in boxes}) == 2
                return
    pytest.fail("no running text in the sample")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"MZ", b"%PDF-1.7\n" + b"x" * 500])
def test_what_is_no_pdf_gets_a_sentence(content: bytes) -> None:
    with pytest.raises(KnownError, match="ne peut pas montrer"):
        PdfFile(content)


def _facts(pages: int, **headings: int) -> Facts:
    return Facts((A4,) * pages, tuple(Heading(0, title, page) for title, page in headings.items()))


WHOLE = _facts(12, plans=2, strategy=3, sheets=4, calendar=9)


@pytest.mark.parametrize(
    ("page", "after", "there"),
    [
        (5, WHOLE, 5),
        (5, _facts(11, plans=1, strategy=2, sheets=3, calendar=8), 4),  # a page less before it
        (9, _facts(7, plans=2, strategy=3, calendar=4), 4),
        (5, _facts(3, plans=2), 2),  # the part is gone
        (11, _facts(10, calendar=9), 9),
        (1, _facts(10, plans=1), 1),
        (1, _facts(9, plans=0), 0),  # the pages before the first heading are gone
        (5, _facts(1), 0),
    ],
)
def test_the_same_place_in_another_file(page: int, after: Facts, there: int) -> None:
    assert same_place(WHOLE, page, after) == there


def test_the_number_printed_on_a_page_is_known_when_it_is_another_than_its_place(data: bytes) -> None:
    labelled = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.Root.PageLabels = pikepdf.Dictionary(
            Nums=[0, pikepdf.Dictionary(P="lettre"), 1, pikepdf.Dictionary(S=pikepdf.Name.D)]
        )
        pdf.save(labelled)
    file = PdfFile(labelled.getvalue())
    assert [file.facts.number(page) for page in (0, 1, 4)] == ["lettre", "1", "4"]
    file.close()
    assert Facts((A4,) * 2, (), ("1", "ii")).number(0) == ""
    assert Facts((A4,) * 2, (), ("1", "ii")).number(1) == "ii"
    assert Facts((A4,), ()).number(0) == ""
