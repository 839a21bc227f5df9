"""Contacts, read back by another program (vobject)."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import vobject

from nfi_planner.documents.vcard import write_vcards
from nfi_planner.models.roadmap import Company, Lead
from nfi_planner.models.snapshot import Snapshot
from tests.documents import sample

LEAD = Lead(
    id="18", company_id="c", civility="Mme", first_name="Hélène", name="Marchal", function="présidente",
    email="h.marchal@exemple.fr", telephone="03 26 00 00 11",
)  # fmt: skip
FIRM = Company(id="c", name="Biosourcés de la Vesle", commune="Reims")


def written(folder: Path, *leads: Lead, firm: Company = FIRM) -> bytes:
    path = folder / "contacts.vcf"
    write_vcards(Snapshot.of([*leads, firm]), leads, path)
    return path.read_bytes()


def read(data: bytes) -> list[Any]:
    return list(vobject.readComponents(data.decode()))


def test_a_card_says_who_and_how_to_reach(tmp_path: Path) -> None:
    (card,) = read(written(tmp_path, LEAD))
    assert card.version.value == "3.0"
    assert (card.n.value.prefix, card.n.value.given, card.n.value.family) == ("Mme", "Hélène", "Marchal")
    assert card.fn.value == "Hélène Marchal"
    assert card.org.value == ["Biosourcés de la Vesle"]
    assert card.title.value == "présidente"
    assert card.email.value == "h.marchal@exemple.fr"
    assert card.tel.value == "03 26 00 00 11"
    assert card.tel.params["TYPE"] == ["WORK", "VOICE"]
    assert card.adr.value.city == "Reims"
    assert "plan 18, «\u00a0Chimie verte et biocarburants\u00a0»" in card.note.value


def test_several_cards_stand_in_one_file_in_the_order_given(tmp_path: Path) -> None:
    leads = [row for row in sample.rows() if isinstance(row, Lead)]
    path = tmp_path / "x.vcf"
    write_vcards(sample.snapshot(), leads, path)
    cards = read(path.read_bytes())
    assert [card.fn.value for card in cards] == [sample.name_of(index) for index in range(10)]
    assert [card.org.value for card in cards] == [[f"Société fictive {index + 1}"] for index in range(10)]


def test_what_is_not_known_is_left_out(tmp_path: Path) -> None:
    lead = Lead(id="18", name="Marchal")
    (card,) = read(written(tmp_path, lead))
    assert set(card.contents) == {"version", "prodid", "n", "fn", "note"}
    assert card.fn.value == "Marchal"


@pytest.mark.parametrize("text", ["A, B; C", "C:\\Temp", "une\nautre", "É" * 400, "😀" * 60, ";;,,\\n", "a:b"])
def test_any_text_comes_back(tmp_path: Path, text: str) -> None:
    lead = replace(LEAD, function=text, first_name=text, name="X")
    (card,) = read(written(tmp_path, lead, firm=replace(FIRM, name=text)))
    assert card.title.value == text
    assert card.n.value.given == text
    assert card.org.value == [text]


def test_lines_are_as_the_norm_asks(tmp_path: Path) -> None:
    data = written(tmp_path, replace(LEAD, function="présidente-directrice générale déléguée " * 10))
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert all(b"\n" not in line and b"\r" not in line for line in lines)
    for line in lines:
        line.decode()  # no character is cut


def test_a_line_break_cannot_add_a_line_of_its_own(tmp_path: Path) -> None:
    (card,) = read(written(tmp_path, replace(LEAD, function="gérante\r\nEMAIL:autre@exemple.fr\u2028NOTE:x")))
    assert [email.value for email in card.contents["email"]] == [LEAD.email]
    assert len(card.contents["note"]) == 1
