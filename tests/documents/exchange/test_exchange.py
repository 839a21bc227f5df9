"""The roadmap for machines: what goes out and what can't, one document one sequence of bytes, and back."""

import json
import random
import unicodedata
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nfi_planner.documents.exchange import fingerprint, from_json, mark, reading, short, to_json, upcasts
from nfi_planner.documents.exchange.structure import CARRIED, KEPT_IN, SHAPES, VALUES
from nfi_planner.models import lookups
from nfi_planner.models.entity import Entity, field_types
from nfi_planner.models.errors import KnownError
from nfi_planner.models.kind import ROADMAP
from nfi_planner.models.roadmap import (
    SHEET_TABLES,
    Action,
    Choice,
    Company,
    FactoryCandidate,
    Indicator,
    Lead,
    Roadmap,
    Status,
    Target,
)
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import examples
from tests import builders
from tests.documents import sample

NAME = "feuille.pdf"


def data_of(snapshot: Snapshot) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(to_json(snapshot))
    return data


def again(data: bytes) -> Snapshot:
    return Snapshot.of(from_json(data, NAME))


def plan_of(snapshot: Snapshot, plan: int) -> dict[str, Any]:
    return next(found for found in data_of(snapshot)["plans"] if found["plan"] == plan)


# -- what goes out -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ROADMAP.tables, ids=lambda table: table.TABLE)
def test_every_field_goes_out_is_carried_or_stays_and_only_one_of_them(table: type[Entity]) -> None:
    out = {name for shape in SHAPES[table] for name in shape.__struct_fields__} & set(field_types(table))
    carried, kept = set(CARRIED.get(table, {})), set(KEPT_IN.get(table, {}))
    assert out | carried | kept == set(field_types(table)), "a new field: does it go out (structure.py)?"
    assert len(out) + len(carried) + len(kept) == len(field_types(table))


@pytest.mark.parametrize("value", VALUES)
def test_so_does_every_field_of_a_value(value: Any) -> None:
    assert set(VALUES[value].__struct_fields__) == set(field_types(value))


def test_what_is_private_stays() -> None:
    secret = "tenu-secret"
    told = replace(
        sample.snapshot().get(Lead, "18") or Lead(id="18"), email=secret, telephone=secret, source=secret
    )  # fmt: skip
    rows: list[Any] = [row for row in sample.rows() if row != sample.snapshot().get(Lead, "18")]
    left_over = replace(Choice(id="33"), status=Status.NOT_KEPT, motive=secret, objectives=secret, memo=secret)
    studied = replace(Choice(id="31"), status=Status.STUDIED, motive=secret, reason_not_kept="Trop tôt.")
    rows += [told, left_over, studied, Action(id="left-over", choice_id="33", title=secret)]
    rows += [Lead(id="33", name=secret), Company(id="unnamed", name=secret)]
    text = to_json(Snapshot.of(rows)).decode()
    assert secret not in text
    assert sample.MEMO not in text
    assert "position" not in text
    assert "Trop tôt." in text
    assert "Hélène" in text


def test_plans_that_were_not_kept_go_out_with_their_reason_alone() -> None:
    rows = [*sample.rows(), Choice(id="9", reason_not_kept="Aucun chef de file.")]
    assert data_of(Snapshot.of(rows))["other_plans"] == [
        {"plan": 7, "status": "studied", "reason_not_kept": ""},
        {"plan": 9, "status": "not_kept", "reason_not_kept": "Aucun chef de file."},
        {"plan": 23, "status": "studied", "reason_not_kept": "Trop peu d’entreprises de la région."},
    ]


def test_the_order_of_lists_is_the_users() -> None:
    data = data_of(sample.snapshot())
    assert [str(plan["plan"]) for plan in data["plans"]] == [*sample.STRATEGIC, *sample.REGIONAL]
    assert [action["id"] for action in data["plans"][0]["actions"]] == ["a18-0", "a18-1", "a18-2", "a18-m"]


def test_only_firms_of_a_lead_or_a_candidate_go_out() -> None:
    snapshot = builders.added(sample.snapshot(), Company(id="alone", name="Seule"))
    assert {firm["id"] for firm in data_of(snapshot)["companies"]} == {f"firm-{index}" for index in range(13)}


def test_a_lead_of_whom_only_the_address_is_known_is_nobody() -> None:
    snapshot = Snapshot.of([Choice(id="1", status=Status.STRATEGIC), Lead(id="1", email="a@exemple.fr")])
    assert plan_of(snapshot, 1)["lead"] is None


