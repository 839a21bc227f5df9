"""The published JSON Schema (2020-12), made from the structure itself, with its words in French."""

import json
from typing import Any

import msgspec

from nfi_planner.documents.exchange import structure as s
from nfi_planner.models import roadmap as rows
from nfi_planner.models.entity import Choices, label
from nfi_planner.support.french import typeset

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ENUMS: tuple[type[Choices], ...] = (
    rows.Approach,
    rows.CompanySize,
    rows.FundingSource,
    rows.PartnerKind,
    rows.Stage,
)
_TITLES = {
    s.RoadmapFile: "Feuille de route NFI",
    s.RoadmapShape: "La feuille de route",
    s.LogoShape: "Logo de la région",
    s.PlanShape: "Plan choisi, avec sa fiche",
    s.OtherPlanShape: "Plan à l’étude ou non retenu",
    s.CompanyShape: "Entreprise",
    s.LeadShape: "Chef de projet",
    s.ActionShape: "Action ou jalon",
    s.FundingLineShape: "Ligne de financement",
    s.IndicatorShape: "Indicateur",
    s.TargetShape: "Cible d’un indicateur",
    s.PartnerShape: "Partenaire",
    s.CandidateShape: "Candidate à « Usine du futur »",
    s.SubmissionShape: "Remise",
    rows.Approach: "Avancement de la démarche auprès du chef de projet",
    rows.CompanySize: "Catégorie d’entreprise (décret n° 2008-1354)",
    rows.FundingSource: "Source de financement",
    rows.PartnerKind: "Nature d’un partenaire",
    rows.Stage: "Étape d’une candidate ; les deux dernières valent sélection",
}
_WORDS: dict[type[s.Shape], dict[str, str]] = {
    s.RoadmapFile: {
        "format": "Nom du format, toujours le même",
        "version": "Version de la structure",
        "roadmap": "La feuille de route",
        "plans": "Plans choisis : le rang 1 dans son ordre, puis le rang 2",
        "other_plans": "Plans à l’étude, et plans non retenus dont le motif est dit, par numéro",
        "companies": "Entreprises des chefs de projet et des candidates, par identifiant",
        "factory_candidates": "Candidates à « Usine du futur », dans l’ordre de la région",
        "submissions": "Remises, par numéro",
    },
    s.RoadmapShape: {"region_code": "Code Insee de la région", "region_vintage": "Découpage régional : 2014 ou 2016"},
    s.LogoShape: {"media_type": "Type de l’image", "data": "L’image, en base64", "alt": "Texte de remplacement"},
    s.PlanShape: {
        "plan": "Numéro du plan, de 1 à 33",
        "status": "Rang : strategic pour le rang 1, regional pour le rang 2",
        "lead": "Chef de projet",
        "actions": "Actions et jalons, dans l’ordre de la région",
        "funding_lines": "Financements, dans l’ordre de la région",
        "indicators": "Indicateurs, dans l’ordre de la région",
        "partners": "Partenaires, dans l’ordre de la région",
    },
    s.OtherPlanShape: {
        "plan": "Numéro du plan, de 1 à 33",
        "status": "Statut : studied (à l’étude) ou not_kept (non retenu)",
    },
    s.CompanyShape: {
        "headcount": "Effectif, en unités de travail par an",
        "turnover": "Chiffre d’affaires, en euros",
        "balance_sheet": "Total de bilan, en euros",
        "department": "Code du département",
    },
    s.LeadShape: {"company_id": "Identifiant de son entreprise, dans companies"},
    s.FundingLineShape: {"asked": "Montant demandé, en euros", "obtained": "Montant obtenu, en euros"},
    s.IndicatorShape: {"baseline": "Valeur de référence : un nombre décimal, en texte"},
    s.TargetShape: {"year": "Année", "value": "Valeur visée : un nombre décimal, en texte"},
    s.CandidateShape: {"company_id": "Identifiant de son entreprise, dans companies"},
}


def describe_schema() -> str:
    """Return the text of ``docs/feuille-de-route.schema.json``."""
    made = msgspec.json.schema(s.RoadmapFile)
    definitions: dict[str, Any] = made["$defs"]
    for shape, title in _TITLES.items():
        definitions[shape.__name__] |= {"title": typeset(title)}
    for entity, shapes in [*s.SHAPES.items(), (None, (s.RoadmapFile, s.LogoShape, s.TargetShape))]:
        for shape in shapes:
            for name, field in definitions[shape.__name__]["properties"].items():
                field["title"] = typeset(_title(entity, shape, name))
    for kind in _ENUMS:
        definitions[kind.__name__]["description"] = typeset(" ; ".join(f"{one.value} : {one.label}" for one in kind))
    definitions["RoadmapFile"].pop("description")  # the English words of the class
    schema = {"$schema": _DIALECT, "$id": f"urn:{s.FORMAT}:{s.VERSION}", **made}
    return json.dumps(schema, ensure_ascii=False, indent=1).replace("Shape", "") + "\n"


def _title(entity: Any, shape: type[s.Shape], name: str) -> str:
    words = _WORDS.get(shape, {}).get(name) or ("identifiant" if name == "id" else label(entity, name))
    return words[0].upper() + words[1:]
