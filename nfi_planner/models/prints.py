"""What can be printed: which document, which parts of it, for whom."""

from dataclasses import dataclass

from nfi_planner.models.entity import Choices


class Print(Choices):
    """A document that can be printed."""

    ROADMAP = "roadmap", "Feuille de route"
    NOTE = "note", "Note au Président"
    SHEET = "sheet", "Fiche d’un plan"
    KEPT_OUT = "kept_out", "Plans non retenus et motifs"


class Edition(Choices):
    """What the file is for: handed in with its own data attached (PDF/A-3a), or for the archives (PDF/A-2a)."""

    SUBMISSION = "submission", "Remise"
    ARCHIVE = "archive", "Archives"


class Part(Choices):
    """A part of the roadmap, in the order of the pages."""

    TRANSMITTAL = "transmittal", "Lettre de transmission"
    COVER = "cover", "Couverture"
    CONTENTS = "contents", "Sommaire"
    OVERVIEW = "overview", "Les dix plans"
    STRATEGY = "strategy", "Stratégie de la région"
    SHEETS = "sheets", "Fiches des plans"
    CALENDAR = "calendar", "Calendrier d’ensemble"
    FUNDING = "funding", "Financement d’ensemble"
    FACTORY = "factory", "Usine du futur"
    PARTNERS = "partners", "Partenaires"
    LEADS = "leads", "Chefs de projet"
    KEPT_OUT = "kept_out", "Plans non retenus"
    CHECKS = "checks", "Contrôles"
    SIGNATURE = "signature", "Signature"


USUAL_PARTS = frozenset(Part) - {Part.TRANSMITTAL}


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """What is to be printed. ``parts`` counts for the roadmap; ``plan`` is the number of the plan of a sheet alone."""

    what: Print = Print.ROADMAP
    edition: Edition = Edition.SUBMISSION
    parts: frozenset[Part] = USUAL_PARTS
    plan: int | None = None


USUAL_ORDER = PrintOrder()
