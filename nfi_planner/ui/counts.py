"""The counts that stand beside the pages' names."""

from nfi_planner.models import lookups
from nfi_planner.models.roadmap import PLANS_PER_RANK, Action, Rank
from nfi_planner.models.snapshot import Snapshot


def of_pages(snapshot: Snapshot) -> dict[str, str]:
    """Return the count of each page that has one."""
    chosen = lookups.chosen(snapshot)
    kept = sum(min(PLANS_PER_RANK, len(lookups.ranked(snapshot, rank))) for rank in Rank)
    leads = [lookups.lead(snapshot, choice.id) for choice in chosen]
    named = sum(1 for lead in leads if lead and lead.full_name)
    return {
        "choices": f"{kept}/{PLANS_PER_RANK * len(Rank)}",
        "sheets": str(len(chosen)),
        "leads": f"{named}/{len(chosen)}",
        "calendar": str(sum(len(lookups.filled(snapshot, Action, choice.id)) for choice in chosen)),
        "factory": str(len(lookups.candidates(snapshot))),
    }
