"""The region's logo: a file made fit to be printed, what its look deserves to have said, and the acts about it.

Pillow is imported by the functions that need it: the window starts without it.
"""

import warnings
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from nfi_planner.models import lookups
from nfi_planner.models.change import Change, ChangeSet, change_set
from nfi_planner.models.errors import KnownError
from nfi_planner.models.logo import KINDS, MOST_PIXELS
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import clean, decimal, integer, typeset

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_SIDE = 1200  # pixels: more than 400 dpi where it is printed
LARGEST_SIZE = 300_000  # bytes: the document holds it, and its journal once more
DESCRIBE = "Décrivez le logo : ce texte est lu à qui ne le voit pas."
_LARGEST_FILE = 30_000_000  # bytes
_SIDES = (LARGEST_SIDE, 900, 600, 400, 250)
_SMALL = (240, 80)  # pixels; below both, blurred on paper
_CURE = "Enregistrez le logo en PNG ou en JPEG, puis choisissez-le à nouveau."


# -- the file ------------------------------------------------------------------------------------------------------


def read(path: Path) -> bytes:
    """Return the logo a file holds, fit to be kept in a document; KnownError when it can't be used."""
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise KnownError(
                f"« {path.name} » est trop lourd pour un logo.", "Choisissez un fichier de moins de 30 Mo."
            )
        data = path.read_bytes()
    except OSError:
        raise KnownError(
            f"« {path.name} » n’a pas pu être lu.", "Vérifiez que vous avez le droit de lire ce fichier."
        ) from None
    return prepared(data, path.name)


def prepared(data: bytes, name: str) -> bytes:
    """Return a PNG or JPEG file of at most 1 200 pixels a side and 300 KB, with nothing in it but the picture.

    What a camera or a program wrote beside it (place, author, dates) is left out; it is turned the right way up, and
    its colours are those of a screen. Of an animation the first picture stays. KnownError for anything else.
    """
    picture, photographic = _decoded(data, name)
    return next(made for made in _encodings(picture, photographic=photographic) if len(made) <= LARGEST_SIZE)


