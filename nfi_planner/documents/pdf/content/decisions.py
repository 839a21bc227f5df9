"""What remains to be decided before the roadmap can be handed in, one sentence each, the first thing first."""

from collections.abc import Callable, Sequence
from datetime import date

from nfi_planner.documents.pdf.content.phrases import short_name
from nfi_planner.models import lookups
from nfi_planner.models.roadmap import PLANS_PER_RANK, Approach, Choice, Lead, Rank, Roadmap, Status
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import long_date, plural


def to_decide(snapshot: Snapshot, on: date) -> tuple[str, ...]:
    """Return what remains to be decided; the last thing is always to sign and hand in."""
    roadmap = lookups.roadmap(snapshot)
    return (*_choices(snapshot), *_people(snapshot), *_formalities(roadmap), _signature(roadmap, on))


def _choices(snapshot: Snapshot) -> list[str]:
    said: list[str] = []
    for rank in Rank:
        missing = PLANS_PER_RANK - len(lookups.ranked(snapshot, rank))
        if missing > 0:
            said.append(f"Choisir {plural(missing, 'plan')} de {rank.label}.")
        elif missing < 0:
            said.append(f"Retirer {plural(-missing, 'plan')} du {rank.label}.")
    studied = [c for c in lookups.choices(snapshot) if c.status is Status.STUDIED and not c.reason_not_kept.strip()]
    if studied:
        said.append(f"Trancher sur {_plans(studied, 'plan à l’étude', 'plans à l’étude')}.")
    return said


def _people(snapshot: Snapshot) -> list[str]:
    chosen = lookups.chosen(snapshot)

    def those(condition: Callable[[Lead | None], bool]) -> list[Choice]:
        return [choice for choice in chosen if condition(lookups.lead(snapshot, choice.id))]

    unnamed = those(lambda lead: lead is None or not lead.full_name)
    refused = those(lambda lead: lead is not None and bool(lead.full_name) and lead.approach is Approach.REFUSED)
    waiting = those(lambda lead: lead is not None and bool(lead.full_name) and lead.approach in _WAITING)
    said = []
    if unnamed:
        said.append(f"Nommer le chef de projet pour {_plans(unnamed, 'plan')}.")
    if refused:
        said.append(f"Remplacer le chef de projet qui a refusé, pour {_plans(refused, 'plan')}.")
    if waiting:
        said.append(f"Obtenir l’accord du chef de projet pour {_plans(waiting, 'plan')}.")
    return said


_WAITING = {Approach.IDENTIFIED, Approach.CONTACTED}


def _plans(choices: Sequence[Choice], name: str, many: str = "") -> str:
    """``"2 plans : 18 Chimie verte, 32 Robotique"``."""
    return f"{plural(len(choices), name, many)} : {', '.join(map(short_name, choices))}"


def _formalities(roadmap: Roadmap) -> list[str]:
    said = []
    if roadmap.region is None:
        said.append("Choisir la région.")
    if not roadmap.deliberation_number.strip() or roadmap.deliberation_date is None:
        said.append("Faire délibérer l’assemblée ; le numéro ou la date de la délibération manque.")
    if not roadmap.approval_body.strip() or roadmap.approval_date is None:
        said.append("Faire approuver la feuille de route ; l’instance ou la date d’approbation manque.")
    if not roadmap.signatory_name.strip():
        said.append("Désigner le signataire.")
    return said


def _signature(roadmap: Roadmap, on: date) -> str:
    recipient = roadmap.recipient.strip()
    said = f"Signer la feuille de route et la remettre{f' (destinataire : {recipient})' if recipient else ''}"
    if roadmap.deadline is None:
        return f"{said}."
    late = roadmap.deadline < on
    return f"{said}, {'sans délai' if late else f'au plus tard le {long_date(roadmap.deadline)}'}."
