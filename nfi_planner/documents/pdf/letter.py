"""The letter that invites a director to lead a plan: one page, but for a contact of several lines."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether, Spacer

from nfi_planner.documents.pdf.blocks import Content, Document, Logo, Span, bold, plain
from nfi_planner.documents.pdf.cover import letterhead
from nfi_planner.documents.pdf.flowables import text
from nfi_planner.documents.pdf.page import finished, lay_out
from nfi_planner.documents.pdf.phrases import joined
from nfi_planner.documents.pdf.tagging import Element, TaggedCanvas
from nfi_planner.documents.pdf.theme import WIDTH, styles
from nfi_planner.models import lookups
from nfi_planner.models.prints import Edition
from nfi_planner.models.roadmap import Choice, Company, Lead, Roadmap
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import NBSP, fold, long_date

_SIZES = (10.5, 10.0, 9.5, 9.0, 8.5)  # of the text: the first that fits on the page
_ASIDE = WIDTH * 0.52  # the left edge of the recipient, the date and the signature
_BLANK = "." * 40


@dataclass(frozen=True, slots=True)
class _Letter:
    """What a letter says, from its head to its foot."""

    authority: str
    service: str
    logo: Logo | None
    recipient: tuple[str, ...]
    place_and_date: str
    subject: str
    salutation: str
    body: tuple[Content, ...]
    signatory: tuple[str, str]  # the function, the name
    notice: Content


def write_letter(snapshot: Snapshot, lead: Lead, path: Path, *, on: date) -> None:
    """Write the letter to a lead, dated that day, into a PDF file: A4, PDF/A-2a and PDF/UA-1.

    The same snapshot and day give the same bytes. OSError when the file can't be written.
    """
    letter = _letter(snapshot, lead, on)
    properties = Document((), f"{letter.subject} — {lead.full_name}", letter.authority, letter.subject, "", "")
    path.write_bytes(finished(_fitting(letter, properties, on), properties, on, edition=Edition.ARCHIVE))


def _fitting(letter: _Letter, properties: Document, on: date) -> TaggedCanvas:
    """The letter on one page if it can be. It has its own head, and no page numbers."""

    def laid(size: float) -> TaggedCanvas:
        root = Element("Document")
        return lay_out(properties, root, _story(letter, size, root), on)

    canvas = laid(_SIZES[0])
    for size in _SIZES[1:]:
        if canvas.pages == 1:
            break
        canvas = laid(size)
    return canvas


# -- what it says ------------------------------------------------------------------------------------------------------


def _letter(snapshot: Snapshot, lead: Lead, on: date) -> _Letter:
    roadmap = lookups.roadmap(snapshot)
    region = roadmap.region
    choice = lookups.choice(snapshot, lead.id)
    company = lookups.lead_company(snapshot, lead)
    salutation = _salutation(lead)
    closing = f"Je vous prie d’agréer, {salutation}, l’expression de ma considération distinguée."
    return _Letter(
        authority=region.authority if region else "Conseil régional",
        service=roadmap.service,
        logo=Logo(roadmap.logo, roadmap.logo_alt) if roadmap.logo else None,
        recipient=_recipient(lead, company),
        place_and_date=f"{region.seat}, le {long_date(on)}" if region else f"Le {long_date(on)}",
        subject=f"Invitation à conduire le plan industriel « {choice.plan.title} »",
        salutation=f"{salutation},",
        body=(
            plain(_context(choice)),
            plain(_invitation(company)),
            plain(_role()),
            plain(_request(roadmap, on)),
            plain(closing),
        ),
        signatory=(_capital(roadmap.signatory_function), roadmap.signatory_name.strip()),
        notice=_notice(roadmap, lead),
    )


def _salutation(lead: Lead) -> str:
    return {"mme": "Madame", "m.": "Monsieur"}.get(fold(lead.civility), "Madame, Monsieur")


def _recipient(lead: Lead, company: Company | None) -> tuple[str, ...]:
    lines = (joined(lead.civility, lead.full_name, by=" "), _capital(lead.function))
    firm = (company.name, company.commune) if company else ()
    return tuple(line for line in (*lines, *firm) if line.strip())


def _capital(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:]


def _context(choice: Choice) -> str:
    rank = f", au {choice.rank.label}," if choice.rank else ""
    plan = choice.plan
    return (
        "Les 34 plans de la Nouvelle France industrielle ont été présentés le 12 septembre 2013. Chacun vise un marché "
        "en croissance, avec des technologies que la France maîtrise et des entreprises capables d’y prendre une "
        "position forte. Chaque région choisit dix de ces plans et confie chacun d’eux à un dirigeant de PME. La nôtre "
        f"a retenu{rank} le plan n° {plan.number}, « {plan.title} ». Le catalogue le présente ainsi : "
        f"« {_quoted(plan.description)} »"
    )


def _quoted(text: str) -> str:
    """The text as it stands within guillemets."""
    return text.translate({ord("«"): "“", ord("»"): "”"}).replace("“ ", "“").replace(" ”", "”")


def _invitation(company: Company | None) -> str:
    firm = f"l’entreprise {company.name}" if company and company.name.strip() else "votre entreprise"
    return (
        f"L’expérience que vous avez acquise à la tête de {firm} vous désigne pour conduire ce travail. J’ai donc "
        "l’honneur de vous inviter à devenir le chef de projet de ce plan pour notre région."
    )


def _role() -> str:
    return (
        "Le chef de projet fixe les objectifs et le calendrier. Il identifie les freins à lever, les outils à "
        "mobiliser, les financements à demander et les expérimentations à conduire, et il réunit les acteurs "
        "concernés : entreprises, laboratoires, organismes de formation, financeurs. Il relaie ensuite le plan au "
        "niveau national. Mes services l’assistent à chaque étape et tiennent avec lui la fiche du plan dans la "
        "feuille de route régionale."
    )


def _request(roadmap: Roadmap, on: date) -> str:
    contact = roadmap.contact.strip().rstrip(".")
    details = f"Pour tout renseignement, vous pouvez vous adresser à {f': {contact}' if contact else 'mes services'}."
    if roadmap.deadline is None or roadmap.deadline <= on:
        return f"Je vous saurais gré de me faire connaître votre réponse dans les meilleurs délais. {details}"
    return (
        f"La feuille de route doit être remise au Gouvernement le {long_date(roadmap.deadline)} : je vous saurais gré "
        f"de me faire connaître votre réponse avant cette date. {details}"
    )


def _notice(roadmap: Roadmap, lead: Lead) -> Content:
    """What the regulation (EU) 2016/679 wants a person to be told, articles 13 and 14."""
    source = lead.source.strip().rstrip(".")
    origin = f" Leur origine : {source}." if source else ""
    contact = joined(roadmap.service.strip(), roadmap.contact.strip()) or "la Région"
    words = (
        "Pour préparer et suivre la feuille de route, la Région enregistre votre civilité, vos nom et prénom, votre "
        f"fonction, votre entreprise, vos coordonnées professionnelles et l’avancement de nos échanges.{origin} Ce "
        f"traitement relève d’une mission d’intérêt public (règlement (UE) 2016/679, art.{NBSP}6, §{NBSP}1, e). Vos "
        "nom, fonction et entreprise figurent dans la feuille de route remise à l’État ; vos coordonnées sont connues "
        "des services de la Région et des partenaires du plan. Ces données sont conservées pendant la durée de la "
        "feuille de route, puis archivées selon le code du patrimoine. Vous pouvez y accéder, les faire rectifier ou "
        f"vous opposer à leur traitement, en vous adressant à : {contact}, ou au délégué à la protection des données "
        "de la Région ; vous pouvez aussi adresser une réclamation à la CNIL."
    )
    return (Span("Vos données personnelles. ", bold=True), Span(words))


# -- how it stands on the page -----------------------------------------------------------------------------------------


def _story(letter: _Letter, size: float, root: Element) -> list[Flowable]:
    theme = styles()
    ratio = size / theme.body.fontSize
    leading = theme.body.leading * ratio
    body = ParagraphStyle("letter", theme.body, fontSize=size, leading=leading, spaceAfter=leading * 0.55)
    aside = ParagraphStyle("aside", body, leftIndent=_ASIDE, spaceAfter=0)
    notice = ParagraphStyle("notice", theme.note, fontSize=8.2 * ratio, leading=10.6 * ratio, spaceBefore=leading)
    function, name = letter.signatory

    def line(content: Content, style: ParagraphStyle) -> Flowable:
        return text(content, style, root.add("P"))

    return [
        *letterhead(letter.authority, letter.service, letter.logo, root),
        Spacer(0, leading * 1.3),
        *(line(plain(words), aside) for words in letter.recipient),
        Spacer(0, leading),
        line(plain(letter.place_and_date), aside),
        Spacer(0, leading * 1.3),
        line((Span("Objet : ", bold=True), Span(letter.subject)), body),
        Spacer(0, leading * 0.4),
        line(plain(letter.salutation), body),
        *(line(content, body) for content in letter.body),
        Spacer(0, leading * 0.6),
        KeepTogether(
            [
                line(plain(function or f"Qualité : {_BLANK}"), aside),
                Spacer(0, 50 * ratio),
                line(bold(name or f"Nom : {_BLANK}"), aside),
            ]
        ),
        line(letter.notice, notice),
    ]
