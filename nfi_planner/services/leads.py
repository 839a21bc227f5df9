"""The project leads all together: what is missing of each, the letters that invite them, their contacts.

reportlab is imported by the export itself: the program starts without it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nfi_planner.models import lookups, sme
from nfi_planner.models.change import ChangeSet
from nfi_planner.models.errors import KnownError
from nfi_planner.models.roadmap import Approach, Choice, Company, Lead
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import sheets
from nfi_planner.services.exporting import file_stem, whole_file
from nfi_planner.support.french import fold, plural, typeset

_UNANSWERED = {Approach.IDENTIFIED, Approach.CONTACTED}


@dataclass(frozen=True, slots=True)
class LedPlan:
    """A chosen plan with its lead and the firm, as far as they are known; its id is the plan's number."""

    choice: Choice
    place: int  # in its rank, from 1
    lead: Lead | None
    company: Company | None

    @property
    def id(self) -> str:
        """The plan's number."""
        return self.choice.id

    @property
    def named(self) -> bool:
        """Whether somebody is named."""
        return self.lead is not None and bool(self.lead.full_name)

    @property
    def incomplete(self) -> bool:
        """Whether something is missing of the person who is named, of the firm, or of the means to write to them."""
        if self.lead is None or not self.named:
            return False
        known = (self.lead.first_name, self.lead.name, self.lead.function, self.lead.email or self.lead.telephone)
        firm = self.company is not None and self.company.name.strip() and sme.is_sme(self.company) is not None
        return not (firm and all(text.strip() for text in known))

    @property
    def unanswered(self) -> bool:
        """Whether the person who is named has neither accepted nor refused."""
        return self.lead is not None and self.named and self.lead.approach in _UNANSWERED

    @property
    def uninformed(self) -> bool:
        """Whether the person who is named wasn't told of the use of his or her data."""
        return self.lead is not None and self.named and self.lead.informed_on is None


def led_plans(snapshot: Snapshot) -> tuple[LedPlan, ...]:
    """Return the chosen plans, rank 1 in order, then rank 2; a plan without a lead is among them."""
    made = []
    places: dict[object, int] = {}
    for choice in lookups.chosen(snapshot):
        places[choice.rank] = places.get(choice.rank, 0) + 1
        lead = lookups.lead(snapshot, choice.id)
        made.append(LedPlan(choice, places[choice.rank], lead, lookups.lead_company(snapshot, lead)))
    return tuple(made)


def summary(rows: Sequence[LedPlan]) -> str:
    """Return ``"6 chefs de projet nommés sur 7 ; 4 ont accepté."``."""
    if not rows:
        return typeset("Aucun plan n’est choisi : les chefs de projet se nomment une fois les plans choisis.")
    named = [row.lead for row in rows if row.lead and row.named]
    accepted = sum(lead.approach is Approach.ACCEPTED for lead in named)
    refused = sum(lead.approach is Approach.REFUSED for lead in named)
    people = plural(len(named), "chef de projet nommé", "chefs de projet nommés")
    said = [f"{people if named else 'Aucun chef de projet nommé'} sur {len(rows)}"]
    if named:
        said.append(f"{accepted} {_have(accepted)} accepté" if accepted else "aucun n’a accepté")
    if refused:
        said.append(f"{refused} {_have(refused)} refusé")
    return typeset(f"{' ; '.join(said)}.")


def _have(count: int) -> str:
    return "ont" if count > 1 else "a"


def name_company(snapshot: Snapshot, plan: int | str, name: str, *, typing: bool = False) -> ChangeSet:
    """Name the firm of a plan's lead: a firm of the document by that name becomes the lead's.

    Without a name, a firm of which nothing else is known goes. ValueError with a French sentence when several firms
    have that name, or when it would change the name of a firm known by its SIREN, which others may lead to.
    """
    company = lookups.lead_company(snapshot, lookups.lead(snapshot, plan))
    if company is not None and company.only_named and not fold(name):
        return sheets.edit_lead(snapshot, plan, typing=typing, company_id=None)
    same = company is not None and fold(company.name) == fold(name)  # its spelling is mended
    if not same and (known := sheets.company_named(snapshot, name, "dans la fiche")):
        return sheets.edit_lead(snapshot, plan, typing=typing, company_id=known.id)
    if company is not None and company.siren and not same:
        raise ValueError(
            typeset(f"« {company.name} » a un SIREN : changez son nom, ou d’entreprise, dans la fiche du plan.")
        )
    return sheets.edit_lead_company(snapshot, plan, typing=typing, name=name)


# -- letters and contacts ----------------------------------------------------------------------------------------------


def letter_name(snapshot: Snapshot, plan: int | str) -> str:
    """Return the name proposed for a letter: ``"lettre-18-helene-marchal.pdf"``."""
    lead = lookups.lead(snapshot, plan)
    name = lead.full_name if lead else ""
    return f"{file_stem(f'lettre {plan} {name}')}.pdf"


def vcards_name(snapshot: Snapshot, plans: Sequence[int | str]) -> str:
    """Return the name proposed for a file of contacts: the person's when there is only one."""
    lead = lookups.lead(snapshot, plans[0]) if len(plans) == 1 else None
    return f"{file_stem(f'contact {lead.full_name}' if lead else 'chefs de projet')}.vcf"


def export_letter(snapshot: Snapshot, plan: int | str, path: Path, *, on: date) -> None:
    """Write the letter that invites a plan's lead, dated that day, as a PDF.

    KnownError, and the old file whole, when nobody is named or it can't be written.
    """
    from nfi_planner.documents.pdf.letter import write_letter

    lead = _named(snapshot, plan)
    with whole_file(path) as draft:
        write_letter(snapshot, lead, draft, on=on)


def export_letters(snapshot: Snapshot, plans: Iterable[int | str], folder: Path, *, on: date) -> list[Path]:
    """Write a letter for each of these plans into the folder; return the files. KnownError as ``export_letter``."""
    leads = [_named(snapshot, plan) for plan in plans]
    paths = [folder / letter_name(snapshot, lead.id) for lead in leads]
    for lead, path in zip(leads, paths, strict=True):
        export_letter(snapshot, lead.id, path, on=on)
    return paths


def export_vcards(snapshot: Snapshot, plans: Iterable[int | str], path: Path) -> None:
    """Write the contacts of these plans' leads as one vCard file. KnownError as ``export_letter``."""
    from nfi_planner.documents.vcard import write_vcards

    leads = [_named(snapshot, plan) for plan in plans]
    with whole_file(path) as draft:
        write_vcards(snapshot, leads, draft)


def _named(snapshot: Snapshot, plan: int | str) -> Lead:
    lead = lookups.lead(snapshot, plan)
    if lead is None or not lead.full_name:
        title = lookups.choice(snapshot, plan).plan.title
        raise KnownError(f"« {title} » n’a pas encore de chef de projet.", "Nommez-le, puis recommencez.")
    return lead
