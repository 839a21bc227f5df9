"""The leads all together: what is missing of each, letters and contacts."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import vobject

from nfi_planner.models import lookups
from nfi_planner.models.change import Change, ChangeSet
from nfi_planner.models.errors import KnownError
from nfi_planner.models.roadmap import Approach, Choice, Company, Lead, Status
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.services import leads
from nfi_planner.support.french import typeset
from tests.documents import sample

ROOT = Path(__file__).parents[2]
LEAD = Lead(
    id="18", company_id="c", first_name="Hélène", name="Marchal", function="gérante", email="h@exemple.fr",
    approach=Approach.ACCEPTED, informed_on=date(2014, 2, 3),
)  # fmt: skip
FIRM = Company(id="c", name="Société fictive", headcount=84, turnover=9_000_000)


def row(lead: Lead | None = LEAD, firm: Company = FIRM) -> leads.LedPlan:
    rows = [Choice(id="18", status=Status.STRATEGIC), firm, *([lead] if lead else [])]
    (made,) = leads.led_plans(Snapshot.of(rows))
    return made


def test_every_chosen_plan_has_a_row_in_the_order_of_the_ranks() -> None:
    snapshot = sample.snapshot()
    rows = leads.led_plans(snapshot)
    assert [one.id for one in rows] == [*sample.STRATEGIC, *sample.REGIONAL]
    assert [one.place for one in rows] == [1, 2, 3, 4, 5] * 2
    assert rows[0].company == sample.firm(0)


def test_a_complete_lead_lacks_nothing() -> None:
    one = row()
    assert (one.named, one.incomplete, one.unanswered, one.uninformed) == (True, False, False, False)


def test_a_plan_without_a_lead_is_to_be_named_and_nothing_else() -> None:
    for lead in (None, Lead(id="18"), Lead(id="18", function="gérante")):
        one = row(lead)
        assert (one.named, one.incomplete, one.unanswered, one.uninformed) == (False, False, False, False)


@pytest.mark.parametrize(
    "change", [{"first_name": ""}, {"name": " "}, {"function": ""}, {"email": ""}, {"company_id": None}]
)
def test_what_is_missing_of_the_person_makes_it_incomplete(change: dict[str, Any]) -> None:
    assert row(replace(LEAD, **change)).incomplete


@pytest.mark.parametrize("firm", [replace(FIRM, headcount=None), replace(FIRM, turnover=None), replace(FIRM, name="")])
def test_what_is_missing_of_the_firm_makes_it_incomplete(firm: Company) -> None:
    assert row(firm=firm).incomplete


def test_a_telephone_is_enough_to_be_reached() -> None:
    assert not row(replace(LEAD, email="", telephone="03 26 00 00 11")).incomplete


@pytest.mark.parametrize(
    ("approach", "unanswered"),
    [
        (Approach.IDENTIFIED, True),
        (Approach.CONTACTED, True),
        (Approach.ACCEPTED, False),
        (Approach.REFUSED, False),
    ],
)
def test_who_has_not_answered(approach: Approach, unanswered: bool) -> None:  # noqa: FBT001 - a case
    assert row(replace(LEAD, approach=approach)).unanswered is unanswered


def test_who_was_not_informed() -> None:
    assert row(replace(LEAD, informed_on=None)).uninformed


@pytest.mark.parametrize(
    ("approaches", "said"),
    [
        ([], "Aucun plan n’est choisi : les chefs de projet se nomment une fois les plans choisis."),
        ([None], "Aucun chef de projet nommé sur 1."),
        ([Approach.CONTACTED], "1 chef de projet nommé sur 1 ; aucun n’a accepté."),
        ([Approach.ACCEPTED, None], "1 chef de projet nommé sur 2 ; 1 a accepté."),
        ([Approach.ACCEPTED] * 2 + [Approach.REFUSED], "3 chefs de projet nommés sur 3 ; 2 ont accepté ; 1 a refusé."),
    ],
)
def test_the_summary_agrees_with_its_numbers(approaches: list[Approach | None], said: str) -> None:
    rows = [
        replace(row(), lead=replace(LEAD, approach=approach) if approach else None, company=None)
        for approach in approaches
    ]
    assert " ".join(leads.summary(rows).split()) == said  # whatever the kind of space
    assert " ;" not in leads.summary(rows)


def test_naming_the_firm_makes_it_and_emptying_the_name_takes_a_bare_one_away() -> None:
    empty = Snapshot.of([Choice(id="18", status=Status.STRATEGIC)])
    named = empty.apply(leads.name_company(empty, 18, "Société fictive"))
    company = lookups.lead_company(named, lookups.lead(named, 18))
    assert company is not None
    assert company.name == "Société fictive"
    bare = named.apply(leads.name_company(named, 18, ""))
    assert bare.all(Company) == ()


def test_emptying_the_name_of_a_firm_one_knows_more_of_keeps_its_figures() -> None:
    snapshot = Snapshot.of([Choice(id="18", status=Status.STRATEGIC), LEAD, FIRM])
    after = snapshot.apply(leads.name_company(snapshot, 18, ""))
    assert after.all(Company) == (replace(FIRM, name=""),)


def _two_firms() -> Snapshot:
    other = Company(id="other", name="Société Éphémère", siren="000000026")
    return Snapshot.of([Choice(id="18", status=Status.STRATEGIC), LEAD, replace(FIRM, siren="000000018"), other])


def test_the_name_of_a_known_firm_is_that_firm_whatever_its_accents() -> None:
    after = _two_firms().apply(leads.name_company(_two_firms(), 18, "societe ephemere"))
    company = lookups.lead_company(after, lookups.lead(after, 18))
    assert company is not None
    assert company.id == "other"
    assert company.name == "Société Éphémère"
    assert len(after.all(Company)) == 2


@pytest.mark.parametrize("name", ["Tout autre chose", ""])
def test_a_firm_known_by_its_siren_keeps_its_name(name: str) -> None:
    with pytest.raises(ValueError, match="a un SIREN"):
        leads.name_company(_two_firms(), 18, name)


def test_two_firms_of_that_name_are_told_apart_in_the_sheet() -> None:
    snapshot = _two_firms()
    twin = snapshot.apply(ChangeSet("", (Change(None, Company(id="twin", name="Société éphémère")),)))
    with pytest.raises(ValueError, match="Plusieurs entreprises"):
        leads.name_company(twin, 18, "Société Éphémère")


def test_the_spelling_of_a_name_can_be_mended() -> None:
    after = _two_firms().apply(leads.name_company(_two_firms(), 18, FIRM.name.upper()))
    assert after.get(Company, FIRM.id) == replace(FIRM, siren="000000018", name=FIRM.name.upper())


# -- files -------------------------------------------------------------------------------------------------------------


def test_the_names_proposed() -> None:
    snapshot = sample.snapshot()
    assert leads.letter_name(snapshot, 18) == "lettre-18-helene-marchal.pdf"
    assert leads.vcards_name(snapshot, [18]) == "contact-helene-marchal.vcf"
    assert leads.vcards_name(snapshot, [18, 13]) == "chefs-de-projet.vcf"
    endless = Snapshot.of([replace(LEAD, name="É" * 400)])
    assert len(leads.letter_name(endless, 18)) <= 90


def test_letters_are_written_each_into_its_file(tmp_path: Path) -> None:
    paths = leads.export_letters(sample.snapshot(), ["18", "13"], tmp_path, on=sample.ON)
    assert [path.name for path in paths] == ["lettre-18-helene-marchal.pdf", "lettre-13-paul-ruyer.pdf"]
    assert sorted(tmp_path.iterdir()) == sorted(paths)
    for path, name in zip(paths, ("Hélène Marchal", "Paul Ruyer"), strict=True):
        assert name in subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True).stdout.decode()


def test_contacts_are_written_into_one_file(tmp_path: Path) -> None:
    path = tmp_path / "contacts.vcf"
    path.write_bytes(b"the version before")
    leads.export_vcards(sample.snapshot(), ["18", "13"], path)
    cards = list(vobject.readComponents(path.read_bytes().decode()))
    assert [card.fn.value for card in cards] == ["Hélène Marchal", "Paul Ruyer"]
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_is_written_when_nobody_is_named(tmp_path: Path) -> None:
    snapshot = Snapshot.of([LEAD, FIRM])
    for write in (
        partial(leads.export_letter, snapshot, 13, tmp_path / "x.pdf", on=sample.ON),
        partial(leads.export_letters, snapshot, [18, 13], tmp_path, on=sample.ON),
        partial(leads.export_vcards, snapshot, [18, 13], tmp_path / "x.vcf"),
    ):
        with pytest.raises(KnownError) as refusal:
            write()
        assert refusal.value.sentence == typeset("« Industries du bois » n’a pas encore de chef de projet.")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="n’existe pas"):
        leads.export_letter(sample.snapshot(), 18, tmp_path / "absent" / "x.pdf", on=sample.ON)
    with pytest.raises(KnownError, match="n’existe pas"):
        leads.export_vcards(sample.snapshot(), [18], tmp_path / "absent" / "x.vcf")


def test_a_document_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "feuille.nfi"
    path.write_bytes(b"work")
    for write in (
        partial(leads.export_letter, sample.snapshot(), 18, path, on=sample.ON),
        partial(leads.export_vcards, sample.snapshot(), [18], path),
    ):
        with pytest.raises(KnownError):
            write()
    assert path.read_bytes() == b"work"


def test_nothing_heavy_is_imported_before_an_export() -> None:
    script = "import sys, nfi_planner.services.leads; print('reportlab' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert out.strip() == "False"
