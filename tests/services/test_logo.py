"""A region's logo: whatever the file, what is kept is small, clean and can be printed; what can't be used is said."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

from nfi_planner.models import lookups
from nfi_planner.models.errors import KnownError
from nfi_planner.models.roadmap import Roadmap
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import logo

BLUE, RED, WHITE, CLEAR = (31, 78, 158), (163, 25, 15), (255, 255, 255), (0, 0, 0, 0)
FAST: dict[str, dict[str, Any]] = {"PNG": {"compress_level": 1}, "JPEG": {}}


def encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def decoded(data: bytes) -> Image.Image:
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture


def near(picture: Image.Image, place: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    """Whether a pixel is of that colour, but for what JPEG does to it."""
    pixel = picture.getpixel(place)
    return isinstance(pixel, tuple) and all(abs(a - b) <= 4 for a, b in zip(pixel, colour, strict=True))


def mark(size: tuple[int, int] = (600, 200), ink: Any = BLUE, ground: Any = WHITE) -> Image.Image:
    """A disc on a ground."""
    picture = Image.new("RGBA" if len(ground) == 4 else "RGB", size, ground)
    ImageDraw.Draw(picture).ellipse((20, 20, size[1] - 20, size[1] - 20), fill=ink)
    return picture


def claiming(width: int, height: int) -> bytes:
    """A small file that says it is that large."""
    data = encoded(mark(), "PNG")
    head = b"IHDR" + struct.pack(">II", width, height) + data[24:29]
    return data[:12] + head + struct.pack(">I", zlib.crc32(head)) + data[33:]


def noise(size: tuple[int, int]) -> Image.Image:
    return Image.effect_noise(size, 120).convert("RGB")


# -- what is kept --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "ground"), [("PNG", WHITE), ("PNG", CLEAR), ("JPEG", WHITE)])
def test_a_good_logo_stays_as_it_is(kind: str, ground: Any) -> None:
    kept = decoded(logo.prepared(encoded(mark(ground=ground), kind), "logo"))
    assert (kept.format, kept.size) == (kind, (600, 200))
    assert kept.has_transparency_data is (ground is CLEAR)
    assert near(kept.convert("RGB"), (100, 100), BLUE)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("size", [(2400, 300), (300, 2400), (1300, 1300)])
def test_a_large_logo_is_made_smaller(kind: str, size: tuple[int, int]) -> None:
    data = logo.prepared(encoded(noise(size), kind, **FAST[kind]), "logo")
    kept = decoded(data)
    assert max(kept.size) <= logo.LARGEST_SIDE
    assert len(data) <= logo.LARGEST_SIZE
    assert kept.width / kept.height == pytest.approx(size[0] / size[1], rel=0.02)


def test_the_worst_there_is_is_small_enough() -> None:
    picture = noise((1250, 1250)).convert("RGBA")
    picture.putalpha(Image.effect_noise((1250, 1250), 120))
    assert len(logo.prepared(encoded(picture, "PNG", **FAST["PNG"]), "logo")) <= logo.LARGEST_SIZE


def test_nothing_but_the_picture_is_kept() -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Marie Durand")
    exif = Image.Exif()
    exif[0x013B] = "Marie Durand"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    beside: dict[str, Any] = {"exif": exif, "icc_profile": profile}
    for data in (
        encoded(mark(), "PNG", pnginfo=texts, **beside),
        encoded(mark(), "JPEG", comment=b"Marie Durand", dpi=(72, 72), **beside),
    ):
        assert b"Marie Durand" in data
        kept = logo.prepared(data, "logo")
        assert b"Marie" not in kept
        assert {"exif", "icc_profile", "comment", "Author"}.isdisjoint(decoded(kept).info)


def test_a_picture_taken_sideways_is_turned() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    kept = decoded(logo.prepared(encoded(mark((600, 200)), "JPEG", exif=exif), "logo"))
    assert kept.size == (200, 600)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (lambda: encoded(Image.new("CMYK", (300, 100), (255, 255, 0, 0)), "JPEG"), (0, 0, 255)),
        (lambda: encoded(Image.new("I;16", (300, 100), 0x9C40), "PNG"), (156, 156, 156)),
        (lambda: encoded(Image.new("L", (300, 100), 77), "JPEG"), (77, 77, 77)),
        (lambda: encoded(Image.new("1", (300, 100), 1), "PNG"), WHITE),
        (lambda: encoded(mark((300, 100), RED).convert("P", palette=Image.Palette.ADAPTIVE), "PNG"), RED),
    ],
    ids=["printer's colours", "16 bits", "greys", "black and white", "palette"],
)
def test_every_kind_of_colours_becomes_the_screen_s(made: Callable[[], bytes], expected: tuple[int, int, int]) -> None:
    kept = decoded(logo.prepared(made(), "logo"))
    assert kept.mode == "RGB"
    assert near(kept, (50, 50), expected)


def test_of_an_animation_the_first_picture_stays() -> None:
    data = encoded(mark(ink=RED), "PNG", save_all=True, append_images=[mark(ink=BLUE)])
    assert getattr(decoded(data), "n_frames", 1) == 2
    kept = decoded(logo.prepared(data, "logo"))
    assert getattr(kept, "n_frames", 1) == 1
    assert kept.getpixel((100, 100)) == RED


# -- what can't be used --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "n’est pas une image PNG ou JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "n’est pas une image PNG ou JPEG"),
        (encoded(mark(), "GIF"), "n’est pas une image PNG ou JPEG"),
        (encoded(mark(), "BMP"), "n’est pas une image PNG ou JPEG"),
        (encoded(noise((300, 300)), "PNG")[:20_000], "est incomplet ou abîmé"),
        (encoded(noise((300, 300)), "JPEG")[:5_000], "est incomplet ou abîmé"),
        (claiming(60_000, 60_000), "a trop de pixels"),
        (claiming(8_000, 8_000), "a trop de pixels"),
    ],
    ids=["empty", "svg", "gif", "bmp", "cut png", "cut jpeg", "bomb", "huge"],
)
def test_what_is_no_logo_is_said_with_what_to_do(tmp_path: Path, data: bytes, sentence: str) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(data)
    with pytest.raises(KnownError) as refused:
        logo.read(path)
    assert sentence in refused.value.sentence
    assert "logo.png" in refused.value.sentence
    assert refused.value.cure


def test_a_file_that_can_not_be_read_is_said(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.png", tmp_path):
        with pytest.raises(KnownError, match="n’a pas pu être lu"):
            logo.read(path)


def test_a_file_too_heavy_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    with path.open("wb") as file:
        file.truncate(31_000_000)
    with pytest.raises(KnownError, match="trop lourd"):
        logo.read(path)


# -- how it looks on paper -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("picture", "share"),
    [
        (mark(), 1.0),
        (mark(ground=CLEAR), 1.0),
        (mark(ink=WHITE, ground=CLEAR), 0.0),
        (mark(ink=(255, 240, 150), ground=CLEAR), 0.0),
        (mark(ink=WHITE), 0.0),
        (mark(ink=WHITE, ground=BLUE), 1.0),
    ],
    ids=["on white", "cut out", "white, cut out", "pale", "nothing", "white on blue"],
)
def test_what_stands_out_from_paper_is_measured(picture: Image.Image, share: float) -> None:
    assert logo.shown(picture) == pytest.approx(share, abs=0.03)


def test_the_limit_is_a_contrast_of_three_to_one() -> None:
    """#949494 has 3.03 : 1 against white, #959595 has 2.99 : 1."""
    assert logo.shown(Image.new("RGB", (300, 100), "#949494")) == 1
    assert logo.shown(Image.new("RGB", (300, 100), "#959595")) == 0


