"""U: « Usine du futur », plan 34, carried by every region."""

from nfi_planner.models import sme
from nfi_planner.models.roadmap import Company, CompanySize, FactoryCandidate, Roadmap
from nfi_planner.models.rules import sources
from nfi_planner.models.rules.engine import Context, Problem, Severity, Where, rule
from nfi_planner.models.rules.subjects import roadmap, selected_candidates
from nfi_planner.models.snapshot import Snapshot

_TABLE = FactoryCandidate.TABLE


def _size(candidate: FactoryCandidate, snapshot: Snapshot) -> CompanySize | None:
    company = snapshot.get(Company, candidate.company_id)
    return sme.size(company) if company else None


def _name(candidate: FactoryCandidate, context: Context) -> str:
    company = context.snapshot.get(Company, candidate.company_id)
    return company.name if company and company.name else "une entreprise sans nom"


@rule(
    "U01", Severity.WARNING, "Au moins une PME ou ETI est retenue pour « Usine du futur ».",
    over=roadmap, source=sources.EXERCISE, goes_to=("", "Retenir"),
)  # fmt: skip
def one_selected(_: Roadmap, context: Context) -> Problem | None:
    sizes = {_size(candidate, context.snapshot) for candidate in selected_candidates(context.snapshot)}
    if sizes & {CompanySize.SME, CompanySize.MIDCAP}:
        return None
    return Problem("Aucune PME ou ETI n’est retenue pour « Usine du futur ».", Where(_TABLE, "", "stage"))


@rule(
    "U02", Severity.BLOCKING, "Une entreprise retenue pour « Usine du futur » est une PME ou une ETI.",
    over=selected_candidates, source=f"{sources.EXERCISE} ; {sme.DECREE}", goes_to=("headcount", "Vérifier"),
)  # fmt: skip
def not_large(candidate: FactoryCandidate, context: Context) -> str | None:
    if _size(candidate, context.snapshot) is not CompanySize.LARGE:
        return None
    return f"Usine du futur : {_name(candidate, context)} est une grande entreprise, ni PME ni ETI."


@rule(
    "U03", Severity.WARNING, "La taille d’une entreprise retenue pour « Usine du futur » est connue.",
    over=selected_candidates, source=sme.DECREE, goes_to=("headcount", "Saisir"),
)  # fmt: skip
def size_known(candidate: FactoryCandidate, context: Context) -> str | None:
    if _size(candidate, context.snapshot) is not None:
        return None
    return f"Usine du futur : {_name(candidate, context)} est de taille inconnue."
