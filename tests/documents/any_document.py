"""Any document there can be: blocks in any order, texts in any script."""

from dataclasses import fields, is_dataclass

from hypothesis import strategies as st

from nfi_planner.documents.pdf import blocks
from nfi_planner.models.roadmap import Rank
from nfi_planner.pictures import scene as marks

_SCRIPTS = (
    "abcdeéèêçœ’« »—–-.,;:!?()&<>/€ 0123456789\u00a0\u202f\u00ad",
    "שלוםםבגד \u05b8\u200f",
    "مرحبا \u064b\u200f",
    "👨👩👧🚀👍🏽\u200d\ufe0f",
    "漢字かな ",
    "\x07\x0b\u200b\u2028\ue02f\ud83d\n\t\ufdd0\ufffe\uffff\U0001ffff",
)
_words = st.text(st.sampled_from("".join(_SCRIPTS)), max_size=40)
_long = st.builds(lambda word, times: word * times, st.text("xé漢", min_size=1, max_size=4), st.integers(80, 400))
_texts = _words | st.text(max_size=60) | _long
_some = _texts.map(lambda text: text or "x")
_spans = st.builds(blocks.Span, _texts, st.booleans(), st.booleans())
_contents = st.lists(_spans, max_size=3).map(tuple)
_scenes = st.builds(
    lambda text, label: marks.Scene(
        60, 20, (marks.Rect(0, 0, 60, 20, "#1F4E9E", label=label), marks.Text(2, 12, text, 9))
    ),
    st.text("abcé →漢\n\u00ad", max_size=8),
    st.sampled_from(["", "Ce que montre l’image"]),
)


@st.composite
def _tables(draw: st.DrawFn) -> blocks.Table:
    width = draw(st.integers(1, 4))
    columns = tuple(
        blocks.Column(draw(_words | _scenes), draw(st.sampled_from([0, 60])), draw(st.booleans())) for _ in range(width)
    )
    rows = draw(st.lists(st.tuples(*[_contents | _scenes] * width), min_size=1, max_size=5))
    return blocks.Table(columns, tuple(rows), draw(_words), total=draw(st.booleans()))


_facts = st.lists(st.tuples(_words, _contents), max_size=4).map(tuple).map(blocks.Facts)
_blocks = st.one_of(
    st.builds(blocks.Heading, _some, st.integers(1, 3), st.sampled_from([None, *Rank]), _words),
    st.builds(blocks.Paragraph, _contents, st.sampled_from(["body", "lead", "note"])),
    st.lists(_contents, max_size=4).map(tuple).map(blocks.Bullets),
    _tables(),
    _facts,
    st.builds(blocks.Picture, _scenes, st.sampled_from(["", "Une image"])),
    st.builds(blocks.Signature, _words, _words, _words, _words),
    st.just(blocks.PageBreak()),
)
_covers = st.builds(
    blocks.Cover, _words, _words, _some, _words, _facts, st.none(), st.sampled_from(["", "7f3a91c2" * 8])
)


@st.composite
def documents(draw: st.DrawFn) -> blocks.Document:
    """Return a strategy for documents with a cover, a table of contents and a few blocks."""
    body = draw(st.lists(_blocks, max_size=8))
    front = (draw(_covers), blocks.PageBreak(), blocks.Contents(draw(_some)), blocks.PageBreak())
    return blocks.Document((*front, *body), draw(_some), draw(_words), draw(_words), draw(_words), draw(_words))


_NOT_ON_THE_PAGES = {"summary", "label", "fill", "color", "anchor", "role", "fingerprint", "rank"}


def texts(thing: object) -> list[str]:
    """Return every text that the pages of a document's blocks have to say."""
    if isinstance(thing, str):
        return [thing]
    if isinstance(thing, tuple):
        return [text for part in thing for text in texts(part)]
    if is_dataclass(thing):
        return texts(tuple(getattr(thing, f.name) for f in fields(thing) if f.name not in _NOT_ON_THE_PAGES))
    return []