def remarks(picture: Image.Image) -> str:
    return " ".join(logo.remarks(encoded(picture, "PNG"))).replace("\u00a0", " ").replace("\u202f", " ")


def test_a_logo_is_warned_about_not_refused() -> None:
    assert remarks(mark()) == ""
    assert remarks(mark(ink=WHITE, ground=CLEAR)) == "Ce logo est presque blanc : il ne se verra pas sur le papier."
    two = mark(ink=WHITE, ground=CLEAR)
    ImageDraw.Draw(two).ellipse((300, 50, 400, 150), fill=BLUE)
    assert remarks(two).startswith("Plus de la moitié de ce logo est trop pâle")
    assert remarks(mark((90, 60))) == "Ce logo est petit (90 × 60 pixels) : il sera flou sur le papier."
    assert logo.remarks(b"rien") == ["Ce logo ne peut pas être lu : choisissez-en un autre.".replace(" :", "\u00a0:")]
    assert logo.describe(b"rien") == ""
    assert logo.describe(encoded(mark(), "PNG")).startswith("PNG, 600 × 200 pixels, ")


# -- the acts ------------------------------------------------------------------------------------------------------


def test_a_logo_comes_and_goes_with_its_text() -> None:
    bare = Snapshot.of([Roadmap(region_code="21")])
    act = logo.put(bare, b"x", " Logo de la région\x00 ")
    with_logo = bare.apply(act)
    assert act.label == "Mettre le logo de la région"
    assert (lookups.roadmap(with_logo).logo, lookups.roadmap(with_logo).logo_alt) == (b"x", "Logo de la région")
    assert logo.put(with_logo, b"y", "").label == "Remplacer le logo"
    assert not logo.put(with_logo, b"x", "Logo de la région")
    assert with_logo.apply(logo.take_out(with_logo)) == bare
    assert with_logo.apply(act.inverse()) == bare
