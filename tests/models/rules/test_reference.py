"""The page of the rules says what the rules are."""

from pathlib import Path

from nfi_planner.models.rules import all_rules
from nfi_planner.models.rules.reference import describe_rules

PAGE = Path(__file__).parents[3] / "docs" / "controles.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == describe_rules(), "run: make docs"


def test_every_rule_has_one_line_with_its_title_and_its_source() -> None:
    lines = [line for line in describe_rules().splitlines() if line.startswith(("| C", "| D", "| L", "| S", "| U"))]
    assert [line.split(" | ")[0].strip("| ") for line in lines] == [rule.code for rule in all_rules()]
    for line, rule in zip(lines, all_rules(), strict=True):
        assert rule.title in line
        assert line.endswith(f"{rule.source} |")


def test_there_are_the_rules_of_the_exercise() -> None:
    codes = [
        *("C01", "C02", "C04", "C05", "C06", "D01", "D02", "D03"),
        *(f"L{number:02d}" for number in range(1, 13)),
        *(f"S{number:02d}" for number in range(1, 9)),
        *("U01", "U02", "U03"),
    ]
    assert [rule.code for rule in all_rules()] == codes
    assert all(rule.source and rule.title.endswith(".") and rule.link for rule in all_rules())