def _decoded(data: bytes, name: str) -> tuple["Image", bool]:
    """The picture as RGB or RGBA without anything else, and whether it was a JPEG."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
            opened = Image.open(BytesIO(data), formats=KINDS)
        if opened.width * opened.height > MOST_PIXELS:
            raise _too_large(name)
        photographic = opened.format != "PNG"
        opened.load()
        return _plain(ImageOps.exif_transpose(opened)), photographic
    except UnidentifiedImageError:
        raise KnownError(f"« {name} » n’est pas une image PNG ou JPEG.", _CURE) from None
    except Image.DecompressionBombError:
        raise _too_large(name) from None
    except (OSError, ValueError, SyntaxError, EOFError):
        raise KnownError(f"« {name} » est incomplet ou abîmé.", "Demandez une autre copie du logo.") from None


def _too_large(name: str) -> KnownError:
    return KnownError(
        f"« {name} » a trop de pixels pour un logo.", "Réduisez l’image à 1 200 pixels de large, puis réessayez."
    )


def _plain(picture: "Image") -> "Image":
    """The same picture as RGB, or RGBA where something shows through."""
    if picture.mode.startswith("I"):  # 16 bits of grey; converting would cut them off
        picture = picture.point(_high_byte).convert("L")
    elif picture.mode == "CMYK":
        picture = _from_cmyk(picture)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        lowest, _ = picture.getchannel("A").getextrema()
        if lowest == 255:
            picture = picture.convert("RGB")
    else:
        picture = picture.convert("RGB")
    picture.info.clear()  # colour profile, comments and the rest would be saved with it
    return picture


def _high_byte(grey: float) -> float:
    return grey * (1 / 256)


def _from_cmyk(picture: "Image") -> "Image":
    """The colours a printer's file means on a screen, by its own profile where it has a good one."""
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if profile:
        try:
            made = ImageCms.profileToProfile(
                picture, ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            made = None
        if made is not None:
            return made
    return picture.convert("RGB")


def _encodings(picture: "Image", *, photographic: bool) -> Iterator[bytes]:
    """The picture's file, ever smaller; the last is small enough whatever it shows."""
    from PIL.Image import Resampling

    for side in _SIDES:
        picture.thumbnail((side, side), Resampling.LANCZOS)
        if not photographic:
            yield _encoded(picture, "PNG")
        if picture.mode == "RGB":
            yield _encoded(picture, "JPEG", quality=90, subsampling=0)


def _encoded(picture: "Image", kind: str, **options: int) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


# -- its look ------------------------------------------------------------------------------------------------------


def describe(logo: bytes) -> str:
    """Return « PNG, 640 × 200 pixels, 24,5 Ko »; "" when the bytes are no picture."""
    from PIL import Image

    try:
        with Image.open(BytesIO(logo), formats=KINDS) as picture:
            kind, (width, height) = picture.format, picture.size
    except (OSError, ValueError, SyntaxError):
        return ""
    from decimal import Decimal

    weight = decimal((Decimal(len(logo)) / 1000).quantize(Decimal("0.1")))
    return typeset(f"{kind}, {integer(width)} × {integer(height)} pixels, {weight} Ko")


def remarks(logo: bytes) -> list[str]:
    """Return what may displease on paper, a sentence each: a logo too pale for it, or too small."""
    from PIL import Image

    try:
        with Image.open(BytesIO(logo), formats=KINDS) as picture:
            said = [_paleness(shown(picture))]
            if picture.width < _SMALL[0] and picture.height < _SMALL[1]:
                width, height = picture.size
                said.append(f"Ce logo est petit ({width} × {height} pixels) : il sera flou sur le papier.")
    except (OSError, ValueError, SyntaxError):
        said = ["Ce logo ne peut pas être lu : choisissez-en un autre."]
    return [typeset(sentence) for sentence in said if sentence]


def _paleness(share: float) -> str:
    if share < 0.1:
        return "Ce logo est presque blanc : il ne se verra pas sur le papier."
    if share < 0.5:
        return "Plus de la moitié de ce logo est trop pâle pour se voir sur le papier."
    return ""


_BLACKEST_PALE = 0.3  # the luminance whose contrast with white is 3 : 1
_WHITE = 0.95
_SAMPLE = (240, 240)


def shown(picture: "Image") -> float:
    """Return the share (0 to 1) of a logo that stands out from white paper by a contrast of 3 : 1 or more.

    What is see-through is judged over white. The ground isn't counted: what is see-through, or else what is white.
    """
    from PIL import Image

    sample = picture.convert("RGBA")
    sample.thumbnail(_SAMPLE, Image.Resampling.NEAREST)  # as it is: thin lines mixed with their ground would pale
    alphas = sample.getchannel("A").tobytes()
    printed = Image.alpha_composite(Image.new("RGBA", sample.size, "white"), sample).convert("RGB").tobytes()
    cut_out = sum(alpha < 128 for alpha in alphas) > len(alphas) / 10  # else: rounded corners, or none
    marks = strong = 0
    for place, alpha in enumerate(alphas):
        red, green, blue = printed[3 * place : 3 * place + 3]
        luminance = 0.2126 * _LINEAR[red] + 0.7152 * _LINEAR[green] + 0.0722 * _LINEAR[blue]
        if alpha >= 128 if cut_out else luminance < _WHITE:
            marks += 1
            strong += luminance <= _BLACKEST_PALE
    return strong / marks if marks else 0.0


_LINEAR = tuple(v / 255 / 12.92 if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in range(256))


# -- the acts ------------------------------------------------------------------------------------------------------


def put(snapshot: Snapshot, logo: bytes, alternative: str) -> ChangeSet:
    """Give the document a logo with the text that stands for it; "" where it is still to be written."""
    roadmap = lookups.roadmap(snapshot)
    changed = replace(roadmap, logo=logo, logo_alt=clean(alternative))
    label = "Remplacer le logo" if roadmap.logo else "Mettre le logo de la région"
    return change_set(label, [Change(roadmap, changed)])


def take_out(snapshot: Snapshot) -> ChangeSet:
    """Take the logo and its text out of the document."""
    roadmap = lookups.roadmap(snapshot)
    return change_set("Enlever le logo", [Change(roadmap, replace(roadmap, logo=b"", logo_alt=""))])
