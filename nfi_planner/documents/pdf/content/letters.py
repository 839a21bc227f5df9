"""What the letters say: the one that invites a director to lead a plan, the one that hands the roadmap in."""

import re
from dataclasses import replace
from datetime import date
from functools import partial

from nfi_planner.documents.pdf.blocks import Content, Letter, Span, plain
from nfi_planner.documents.pdf.content.frame import letterhead
from nfi_planner.documents.pdf.content.funding import in_words
from nfi_planner.documents.pdf.content.phrases import counted_plans, deliberation, is_complete, joined, plan_name, whole
from nfi_planner.documents.pdf.fitting import shortened
from nfi_planner.documents.pdf.theme import WIDTH
from nfi_planner.models import figures, lookups
from nfi_planner.models.roadmap import Choice, Company, Lead, Rank, Roadmap
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import NBSP, capital, fold, long_date, plural

_RECIPIENT_LINES = 6

# -- the invitation ----------------------------------------------------------------------------------------------------


def invitation(snapshot: Snapshot, lead: Lead, on: date) -> Letter:
    """Return the letter that invites a director to lead a plan."""
    roadmap = lookups.roadmap(snapshot)
    choice = lookups.choice(snapshot, lead.id)
    company = lookups.lead_company(snapshot, lead)
    salutation = _salutation(lead)
    closing = f"Je vous prie d’agréer, {salutation}, l’expression de ma considération distinguée."
    return Letter(
        letterhead=letterhead(roadmap),
        recipient=_recipient(lead, company),
        place_and_date=_place_and_date(roadmap, on),
        subject=f"Invitation à conduire le plan industriel « {choice.plan.title} »",
        salutation=f"{salutation},",
        body=(
            plain(_context(choice)),
            plain(_invitation(company)),
            plain(_role()),
            plain(_request(roadmap, on)),
            plain(closing),
        ),
        signatory=_signatory(roadmap),
        notice=_notice(roadmap, lead),
    )


def _place_and_date(roadmap: Roadmap, on: date) -> str:
    return f"{roadmap.region.seat}, le {long_date(on)}" if roadmap.region else f"Le {long_date(on)}"


def _signatory(roadmap: Roadmap) -> tuple[str, str]:
    return capital(roadmap.signatory_function.strip()), roadmap.signatory_name.strip()


def _salutation(lead: Lead) -> str:
    return {"mme": "Madame", "m.": "Monsieur"}.get(fold(lead.civility), "Madame, Monsieur")


def _recipient(lead: Lead, company: Company | None) -> tuple[str, ...]:
    lines = (joined(lead.civility, lead.full_name, by=" "), capital(lead.function.strip()))
    firm = (company.name, company.commune) if company else ()
    return tuple(line for line in (*lines, *firm) if line.strip())


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
        f"traitement relève d’une mission d’intérêt public (règlement (UE) 2016/679, art.{NBSP}6, §{NBSP}1, e). La "
        "feuille de route remise à l’État dit votre civilité, vos nom et prénom, votre fonction, votre entreprise et "
        "l’état de votre accord ; vos coordonnées ne sont connues que des services de la Région et des partenaires du "
        "plan. Ces données sont conservées pendant la durée de la "
        "feuille de route, puis archivées selon le code du patrimoine. Vous pouvez y accéder, les faire rectifier ou "
        f"vous opposer à leur traitement, en vous adressant à : {contact}, ou au délégué à la protection des données "
        "de la Région ; vous pouvez aussi adresser une réclamation à la CNIL."
    )
    return (Span("Vos données personnelles. ", bold=True), Span(words))


# -- the transmittal ---------------------------------------------------------------------------------------------------


def transmittal(snapshot: Snapshot, on: date) -> Letter:
    """Return the letter that hands the roadmap to its recipient."""
    roadmap = _bounded(lookups.roadmap(snapshot))
    salutation = _address(roadmap.recipient)
    closing = f"Je vous prie d’agréer, {salutation}, l’expression de ma haute considération."
    said = (
        _handing_in(roadmap),
        _choice(snapshot),
        *_chosen(snapshot),
        _money(snapshot),
        _factories(snapshot),
        _contact(roadmap),
        plain(closing),
    )
    return Letter(
        letterhead=letterhead(roadmap),
        recipient=tuple(roadmap.recipient.splitlines()),
        place_and_date=_place_and_date(roadmap, on),
        subject="Transmission de la feuille de route régionale de la Nouvelle France industrielle",
        salutation=f"{salutation},",
        body=tuple(content for content in said if content),
        signatory=_signatory(roadmap),
        notice=(Span("Pièce jointe : ", bold=True), Span("feuille de route régionale.")),
    )


