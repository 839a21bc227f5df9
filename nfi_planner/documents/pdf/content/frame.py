"""What every print shares: who writes, the title, the version, what stands at the head and the foot of the pages."""

from datetime import date

from nfi_planner.documents import exchange
from nfi_planner.documents.pdf.blocks import Block, Document, Letterhead, Logo
from nfi_planner.models import lookups
from nfi_planner.models.roadmap import Roadmap
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import long_date

_NAME = "Feuille de route NFI"


def framed(
    snapshot: Snapshot, on: date, blocks: tuple[Block, ...], title: str, *, stamp: str = "PROJET", fingerprint: str = ""
) -> Document:
    """Return the document with these blocks; the fingerprint's first digits stand at the foot when there is one."""
    roadmap = lookups.roadmap(snapshot)
    region = roadmap.region
    name = f" — {region.name}" if region else ""
    foot = f"{_NAME}{name} — {version(on)}"
    if fingerprint:
        foot += f" — empreinte {exchange.short(fingerprint)}"
    author = letterhead(roadmap).authority
    return Document(blocks, f"{title}{name}", author, version(on), title, foot, stamp, fingerprint)


def version(on: date) -> str:
    """Return ``"Projet du 28 mars 2014"``."""
    return f"Projet du {long_date(on)}"


def title_of(roadmap: Roadmap) -> str:
    """Return the roadmap's title, the usual one when it was left empty."""
    return roadmap.title.strip() or Roadmap().title


def letterhead(roadmap: Roadmap) -> Letterhead:
    """Return who writes."""
    region = roadmap.region
    logo = Logo(roadmap.logo, roadmap.logo_alt) if roadmap.logo else None
    return Letterhead(region.authority if region else "Conseil régional", roadmap.service, logo)
