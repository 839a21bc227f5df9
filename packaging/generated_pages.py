"""Write what docs/ holds that the program itself says: the page of the rules, the exchange schema (make docs)."""

from pathlib import Path

from nfi_planner.documents.exchange.schema import describe_schema
from nfi_planner.models.rules.reference import describe_rules

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES = {"controles.md": describe_rules, "feuille-de-route.schema.json": describe_schema}

if __name__ == "__main__":
    for name, describe in PAGES.items():
        (DOCS / name).write_text(describe(), encoding="utf-8", newline="\n")
        print(f"{DOCS / name} est à jour.")