def test_rows_in_which_nothing_was_entered_do_not_go_out() -> None:
    plain = sample.snapshot()
    assert to_json(builders.added(plain, *builders.blank_rows("18"))) == to_json(plain)


@pytest.mark.parametrize(
    ("logo", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n...", "image/png"),
        (b"\xff\xd8\xff\xe0...", "image/jpeg"),
    ],
)
def test_a_logo_goes_out_with_its_kind_and_its_words(logo: bytes, kind: str) -> None:
    snapshot = sample.snapshot(logo=logo, logo_alt="Un cercle")
    said = data_of(snapshot)["roadmap"]["logo"]
    assert (said["media_type"], said["alt"]) == (kind, "Un cercle")
    assert again(to_json(snapshot)).get(Roadmap, "roadmap") == snapshot.get(Roadmap, "roadmap")


@pytest.mark.parametrize("logo", [b"?", b"%!PS-Adobe-3.0 EPSF-3.0", b"GIF89a"])
def test_a_logo_of_another_kind_stays_here(logo: bytes) -> None:
    assert data_of(sample.snapshot(logo=logo))["roadmap"]["logo"] is None


# -- one document, one sequence of bytes -------------------------------------------------------------------------------


@settings(max_examples=40)
@given(builders.snapshots(), st.randoms(use_true_random=False))
def test_the_order_of_insertion_does_not_matter(snapshot: Snapshot, chance: random.Random) -> None:
    rows = list(snapshot.rows())
    chance.shuffle(rows)
    assert to_json(Snapshot.of(rows)) == to_json(snapshot)


@settings(max_examples=40)
@given(builders.snapshots())
def test_the_bytes_are_those_of_rfc_8785_in_nfc(snapshot: Snapshot) -> None:
    text = to_json(snapshot).decode()
    assert text == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert all(unicodedata.is_normalized("NFC", string) for string in _strings(json.loads(text)))


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in _strings(part)]
    if isinstance(value, list):
        return [text for part in value for text in _strings(part)]
    return [value] if isinstance(value, str) else []


def test_equal_numbers_and_equal_letters_give_equal_bytes() -> None:
    def with_indicator(name: str, number: str) -> bytes:
        row = Indicator(
            id="i", choice_id="1", name=name, baseline=Decimal(number), targets=(Target(year=1, value=Decimal(number)),)
        )
        return to_json(Snapshot.of([Choice(id="1", status=Status.STRATEGIC), row]))

    assert with_indicator("Énergie", "12.5") == with_indicator("E\u0301nergie", "12.500")
    assert with_indicator("a", "100") == with_indicator("a", "1E+2")
    assert with_indicator("a", "0") == with_indicator("a", "-0.00")
    assert with_indicator("a", "0") != with_indicator("a", "1")


def test_the_fingerprint_is_of_these_bytes_and_follows_what_goes_out_alone() -> None:
    snapshot = sample.snapshot()
    before = fingerprint(to_json(snapshot))
    assert len(before) == 64
    assert short("7f3a91c2" + "0" * 56) == "7f3a 91c2"
    assert mark(before) == f"NFI1:{before}"
    assert fingerprint(to_json(builders.changed(snapshot, Choice, "18", memo="Autre"))) == before
    assert fingerprint(to_json(builders.changed(snapshot, Choice, "18", motive="Autre"))) != before


def test_the_example_has_the_fingerprint_it_has_on_every_machine() -> None:
    snapshot = Snapshot.of(examples.example_rows())
    assert short(fingerprint(to_json(snapshot))) == "f233 bfc2", "the structure, or the example, has changed"


# -- and back ----------------------------------------------------------------------------------------------------------


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(builders.snapshots())
def test_what_comes_back_says_the_same(snapshot: Snapshot) -> None:
    data = to_json(snapshot)
    assert to_json(again(data)) == data


def _said(row: Entity) -> dict[str, Any]:
    """What goes out of a row, by field."""
    left = {"position", *KEPT_IN.get(type(row), {})}
    return {name: getattr(row, name) for name in field_types(type(row)) if name not in left}


@pytest.mark.parametrize("name", examples.example_names())
def test_an_example_comes_back_whole_but_for_what_stays(name: str) -> None:
    before = Snapshot.of(examples.example_rows(name))
    after = again(to_json(before))
    assert len(after.all(Choice)) == 33
    assert lookups.roadmap(after) == lookups.roadmap(before)
    for mine, other in zip(lookups.chosen(before), lookups.chosen(after), strict=True):
        assert (_said(other), other.memo) == (_said(replace(mine, reason_not_kept="")), "")
        for table in SHEET_TABLES:
            rows = lookups.filled(before, table, mine.id)
            assert list(map(_said, after.children(table, mine.id))) == list(map(_said, rows))
        leads = [lookups.lead(one, mine.id) for one in (before, after)]
        assert len({str(_said(lead) if lead is not None else None) for lead in leads}) == 1
    assert list(map(_said, after.all(FactoryCandidate))) == list(map(_said, lookups.candidates(before)))
    assert all(before.get(Company, firm.id) == firm for firm in after.all(Company))


