"""Write docs/controles.md, the page of the rules (make docs)."""

from pathlib import Path

from nfi_planner.models.rules.reference import describe_rules

PAGE = Path(__file__).resolve().parent.parent / "docs" / "controles.md"

if __name__ == "__main__":
    PAGE.write_text(describe_rules(), encoding="utf-8", newline="\n")
    print(f"{PAGE} est à jour.")
