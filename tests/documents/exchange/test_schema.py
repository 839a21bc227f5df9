"""The published schema: up to date, in French, and true of what the program writes."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from nfi_planner.documents.exchange import to_json
from nfi_planner.documents.exchange.schema import describe_schema
from nfi_planner.documents.exchange.structure import KEPT_IN
from nfi_planner.models.entity import label
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import examples
from tests import builders

DOCS = Path(__file__).parents[3] / "docs"
SCHEMA = json.loads(describe_schema())
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_the_schema_is_up_to_date_and_one() -> None:
    written = (DOCS / "feuille-de-route.schema.json").read_text(encoding="utf-8")
    assert written == describe_schema(), "run: make docs"
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", examples.example_names())
def test_every_example_is_valid(name: str) -> None:
    VALIDATOR.validate(json.loads(to_json(Snapshot.of(examples.example_rows(name)))))


@settings(max_examples=20)
@given(builders.snapshots())
def test_any_document_is_valid(snapshot: Snapshot) -> None:
    VALIDATOR.validate(json.loads(to_json(snapshot)))


def test_what_is_not_in_the_structure_is_not_valid() -> None:
    good = json.loads(to_json(Snapshot.of(examples.example_rows())))
    plan = good["plans"][0]
    for bad in (
        good | {"memo": ""},
        {name: value for name, value in good.items() if name != "version"},
        good | {"version": 2},
        good | {"plans": [plan | {"plan": 34}]},
        good | {"plans": [plan | {"memo": ""}]},
        good | {"roadmap": good["roadmap"] | {"deadline": "31/03/2014"}},
    ):
        assert not VALIDATOR.is_valid(bad)


def test_every_field_has_a_french_title() -> None:
    for part in SCHEMA["$defs"].values():
        assert part["title"][0].isupper()
        for name, field in part.get("properties", {}).items():
            assert field["title"][0].isupper(), name
            assert "_" not in field["title"].split()[0], name


def test_the_page_says_what_never_goes_out() -> None:
    page = (DOCS / "echange.md").read_text(encoding="utf-8")
    for entity, fields in KEPT_IN.items():
        for name in fields:
            assert label(entity, name) in page