def _bounded(roadmap: Roadmap) -> Roadmap:
    """The roadmap with its longest texts cut: the letter is one page."""
    lines = [line for line in roadmap.recipient.splitlines() if line.strip()][:_RECIPIENT_LINES]
    cut = partial(shortened, width=WIDTH, size=11.5)
    return replace(
        roadmap,
        service=cut(roadmap.service, 2),
        recipient="\n".join(cut(line, 1) for line in lines),
        approval_body=cut(roadmap.approval_body, 1),
        deliberation_number=cut(roadmap.deliberation_number, 1),
        contact="\n".join(cut(line, 2) for line in roadmap.contact.splitlines()[:3]),
        signatory_function=cut(roadmap.signatory_function, 1),
        signatory_name=cut(roadmap.signatory_name, 1),
    )


def _address(recipient: str) -> str:
    """« Monsieur le Ministre » for a recipient who is named so, « Madame, Monsieur » for anybody else."""
    found = re.match(r"(Monsieur le|Madame la) (\w+)", recipient.strip(), re.IGNORECASE)
    return f"{capital(found[1].lower())} {capital(found[2].lower())}" if found else "Madame, Monsieur"


def _handing_in(roadmap: Roadmap) -> Content:
    region = roadmap.region
    of_region = f" {region.of_name}" if region else ""
    text = (
        f"J’ai l’honneur de vous transmettre la feuille de route régionale{of_region} pour la Nouvelle France "
        "industrielle."
    )
    approved = f"le {long_date(roadmap.approval_date)}" if roadmap.approval_date else ""
    act = deliberation(roadmap)
    details = " ; ".join(part for part in (roadmap.approval_body.strip(), f"délibération {act}" if act else "") if part)
    if approved or details:
        text += f" Elle a été approuvée{f' {approved}' if approved else ''}{f' ({details})' if details else ''}."
    return plain(text)


def _choice(snapshot: Snapshot) -> Content:
    if not lookups.chosen(snapshot):
        return plain("Le choix des dix plans est encore en préparation ; il vous sera transmis dès qu’il sera arrêté.")
    if not is_complete(snapshot):
        return plain(f"Elle retient à ce jour {counted_plans(snapshot)} ; le choix sera complété.")
    return plain(
        "Parmi les 34 plans présentés le 12 septembre 2013, la Région en retient dix : cinq plans stratégiques, au "
        f"{whole(Rank.STRATEGIC)}, et cinq priorités régionales, au {whole(Rank.REGIONAL)}. Chacun est conduit par un "
        "dirigeant de PME, qui en fixe les objectifs, le calendrier et les financements à demander."
    )


def _chosen(snapshot: Snapshot) -> tuple[Content, ...]:
    """The plans of each rank, in one paragraph."""
    columns = ((rank, lookups.ranked(snapshot, rank)) for rank in Rank)
    return tuple(
        (Span(f"Rang {rank.value} : ", bold=True), Span(f"{' ; '.join(map(plan_name, column))}."))
        for rank, column in columns
        if column
    )


def _money(snapshot: Snapshot) -> Content:
    lines = figures.chosen_funding(snapshot)
    if figures.asked(lines) <= 0:
        return ()
    return plain(f"Les plans de financement s’établissent ainsi, toutes années confondues : {in_words(lines)}")


def _factories(snapshot: Snapshot) -> Content:
    selected = sum(candidate.selected for candidate in lookups.candidates(snapshot))
    if not selected:
        return ()
    firms = plural(selected, "entreprise", "entreprises")
    return plain(f"Au titre du plan « Usine du futur », porté par toutes les régions, la Région a retenu {firms}.")


def _contact(roadmap: Roadmap) -> Content:
    contact = roadmap.contact.strip().rstrip(".…")
    who = f" : {contact}" if contact else ""
    return plain(f"Mes services se tiennent à votre disposition pour tout renseignement{who}.")
