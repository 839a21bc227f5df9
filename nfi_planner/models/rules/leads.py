"""L: the project leads, directors of SMEs."""

import re
from functools import lru_cache

from stdnum.fr import siren as stdnum_siren
from stdnum.fr import siret as stdnum_siret

from nfi_planner.models import lookups, sme
from nfi_planner.models.roadmap import Approach, Choice, CompanySize, Lead
from nfi_planner.models.rules import sources
from nfi_planner.models.rules.engine import Context, Problem, Severity, Where, rule
from nfi_planner.models.rules.subjects import (
    LeadAmong,
    LedCompany,
    chosen,
    lead_companies,
    leads,
    leads_among,
    name_of,
    named_leads,
    sheet_name,
)
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import fold, plural

_LEAD = Lead.TABLE

DIRECTOR_FUNCTIONS = (
    "président", "présidente",
    "PDG", "président-directeur général", "présidente-directrice générale",
    "directeur général", "directrice générale",
    "DG délégué", "DG déléguée", "directeur général délégué", "directrice générale déléguée",
    "gérant", "gérante", "cogérant", "cogérante", "co-gérant", "co-gérante",
    "président du directoire", "présidente du directoire", "membre du directoire",
    "associé gérant", "associée gérante", "associé-gérant", "associée-gérante",
    "chef d’entreprise", "cheffe d’entreprise",
)  # fmt: skip


_is_siren = lru_cache(maxsize=1024)(stdnum_siren.is_valid)
_compact = lru_cache(maxsize=1024)(stdnum_siren.compact)


def _function_key(function: str) -> str:
    return re.sub(r"[\s\-‐]+", " ", fold(function).replace(".", ""))


_DIRECTORS = frozenset(map(_function_key, DIRECTOR_FUNCTIONS)) | {"dg", "p dg"}


@rule(
    "L01", Severity.BLOCKING, "Chaque plan choisi a un chef de projet : prénom, nom et fonction.",
    over=chosen, source=sources.EXERCISE, goes_to=("", "Nommer"),
)  # fmt: skip
def has_lead(choice: Choice, context: Context) -> Problem | None:
    lead = lookups.lead(context.snapshot, choice.id)
    if lead is None or not lead.full_name:
        return Problem(f"{name_of(choice)} n’a pas de chef de projet.", Where(_LEAD, choice.id, "first_name"))
    for field, words in (("first_name", "le prénom"), ("name", "le nom"), ("function", "la fonction")):
        if not getattr(lead, field).strip():
            return Problem(f"{name_of(choice)} : {words} du chef de projet manque.", Where(_LEAD, choice.id, field))
    return None


@rule(
    "L02", Severity.BLOCKING, "L’entreprise du chef de projet a un nom et un numéro SIREN valide.",
    over=leads, source="répertoire Sirene (code de commerce, art. R. 123-220 et suivants)",
    goes_to=("company_id", "Corriger"),
)  # fmt: skip
def company_identified(lead: Lead, context: Context) -> Problem | str | None:
    company = lookups.lead_company(context.snapshot, lead)
    if company is None:
        return f"{sheet_name(lead)} : l’entreprise du chef de projet n’est pas indiquée."
    if not company.name.strip():
        return Problem(
            f"{sheet_name(lead)} : le nom de l’entreprise du chef de projet manque.",
            Where(_LEAD, lead.id, "company_name"),
        )
    if not company.siren:
        return Problem(f"{company.name} n’a pas de numéro SIREN.", Where(_LEAD, lead.id, "siren"))
    if not _is_siren(company.siren):
        return Problem(f"{company.name} : le SIREN {company.siren} n’est pas valide.", Where(_LEAD, lead.id, "siren"))
    if company.siret and not _siret_fits(company.siret, company.siren):
        return Problem(
            f"{company.name} : le SIRET {company.siret} n’est pas valide ou ne correspond pas au SIREN.",
            Where(_LEAD, lead.id, "siret"),
        )
    return None


@lru_cache(maxsize=1024)
def _siret_fits(siret: str, siren: str) -> bool:
    return stdnum_siret.is_valid(siret) and stdnum_siret.compact(siret).startswith(stdnum_siren.compact(siren))


@rule(
    "L03", Severity.BLOCKING, "Le chef de projet dirige une PME.",
    over=lead_companies, source=sme.DECREE, goes_to=("headcount", "Voir le seuil"),
)  # fmt: skip
def is_sme(subject: LedCompany, _: Context) -> Problem | None:
    company = subject.company
    if sme.is_sme(company) is not False:
        return None
    kind = {CompanySize.MIDCAP: "est une ETI", CompanySize.LARGE: "est une grande entreprise"}.get(
        sme.size(company) or CompanySize.SME, "n’est pas une PME"
    )
    if company.headcount is not None and company.headcount >= sme.SME_HEADCOUNT:
        why, field = plural(company.headcount, "salarié"), "headcount"
    else:
        why, field = "chiffre d’affaires supérieur à 50 M€ et bilan supérieur à 43 M€", "turnover"
    sentence = f"{subject.name} {kind} ({why}) ; le chef de projet doit diriger une PME."
    return Problem(sentence, Where(_LEAD, subject.id, field))


@rule(
    "L04", Severity.BLOCKING, "L’effectif de l’entreprise est connu.",
    over=lead_companies, source=sme.DECREE, goes_to=("headcount", "Saisir"),
)  # fmt: skip
def headcount_known(subject: LedCompany, _: Context) -> str | None:
    return f"{subject.name} : l’effectif manque." if subject.company.headcount is None else None


