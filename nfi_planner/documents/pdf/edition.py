"""What makes a tagged file an archive (PDF/A-2a) or one that carries its own data (PDF/A-3a); both are PDF/UA-1.

Written into reportlab's document once its pages are finished: the metadata (XMP), the meaning of colours, the data.
"""

from dataclasses import dataclass
from datetime import date
from hashlib import md5
from html import escape
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream, PDFString

from nfi_planner.documents.exchange import ATTACHMENT
from nfi_planner.models.prints import Edition
from nfi_planner.support.paths import resource

_DESCRIPTION = "Les données de la feuille de route, pour les relire par programme"
_LEVELS = {Edition.SUBMISSION: "3", Edition.ARCHIVE: "2"}

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{program}</xmp:CreatorTool><xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate>
<pdf:Producer>{program}</pdf:Producer>{keywords}
<pdfaid:part>{level}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself, as texts on one line."""

    title: str
    author: str
    subject: str
    program: str
    language: str
    keywords: str = ""


def pdf_date(on: date) -> str:
    """Return midnight of that day, as PDF writes it."""
    return f"D:{on:%Y%m%d}000000+00'00'"


def declare(file: Any, properties: Properties, on: date, edition: Edition, attachment: bytes | None) -> None:
    """Say in the file which edition it is; the attachment goes into the submission only."""
    catalog = file.Catalog
    # reportlab writes the entries it knows; these are asked for in this file's catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents", "AF"]
    catalog.Metadata = _stream(_xmp(properties, on, edition), Type="Metadata", Subtype="XML")
    profile = file.Reference(_stream(resource("icc", "srgb.icc").read_bytes(), N=3))
    intent = PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("sRGB"),
            "Info": PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": profile,
        }
    )
    catalog.OutputIntents = _array(intent.format(file))
    if edition is Edition.SUBMISSION and attachment is not None:
        _attach(file, attachment, on)


def _attach(file: Any, data: bytes, on: date) -> None:
    parameters = PDFDictionary(
        {
            "ModDate": PDFString(pdf_date(on)),
            "Size": len(data),
            "CheckSum": f"<{md5(data, usedforsecurity=False).hexdigest()}>",
        }
    )
    stream = _stream(data, Type="EmbeddedFile", Subtype="application#2Fjson")  # the solidus of a name is written so
    stream.dictionary["Params"] = parameters
    embedded = file.Reference(stream)
    specification = PDFDictionary(
        {
            "Type": PDFName("Filespec"),
            "F": PDFString(ATTACHMENT),
            "UF": PDFString(ATTACHMENT),
            "Desc": PDFString(_DESCRIPTION),
            "AFRelationship": PDFName("Source"),
            "EF": PDFDictionary({"F": embedded, "UF": embedded}),
        }
    )
    reference = file.Reference(specification).format(file)
    catalog = file.Catalog
    catalog.AF = _array(reference)
    catalog.Names = b"<</EmbeddedFiles<</Names[(" + ATTACHMENT.encode("ascii") + b") " + reference + b"]>>>>"


def _array(item: bytes) -> bytes:
    return b"[" + item + b"]"


def _stream(data: bytes, **entries: str | int) -> PDFStream:
    names = {key: f"/{value}" if isinstance(value, str) else value for key, value in entries.items()}
    return PDFStream(PDFDictionary(names), data)


def _xmp(properties: Properties, on: date, edition: Edition) -> bytes:
    packet = _XMP.format(
        title=_text(properties.title),
        author=_text(properties.author),
        subject=_text(properties.subject),
        program=_text(properties.program),
        language=properties.language,
        day=f"{on:%Y-%m-%d}T00:00:00Z",
        level=_LEVELS[edition],
        keywords=f"<pdf:Keywords>{_text(properties.keywords)}</pdf:Keywords>" if properties.keywords else "",
    )
    return packet.encode("utf-8", "replace")


def _text(text: str) -> str:
    return escape(text, quote=False)
