"""The bytes of the file: reportlab's objects, packed as PDF 1.5 and later allow (ISO 32000-1, 7.5.7 and 7.5.8).

reportlab writes each object on its own, and a tagged file has thousands of small ones. Packed together in streams that
are compressed they take a fifth of the room; the table of where they are is such a stream too.
"""

import re
import zlib
from hashlib import sha256
from itertools import pairwise
from typing import Any

from reportlab.pdfbase.pdfdoc import format as written

_PACKED = 2000  # objects in a stream: many, for them to shrink; not all, for a reader to begin before the end
_END = b"endstream\n"
_LENGTH = re.compile(rb"/Length \d+")
_Place = tuple[int, int, int]  # as in the table: 1, offset, 0; or 2, the stream it is in, its place there


def file_bytes(document: Any) -> bytes:
    """Return the file of a ``reportlab.pdfbase.pdfdoc.PDFDocument``.

    The same objects give the same bytes, and the file's identity is that of its content.
    """
    objects = _objects(document)
    identity = sha256(b"".join(objects)).hexdigest()[:32]
    places: dict[int, _Place] = {}
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    small: list[tuple[int, bytes]] = []
    for number, body in enumerate(objects, 1):
        if body.endswith(_END):
            places[number] = _add(out, number, _shrunk(body.removesuffix(_END)))
        else:
            small.append((number, body))
    following = len(objects) + 1
    for start in range(0, len(small), _PACKED):
        batch = small[start : start + _PACKED]
        places.update((number, (2, following, place)) for place, (number, _) in enumerate(batch))
        places[following] = _add(out, following, _pack(batch))
        following += 1
    places[following] = (1, len(out), 0)
    rows = [kind.to_bytes(1) + where.to_bytes(4) + place.to_bytes(2) for kind, where, place in _table(places)]
    root, info = (_number(document, thing) for thing in (document.Catalog, document.info))
    trailer = f"/Size {following + 1}/Root {root} 0 R/Info {info} 0 R/ID[<{identity}><{identity}>]"
    where = len(out)
    entries = f"/Type/XRef/W[1 4 2]/DecodeParms<</Predictor 12/Columns {len(rows[0])}>>{trailer}"
    _add(out, following, _stream(entries.encode(), _steps(rows)))
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % where)


def _objects(document: Any) -> list[bytes]:
    """The objects in the order of their numbers, from 1; writing one may call for others."""
    for font in document.delayedFonts:
        font.addObjects(document)
    document.Reference(document.Catalog)
    document.Reference(document.info)
    found: list[bytes] = []
    while (name := document.numberToId.get(len(found) + 1)) is not None:
        found.append(written(document.idToObject[name], document, toplevel=1))
    return found


def _number(document: Any, thing: object) -> int:
    number: int = document.idToObjectNumberAndVersion[document.Reference(thing).name][0]
    return number


def _table(places: dict[int, _Place]) -> list[_Place]:
    return [(0, 0, 0xFFFF), *(places[number] for number in sorted(places))]


def _steps(rows: list[bytes]) -> bytes:
    """Each row as what differs from the one above (PNG's predictor « up »): places grow evenly, and shrink well."""
    above = [bytes(len(rows[0])), *rows]
    return b"".join(b"\2" + bytes((b - a) & 0xFF for a, b in zip(*pair, strict=True)) for pair in pairwise(above))


def _add(out: bytearray, number: int, body: bytes) -> _Place:
    where = len(out)
    out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    return 1, where, 0


def _shrunk(body: bytes) -> bytes:
    """A stream, compressed unless it is already; the metadata stay as they are, for any program to find them."""
    entries, _, data = body.partition(b"\nstream\n")
    if b"/Filter" in entries or b"/Metadata" in entries:
        return b"%b\nstream\n%b\nendstream" % (entries, data)
    return _stream(_LENGTH.sub(b"", entries).strip(b"<> \n"), data)


def _pack(batch: list[tuple[int, bytes]]) -> bytes:
    """The stream that holds these objects, after the table of their numbers and places in it."""
    heads: list[str] = []
    bodies = bytearray()
    for number, body in batch:
        heads.append(f"{number} {len(bodies)}")
        bodies += body.rstrip(b"\n") + b"\n"
    head = " ".join(heads).encode() + b"\n"
    return _stream(b"/Type/ObjStm/N %d/First %d" % (len(batch), len(head)), head + bodies)


def _stream(entries: bytes, data: bytes) -> bytes:
    packed = zlib.compress(data, 9)
    return b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (entries, len(packed), packed)
