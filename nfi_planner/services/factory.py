"""« Usine du futur »: candidates from the firms of the document, and their selection. Each function returns the act."""

from dataclasses import replace

from nfi_planner.models.change import Change, ChangeSet, change_set
from nfi_planner.models.entity import new_id
from nfi_planner.models.factory import company_of
from nfi_planner.models.roadmap import Company, FactoryCandidate, Lead, Stage
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import sheets
from nfi_planner.support.french import clean, fold, typeset


def add_candidate(snapshot: Snapshot, company_id: str) -> ChangeSet:
    """Add a firm of the document to the candidates."""
    return sheets.add_row(snapshot, FactoryCandidate(id=new_id(), company_id=company_id))


def new_candidate(snapshot: Snapshot, name: str) -> ChangeSet:
    """Add a candidate with a firm of that name, which the document didn't have."""
    company = Change(None, Company(id=new_id(), name=clean(name)))
    after = snapshot.apply(ChangeSet("", (company,)))
    added = add_candidate(after, company.id)
    return change_set(added.label, (company, *added.changes))


def name_company(snapshot: Snapshot, candidate: FactoryCandidate, name: str, *, typing: bool = False) -> ChangeSet:
    """Name a candidate's firm: a firm of the document by that name becomes the candidate's.

    A firm known by its SIREN, which a lead may have too, keeps its name: another name is another firm, with figures of
    its own. Without a name, a firm of which nothing else is known goes. ValueError with a French sentence when several
    firms have that name, or when a firm known by its SIREN would lose its own.
    """
    candidate = snapshot.get(FactoryCandidate, candidate.id) or candidate
    company = company_of(snapshot, candidate)
    folded = fold(name)
    if fold(company.name) == folded:  # its spelling is mended
        return sheets.edit_candidate_company(snapshot, candidate, typing=typing, name=name)
    if known := sheets.company_named(snapshot, name, "dans « Choisir dans le document »"):
        return sheets.edit(snapshot, candidate, company_id=known.id)
    if not company.siren:
        if company.only_named and not folded:
            return sheets.edit(snapshot, candidate, typing=typing, company_id=None)
        return sheets.edit_candidate_company(snapshot, candidate, typing=typing, name=name)
    if not folded:
        raise ValueError(typeset(f"« {company.name} » a un SIREN et garde son nom : supprimez plutôt la candidate."))
    return _another(candidate, Company(id=new_id(), name=clean(name)))


def number_company(snapshot: Snapshot, candidate: FactoryCandidate, siren: str, *, typing: bool = False) -> ChangeSet:
    """Give a candidate's firm its SIREN: the firm of the document that has it becomes the candidate's.

    A firm that a lead or another candidate has too keeps its own: another SIREN is another firm of the same name.
    ValueError with a French sentence when what is typed for such a firm is no SIREN.
    """
    candidate = snapshot.get(FactoryCandidate, candidate.id) or candidate
    company = company_of(snapshot, candidate)
    wanted = "".join(clean(siren).split())
    known = next((firm for firm in snapshot.all(Company) if wanted and firm.siren == wanted), None)
    if known is not None and known.id != company.id:
        return sheets.edit(snapshot, candidate, company_id=known.id)
    if company.siren in {"", wanted} or not _shared(snapshot, candidate):
        return sheets.edit_candidate_company(snapshot, candidate, typing=typing, siren=siren)
    if len(wanted) != 9 or not wanted.isdecimal():
        raise ValueError(
            typeset(f"« {company.name} » est citée ailleurs et garde son SIREN ; un autre SIREN a neuf chiffres.")
        )
    return _another(candidate, Company(id=new_id(), name=company.name, siren=wanted))


def _shared(snapshot: Snapshot, candidate: FactoryCandidate) -> bool:
    """Whether a candidate's firm is somebody else's too."""
    leads = {lead.company_id for lead in snapshot.all(Lead)}
    others = {one.company_id for one in snapshot.all(FactoryCandidate) if one.id != candidate.id}
    return candidate.company_id in leads | others


def _another(candidate: FactoryCandidate, company: Company) -> ChangeSet:
    """Make a firm the candidate's, which the document didn't have."""
    changed = Change(candidate, replace(candidate, company_id=company.id))
    return change_set(f"Saisir une entreprise — {company.name}", (Change(None, company), changed))


def select(snapshot: Snapshot, candidate: FactoryCandidate, *, selected: bool) -> ChangeSet:
    """« Retenir », or « Ne plus retenir »: then the firm is at the stage before, diagnosed. Nothing if it is so."""
    current = snapshot.get(FactoryCandidate, candidate.id)
    if current is None or current.selected is selected:
        return ChangeSet("", ())
    act = sheets.edit(snapshot, current, stage=Stage.SELECTED if selected else Stage.DIAGNOSED)
    name = company_of(snapshot, current).name or "une entreprise"
    return change_set(f"{'Retenir' if selected else 'Ne plus retenir'} {name} pour « Usine du futur »", act.changes)