# -- what isn't as the program writes it -------------------------------------------------------------------------------

GOOD = to_json(sample.snapshot())


def changed(**fields: Any) -> bytes:
    return json.dumps(
        json.loads(GOOD) | fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()  # fmt: skip


def _twice(data: dict[str, Any]) -> bytes:
    return changed(plans=[*data["plans"], data["plans"][0]])


PLAIN = json.loads(GOOD)
BASE64 = {"alt": "", "data": "/9j/eA", "media_type": "image/jpeg"}  # without its « = »
EPS = {"alt": "", "data": "JSFQUw==", "media_type": "application/octet-stream"}
KIND = {"media_type": "image/png"}
BAD = {
    "nothing": (b"", "abîmées"),
    "no JSON": (b"Bonjour", "abîmées"),
    "cut": (GOOD[:-1], "abîmées"),
    "a blank more": (GOOD + b"\n", "abîmées"),
    "another order": (json.dumps(PLAIN, sort_keys=False).encode(), "abîmées"),
    "nested without end": (b"[" * 100_000, "abîmées"),
    "a list": (b"[]", "pas celles d’une feuille de route"),
    "something else": (b'{"format":"autre","version":1}', "pas celles d’une feuille de route"),
    "newer": (changed(version=2, novelty=True), "version plus récente"),
    "no version": (changed(version="1"), "abîmées"),
    "true for a version": (changed(version=True), "abîmées"),
    "zero": (changed(version=0), "abîmées"),
    "a field more": (changed(memo="x"), "abîmées"),
    "a field less": (changed(submissions=None), "abîmées"),
    "a plan twice": (_twice(PLAIN), "abîmées"),
    "plan 34": (changed(other_plans=[{"plan": 34, "reason_not_kept": "", "status": "studied"}]), "abîmées"),
    "another order of firms": (changed(companies=PLAIN["companies"][::-1]), "abîmées"),
    "a firm that isn't there": (changed(companies=PLAIN["companies"][1:]), "abîmées"),
    "no number": (GOOD.replace(b'"baseline":"1240"', b'"baseline":"1e9"', 1), "abîmées"),
    "a number too large": (GOOD.replace(b'"headcount":84', b'"headcount":9223372036854775808', 1), "abîmées"),
    "a fraction": (GOOD.replace(b'"headcount":84', b'"headcount":84.0', 1), "abîmées"),
    "letters in two parts": (GOOD.replace("é".encode(), "e\u0301".encode(), 1), "abîmées"),
    "base64 of another kind": (changed(roadmap=PLAIN["roadmap"] | {"logo": BASE64}), "abîmées"),
    "a logo of another kind": (changed(roadmap=PLAIN["roadmap"] | {"logo": EPS}), "abîmées"),
    "a logo that says another kind": (changed(roadmap=PLAIN["roadmap"] | {"logo": EPS | KIND}), "abîmées"),
    "too large": (b" " * (reading.LARGEST + 1), "trop gros"),
}  # fmt: skip


@pytest.mark.parametrize("bad", BAD)
def test_other_bytes_get_a_sentence(bad: str) -> None:
    data, words = BAD[bad]
    assert data != GOOD
    with pytest.raises(KnownError) as caught:
        from_json(data, NAME)
    assert words in caught.value.sentence
    assert caught.value.cure
    assert NAME in caught.value.sentence


@settings(max_examples=300)
@given(st.integers(0, len(GOOD) - 1), st.integers(0, 7))
def test_a_flipped_bit_is_told_or_is_another_document(place: int, bit: int) -> None:
    data = bytearray(GOOD)
    data[place] ^= 1 << bit
    try:
        rows = from_json(bytes(data), NAME)
    except KnownError:
        return
    assert to_json(Snapshot.of(rows)) == bytes(data)


def test_an_older_version_is_brought_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if what is version 1 now had been called version 0, and had known no hand-ins."""

    def first(plain: dict[str, Any]) -> dict[str, Any]:
        return plain | {"version": 1, "submissions": []}

    old = {name: value for name, value in PLAIN.items() if name != "submissions"} | {"version": 0}
    monkeypatch.setitem(upcasts.UPCASTS, 0, first)
    assert upcasts.upcast(old) == PLAIN