@rule(
    "L05", Severity.WARNING, "Le chiffre d’affaires ou le total de bilan permet de conclure.",
    over=lead_companies, source=sme.DECREE, goes_to=("turnover", "Saisir"),
)  # fmt: skip
def money_known(subject: LedCompany, _: Context) -> Problem | str | None:
    company = subject.company
    if company.headcount is not None and sme.is_sme(company) is not None:
        return None
    if company.turnover is None and company.balance_sheet is None:
        return f"{subject.name} : chiffre d’affaires et total de bilan manquent ; la taille est à confirmer."
    if company.balance_sheet is None and company.turnover is not None and company.turnover > sme.SME_TURNOVER:
        where = Where(_LEAD, subject.id, "balance_sheet")
        return Problem(
            f"{subject.name} : chiffre d’affaires supérieur à 50 M€ ; le total de bilan est à confirmer.", where
        )
    if company.turnover is None and (company.balance_sheet or 0) > sme.SME_BALANCE:
        return f"{subject.name} : total de bilan supérieur à 43 M€ ; le chiffre d’affaires est à confirmer."
    return None


@rule(
    "L06", Severity.WARNING, "L’entreprise est indépendante et sa catégorie Sirene confirme les chiffres.",
    over=lead_companies, source=f"{sme.DECREE} ; la catégorie se calcule sur le groupe",
    goes_to=("group", "Vérifier"),
)  # fmt: skip
def stands_alone(subject: LedCompany, _: Context) -> Problem | str | None:
    company = subject.company
    if company.group.strip():
        return f"{subject.name} appartient au groupe {company.group} : la taille se mesure sur le groupe."
    known = sme.size(company)
    if company.category and known and company.category is not known:
        return Problem(
            f"{subject.name} : Sirene indique {company.category.label}, les chiffres saisis donnent {known.label}.",
            Where(_LEAD, subject.id, "category"),
        )
    return None


@rule(
    "L07", Severity.WARNING, "La fonction du chef de projet est celle d’un dirigeant.",
    over=named_leads, source=sources.EXERCISE, goes_to=("function", "Vérifier"),
)  # fmt: skip
def is_director(lead: Lead, _: Context) -> str | None:
    if not lead.function.strip() or _function_key(lead.function) in _DIRECTORS:
        return None
    return f"{lead.full_name} : « {lead.function} » n’est pas une fonction de dirigeant."


@rule(
    "L08", Severity.WARNING, "Le siège de l’entreprise est dans la région.",
    over=lead_companies, source=sources.PRACTICE, goes_to=("department", "Vérifier"),
)  # fmt: skip
def seated_in_region(subject: LedCompany, context: Context) -> str | None:
    if sme.seat_in_region(subject.company, lookups.roadmap(context.snapshot)) is not False:
        return None
    place = subject.company.commune or f"département {subject.company.department}"
    return f"{subject.name} a son siège hors de la région ({place})."


@rule(
    "L09", Severity.WARNING, "Une personne, une entreprise : un seul plan.",
    over=leads_among, source=sources.PRACTICE, goes_to=("", "Ouvrir"),
)  # fmt: skip
def leads_one_plan(subject: LeadAmong, context: Context) -> Problem | str | None:
    lead, snapshot = subject.lead, context.snapshot
    firm = _firm(lead, snapshot)
    for other in subject.before:
        if lead.full_name and fold(lead.full_name) == fold(other.full_name):
            return f"{lead.full_name} est chef de projet de {sheet_name(other)} et de {sheet_name(lead)}."
        if firm and firm == _firm(other, snapshot):
            company = lookups.lead_company(snapshot, lead)
            name = company.name if company else ""
            return Problem(
                f"{name} porte à la fois {sheet_name(other)} et {sheet_name(lead)}.",
                Where(_LEAD, lead.id, "company_id"),
            )
    return None


def _firm(lead: Lead, snapshot: Snapshot) -> str:
    company = lookups.lead_company(snapshot, lead)
    return "" if company is None else _compact(company.siren) or company.id


@rule(
    "L10", Severity.WARNING, "Le chef de projet a accepté.",
    over=named_leads, source=sources.EXERCISE, goes_to=("approach", "Ouvrir"),
)  # fmt: skip
def has_accepted(lead: Lead, _: Context) -> str | None:
    if lead.approach not in {Approach.IDENTIFIED, Approach.CONTACTED}:
        return None
    return f"{sheet_name(lead)} : {lead.full_name} n’a pas encore accepté ({lead.approach_label})."


@rule(
    "L11", Severity.BLOCKING, "Le chef de projet n’a pas refusé.",
    over=named_leads, source=sources.EXERCISE, goes_to=("approach", "Remplacer"),
)  # fmt: skip
def has_not_refused(lead: Lead, _: Context) -> str | None:
    if lead.approach is not Approach.REFUSED:
        return None
    return f"{sheet_name(lead)} : {lead.full_name} a refusé ; un autre chef de projet est à nommer."


@rule(
    "L12", Severity.ADVICE, "Le chef de projet est informé de l’usage de ses données.",
    over=named_leads, source="règlement (UE) 2016/679 (RGPD), art. 13 et 14",
    goes_to=("informed_on", "Dater"),
)  # fmt: skip
def is_informed(lead: Lead, _: Context) -> str | None:
    if lead.informed_on is not None:
        return None
    return f"{lead.full_name} : la date d’information sur l’usage de ses données manque."
