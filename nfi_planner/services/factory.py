"""« Usine du futur »: candidates from the firms of the document, and their selection. Each function returns the act."""

from nfi_planner.models.change import Change, ChangeSet, change_set
from nfi_planner.models.entity import new_id
from nfi_planner.models.factory import company_of
from nfi_planner.models.roadmap import Company, FactoryCandidate, Stage
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import sheets
from nfi_planner.support.french import clean


def add_candidate(snapshot: Snapshot, company_id: str) -> ChangeSet:
    """Add a firm of the document to the candidates."""
    return sheets.add_row(snapshot, FactoryCandidate(id=new_id(), company_id=company_id))


def new_candidate(snapshot: Snapshot, name: str) -> ChangeSet:
    """Add a candidate with a firm of that name, which the document didn't have."""
    company = Change(None, Company(id=new_id(), name=clean(name)))
    after = snapshot.apply(ChangeSet("", (company,)))
    added = add_candidate(after, company.id)
    return change_set(added.label, (company, *added.changes))


def select(snapshot: Snapshot, candidate: FactoryCandidate, *, selected: bool) -> ChangeSet:
    """« Retenir », or « Ne plus retenir »: then the firm is at the stage before, diagnosed. Nothing if it is so."""
    current = snapshot.get(FactoryCandidate, candidate.id)
    if current is None or current.selected is selected:
        return ChangeSet("", ())
    act = sheets.edit(snapshot, current, stage=Stage.SELECTED if selected else Stage.DIAGNOSED)
    name = company_of(snapshot, current).name or "une entreprise"
    return change_set(f"{'Retenir' if selected else 'Ne plus retenir'} {name} pour « Usine du futur »", act.changes)
