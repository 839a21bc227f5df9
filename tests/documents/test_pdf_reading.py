"""A PDF from anywhere: the data it carries come out, or a sentence says why not. Nothing else ever does."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nfi_planner.documents.exchange import CODE_WORDS, LARGEST, fingerprint, mark, to_json
from nfi_planner.documents.pdf.printing import write_print
from nfi_planner.documents.pdf_reading import Carried, read_attachment, read_carried, read_rows
from nfi_planner.models.errors import KnownError
from nfi_planner.models.prints import Edition, PrintOrder
from nfi_planner.models.snapshot import Snapshot
from tests.documents import sample
from tests.documents.carriers import carrier

SNAPSHOT = sample.snapshot()
DATA = to_json(SNAPSHOT)
FULL = fingerprint(DATA)
GOOD = carrier(SNAPSHOT)
OBJECT_STREAMS = carrier(SNAPSHOT, object_stream_mode=pikepdf.ObjectStreamMode.generate)
OTHER = mark("0" * 64)


@pytest.fixture
def pdf(tmp_path: Path) -> Callable[[bytes], Path]:
    def write(content: bytes) -> Path:
        path = tmp_path / "feuille.pdf"
        path.write_bytes(content)
        return path

    return write


@pytest.mark.parametrize("content", [GOOD, OBJECT_STREAMS], ids=["plain", "object streams"])
def test_what_is_carried_comes_out(pdf: Callable[[bytes], Path], content: bytes) -> None:
    assert read_carried(pdf(content)) == Carried(DATA, FULL, FULL[:8], promised=False)
    assert read_attachment(pdf(content)) == DATA
    assert to_json(Snapshot.of(read_rows(pdf(content)))) == DATA


def test_a_pdf_that_may_not_be_changed_can_be_read(pdf: Callable[[bytes], Path]) -> None:
    path = pdf(carrier(SNAPSHOT, encryption=pikepdf.Encryption(owner="x", user="")))
    assert read_attachment(path) == DATA


def test_other_words_may_stand_beside_the_fingerprint(pdf: Callable[[bytes], Path]) -> None:
    path = pdf(carrier(SNAPSHOT, declared=f"industrie, {mark(FULL)}, région"))
    assert read_attachment(path) == DATA


@pytest.mark.parametrize("words", ["Logo : QR et empreinte 1234 5678", f"Logo. {CODE_WORDS}1234 5678", mark("1" * 64)])
def test_what_else_is_told_of_a_picture_is_no_fingerprint(pdf: Callable[[bytes], Path], words: str) -> None:
    with pikepdf.open(pdf(carrier(SNAPSHOT, attached=False))) as one:
        logo = pikepdf.Dictionary(S=pikepdf.Name.Figure, Alt=pikepdf.String(words))
        one.Root.StructTreeRoot.K.K.insert(0, logo)
        one.save(path := pdf(b"").with_name("logo.pdf"))
    assert read_carried(path).printed == FULL[:8]


def test_the_archives_do_not_promise_data(tmp_path: Path) -> None:
    for edition in Edition:
        path = tmp_path / "x.pdf"
        write_print(SNAPSHOT, path, on=sample.ON, order=PrintOrder(edition=edition))
        assert read_carried(path).promised == (edition is Edition.SUBMISSION)


def test_the_archives_have_no_data(pdf: Callable[[bytes], Path]) -> None:
    assert read_carried(pdf(carrier(SNAPSHOT, attached=False))) == Carried(None, FULL, FULL[:8], promised=False)


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "n’est pas un PDF"),
    "text": (lambda: b"Bonjour", "n’est pas un PDF"),
    "a head alone": (lambda: b"%PDF-1.7\n", "est incomplet"),
    "cut short": (lambda: GOOD[: len(GOOD) // 2], "est incomplet"),
    "a few bytes short": (lambda: GOOD[:-30], "est incomplet"),
    "broken": (lambda: b"%PDF-1.7\n" + b"?" * 900 + b"startxref\n12\n%%EOF", "est un PDF abîmé"),
    "encrypted": (
        lambda: carrier(SNAPSHOT, encryption=pikepdf.Encryption(owner="x", user="y")),
        "est protégé par un mot de passe",
    ),
    "foreign": (lambda: carrier(SNAPSHOT, attached=False, declared="industrie"), "sans les données"),
    "for the archives": (lambda: carrier(SNAPSHOT, attached=False), "ne contient pas ses données"),
    "other data": (lambda: carrier(SNAPSHOT, declared=OTHER), "abîmées ou ont été modifiées"),
    "no fingerprint": (lambda: carrier(SNAPSHOT, declared=""), "abîmées ou ont été modifiées"),
    "not canonical": (lambda: carrier(SNAPSHOT, data=DATA + b" "), "abîmées ou ont été modifiées"),
    "newer": (
        lambda: carrier(SNAPSHOT, data=DATA.replace(b'"version":1', b'"version":2')),
        "par une version plus récente",
    ),
    "a bomb": (lambda: carrier(SNAPSHOT, data=b"0" * (LARGEST * 2)), "trop gros"),
    "a huge file": (lambda: b"%PDF-1.7\n" + b" " * 50_000_000, "trop gros"),
}


@pytest.mark.parametrize("bad", BAD)
def test_what_is_wrong_gets_a_sentence(pdf: Callable[[bytes], Path], bad: str) -> None:
    make, words = BAD[bad]
    with pytest.raises(KnownError) as caught:
        read_rows(pdf(make()))
    plain = caught.value.sentence.replace("\u00a0", " ")
    assert words in plain
    assert "« feuille.pdf »" in plain
    assert caught.value.cure


def test_a_structure_that_turns_in_circles_comes_to_an_end(pdf: Callable[[bytes], Path]) -> None:
    with pikepdf.open(pdf(carrier(SNAPSHOT, printed="rien"))) as one:
        root = one.Root.StructTreeRoot
        root.K.K = pikepdf.Array([root.K, root])
        one.save(turning := pdf(b"").with_name("tourne.pdf"))
    assert read_carried(turning).printed == ""


# -- whatever happens to the bytes -------------------------------------------------------------------------------------


def comes_out_or_is_told(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with suppress(KnownError):
        assert to_json(Snapshot.of(read_rows(path))) == DATA


@pytest.mark.parametrize("content", [GOOD, OBJECT_STREAMS], ids=["plain", "object streams"])
def test_cut_anywhere(tmp_path: Path, content: bytes) -> None:
    for end in {*range(0, len(content), 97), *range(len(content) - 80, len(content))}:
        comes_out_or_is_told(tmp_path / "a.pdf", content[:end])


_CHANGES = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8)
_FREE = settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture])


@_FREE
@given(st.sampled_from([GOOD, OBJECT_STREAMS]), _CHANGES)
def test_bytes_changed_anywhere(tmp_path: Path, good: bytes, changes: list[tuple[float, int]]) -> None:
    content = bytearray(good)
    for place, value in changes:
        content[int(place * len(content))] = value
    comes_out_or_is_told(tmp_path / "a.pdf", bytes(content))


_BARE = carrier(SNAPSHOT, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all)
_WORDS = (
    b"/EF",
    b"/F",
    b"/Names",
    b"/Info",
    b"/Keywords",
    b"/K",
    b"/Root",
    b"obj",
    b"R",
    b"<<",
    b"[",
    b"(",
    b"/Length",
)
_OTHERS = (b"", b"null", b"/X", b"[", b"<<", b"true", b"-1", b"99999999999", b"()", b"\x00")


@_FREE
@given(st.sampled_from(_WORDS), st.sampled_from(_OTHERS), st.integers(0, 30))
def test_words_of_the_pdf_changed(tmp_path: Path, word: bytes, other: bytes, which: int) -> None:
    head, *rest = _BARE.split(word)
    place = which % max(len(rest), 1)
    parts = [(other if i == place else word) + part for i, part in enumerate(rest)]
    comes_out_or_is_told(tmp_path / "a.pdf", head + b"".join(parts))


def test_a_bomb_among_the_objects_is_bounded(pdf: Callable[[bytes], Path]) -> None:
    with pikepdf.open(pdf(GOOD)) as one:
        one.docinfo["/Subject"] = one.make_indirect(pikepdf.String("0" * (LARGEST * 2)))
        one.save(swollen := pdf(b"").with_name("feuille 2.pdf"), object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert swollen.stat().st_size < 100_000
    with pytest.raises(KnownError, match="abîmé"):
        read_rows(swollen)
