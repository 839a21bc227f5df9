"""A person's data: found wherever a document says it, handed over, and erased with nothing else touched."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nfi_planner.models import lookups
from nfi_planner.models.errors import KnownError
from nfi_planner.models.person import ERASED, Certainty, Person
from nfi_planner.models.roadmap import Action, Approach, Company, Lead, Partner
from nfi_planner.services import examples, person_file, persons, sheets
from nfi_planner.services.editor import Editor
from nfi_planner.services.persons import Found
from nfi_planner.storage.document import DocumentFile
from nfi_planner.storage.journal import LineKind

ASKED = date(2014, 2, 12)
HELENE = Person("Hélène", "Marchal", ("helene.marchal@exemple.fr",), ("03 26 00 00 11",))
SURE, PERHAPS = Certainty.CERTAIN, Certainty.POSSIBLE


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    """The complete example."""
    editor = Editor(examples.write_example(tmp_path / "a.nfi", author="agent"))
    yield editor
    editor.close()


@pytest.fixture(autouse=True)
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the crash reports."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = tmp_path / "state" / "feuille-de-route-nfi" / "log"
    folder.mkdir(parents=True)
    return folder


def write(editor: Editor, plan: int, **values: Any) -> None:
    editor.do(sheets.edit(editor.snapshot, lookups.choice(editor.snapshot, plan), **values))


def name_lead(editor: Editor, plan: int, **values: Any) -> None:
    editor.do(sheets.edit_lead(editor.snapshot, plan, **values))


def found(editor: Editor, typed: str) -> tuple[Found, ...]:
    return persons.find(editor, persons.identify(editor.snapshot, typed))


def spots(pieces: tuple[Found, ...]) -> set[tuple[str, str, str]]:
    return {(piece.key[0], piece.key[1], piece.key[2]) for piece in pieces}


def erase(editor: Editor, typed: str, certainties: tuple[Certainty, ...] = (SURE, PERHAPS)) -> persons.Erased:
    person = persons.identify(editor.snapshot, typed)
    chosen = [one for one in persons.find(editor, person) if one.certainty in certainties]
    return persons.erase(editor, person, chosen, asked_on=ASKED)


# -- who -----------------------------------------------------------------------------------------------------------


def test_the_persons_of_a_document_are_its_leads_its_signatory_and_its_contacts(editor: Editor) -> None:
    listed = {person.full_name: person for person in persons.people(editor.snapshot)}
    assert len(listed) == 12
    assert listed["Étienne Varlemont"].roles == ("signataire",)
    contact = listed["Claire Domangeot"]
    assert (contact.emails, contact.telephones) == (("claire.domangeot@exemple.fr",), ("03 26 00 00 10",))
    assert list(listed)[:3] == ["Jean Bailly", "Claire Domangeot", "Anne Guyot"]


def test_one_person_with_two_plans_and_a_partner_is_listed_once(editor: Editor) -> None:
    name_lead(editor, 5, first_name="HELENE", name="Marchal", email="h.marchal@ailleurs.fr")
    editor.do(sheets.add_row(editor.snapshot, Partner(id="p", choice_id="13", name="Pôle", contact="Marchal Hélène")))
    [person] = [p for p in persons.people(editor.snapshot) if p.name.casefold() == "marchal"]
    assert len(person.roles) == 3
    assert set(person.emails) == {"helene.marchal@exemple.fr", "h.marchal@ailleurs.fr"}


@pytest.mark.parametrize(
    "typed",
    ["Hélène Marchal", "marchal helene", "MARCHAL", "H. Marchal", "Helene.Marchal@exemple.fr", "+33 3 26 00 00 11"],
)
def test_what_is_typed_means_the_one_person_it_fits(editor: Editor, typed: str) -> None:
    assert persons.identify(editor.snapshot, typed).full_name == "Hélène Marchal"


def test_a_name_two_persons_have_is_taken_as_typed_and_certain_of_nobody(editor: Editor) -> None:
    name_lead(editor, 5, first_name="Paul", name="Marchal")
    pieces = found(editor, "Marchal")
    assert {"18", "5"} <= {row for table, row, _ in spots(pieces) if table == Lead.TABLE}
    assert {piece.certainty for piece in pieces} == {PERHAPS}


# -- where ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "certain", "all_of_it"),
    [
        ("Confié à HELENE  MARCHAL.", "Confié à [donnée effacée].", "Confié à [donnée effacée]."),
        ("Voir Marchal, Hélène et Paul.", "Voir [donnée effacée] et Paul.", "Voir [donnée effacée] et Paul."),
        ("M. et Mme Marchal", "M. et [donnée effacée]", "M. et [donnée effacée]"),
        ("Selon H. Marchal, oui", "Selon [donnée effacée], oui", "Selon [donnée effacée], oui"),
        (
            "Décomposé : He\u0301le\u0300ne Marchal !",
            "Décomposé : [donnée effacée] !",
            "Décomposé : [donnée effacée] !",
        ),
        ("Scieries Marchal", "Scieries Marchal", "Scieries [donnée effacée]"),
        ("Hélène Marchal-Collet", "Hélène Marchal-Collet", "Hélène [donnée effacée]-Collet"),
        ("Maréchal, marchalisation, Hélène Ruyer", "Maréchal, marchalisation, Hélène Ruyer", None),
        ("Tél. 0326000011 ou +33 (0)3.26.00.00.11 !", "Tél. [donnée effacée] ou [donnée effacée] !", None),
        ("SIRET 10326000011000", "SIRET 10326000011000", None),
        ("Écrire à helene.marchal@exemple.fr.", "Écrire à [donnée effacée].", None),
        ("ou hmarchal2@ailleurs.fr", "ou [donnée effacée]", None),
        ("Hélène Marchal, helene.marchal@exemple.fr, 03 26 00 00 11", "", ""),
    ],
)
def test_a_mention_is_found_however_it_is_written(
    editor: Editor, text: str, certain: str, all_of_it: str | None
) -> None:
    for certainties, expected in (((SURE,), certain), ((SURE, PERHAPS), certain if all_of_it is None else all_of_it)):
        write(editor, 1, memo=text)
        erase(editor, "Hélène Marchal", certainties)
        assert lookups.choice(editor.snapshot, 1).memo == expected
        name_lead(editor, 18, first_name="Hélène", name="Marchal", email=HELENE.emails[0], telephone="03 26 00 00 11")


def test_the_a_before_a_name_is_no_initial(editor: Editor) -> None:
    write(editor, 1, memo="Confié à Guyot, à Reims")
    erase(editor, "Anne Guyot", (SURE,))
    assert lookups.choice(editor.snapshot, 1).memo == "Confié à Guyot, à Reims"


def test_everything_the_document_says_is_found_with_its_place(editor: Editor) -> None:
    write(editor, 13, memo="Rappeler Mme Marchal.")
    pieces = found(editor, "Hélène Marchal")
    told = {(piece.place, piece.label, piece.text) for piece in pieces if piece.text}
    assert len(told) == 10
    assert ("Chef de projet\u00a0— Chimie verte", "courriel", "helene.marchal@exemple.fr") in told
    assert ("Chef de projet\u00a0— Chimie verte", "date d’information", "05/02/2014") in told
    assert ("Fiche de plan\u00a0— Industries du bois", "mémo privé", "Rappeler Mme Marchal.") in told


def test_what_only_the_history_says_is_found(editor: Editor) -> None:
    name_lead(editor, 18, first_name="Paul", name="Petit", email="", telephone="")
    editor.do(sheets.remove_rows(editor.snapshot, editor.snapshot.children(Action, "18")))
    pieces = persons.find(editor, HELENE)
    assert spots(pieces) == {("lead", "18", field) for field in ("first_name", "name", "email", "telephone")}
    [name] = [piece for piece in pieces if piece.key[2] == "name"]
    assert (name.text, [(past.before, past.after) for past in name.past]) == ("", [("Marchal", "")])
    assert persons.lines_of(pieces) == 1


def test_what_was_typed_by_and_by_is_found_too(editor: Editor) -> None:
    for values in ({"function": "gérante"}, {"first_name": "Zo"}, {"first_name": "Zoé"}, {"name": "Ber"}):
        name_lead(editor, 5, **values)
    name_lead(editor, 5, name="Bertin")
    name_lead(editor, 5, name="Petit", first_name="Paul", function="PDG")
    pieces = persons.find(editor, Person("Zoé", "Bertin"))
    said = {(past.before, past.after) for piece in pieces for past in piece.past}
    assert {("", "gérante"), ("", "Zo"), ("Zo", "Zoé"), ("", "Ber"), ("Ber", "Bertin")} <= said
    persons.erase(editor, Person("Zoé", "Bertin"), pieces, asked_on=ASKED)
    kept = "".join(line.changes for line in editor.document.lines)
    assert not any(f'"{word}"' in kept for word in ("gérante", "Zo", "Zoé", "Ber", "Bertin"))
    assert '"Paul"' in kept


# -- erasing -------------------------------------------------------------------------------------------------------


def test_erasing_takes_the_person_away_and_leaves_the_firm(editor: Editor) -> None:
    before = editor.snapshot.get(Lead, "18")
    assert before is not None
    others = {key: row for key, row in editor.snapshot.by_id().items() if key != ("lead", "18")}
    outcome = erase(editor, "Hélène Marchal")
    assert editor.snapshot.get(Lead, "18") == Lead(id="18", company_id=before.company_id)
    assert {key: row for key, row in editor.snapshot.by_id().items() if key != ("lead", "18")} == others
    assert (outcome.places, outcome.lines, outcome.remains) == (1, 0, None)


def test_what_is_not_chosen_stays(editor: Editor) -> None:
    erase(editor, "Paul Ruyer", (SURE,))
    memo = lookups.choice(editor.snapshot, 13).memo
    assert memo.startswith(f"{ERASED} a demandé")
    company = lookups.lead_company(editor.snapshot, lookups.lead(editor.snapshot, 13))
    assert company is not None
    assert company.name == "Scieries Ruyer"
    erase(editor, "Ruyer")
    company = editor.snapshot.get(Company, company.id)
    assert company is not None
    assert company.name == f"Scieries {ERASED}"


def test_a_signatory_goes_with_his_function_and_a_contact_without(editor: Editor) -> None:
    erase(editor, "varlemont")
    erase(editor, "domangeot")
    roadmap = lookups.roadmap(editor.snapshot)
    assert (roadmap.signatory_name, roadmap.signatory_function) == ("", "")
    assert roadmap.contact == f"{ERASED}, chargée de mission industrie, {ERASED}"


def test_an_action_is_no_longer_the_person_s(editor: Editor) -> None:
    action = editor.snapshot.children(Action, "18")[0]
    editor.do(sheets.edit(editor.snapshot, action, owner="Hélène Marchal"))
    erase(editor, "Hélène Marchal")
    after = editor.snapshot.get(Action, action.id)
    assert after is not None
    assert (after.owner, after.title) == ("", action.title)


def test_the_record_says_what_and_why_but_not_who(editor: Editor) -> None:
    write(editor, 13, memo="Rappeler Mme Marchal.")
    name_lead(editor, 18, approach=Approach.CONTACTED)
    erase(editor, "Hélène Marchal")
    record = editor.document.lines[-1]
    assert (record.kind, record.author, record.changes) == (LineKind.ERASURE, "agent", "[]")
    assert record.label == (
        "Effacer des données personnelles\u00a0— demande du 12\u00a0février\u00a02014, article 17 du RGPD\u00a0: "
        "civilité, prénom, nom, fonction, courriel, téléphone, avancement de la démarche, date d’information, "
        "source, mémo privé (2\u00a0endroits du document et 2\u00a0lignes de l’historique)"
    )


def test_the_labels_and_the_authors_of_the_history_are_erased_when_they_are_chosen(editor: Editor) -> None:
    editor.document.author = "hmarchal"
    editor.do(sheets.new_lead_company(editor.snapshot, 5, "Hélène Marchal Conseil"))
    assert ("journal", "hmarchal", "author") in spots(found(editor, "Hélène Marchal"))
    erase(editor, "Hélène Marchal")
    *_, line, record = editor.document.lines
    assert line.label == f"Saisir une entreprise\u00a0— {ERASED} Conseil"
    assert (line.author, record.author) == (ERASED, ERASED)


def test_nothing_can_be_undone_after_it_and_what_comes_next_can(editor: Editor) -> None:
    write(editor, 1, memo="Un mémo")
    write(editor, 2, memo="Un autre")
    editor.undo()
    erase(editor, "Hélène Marchal")
    assert (editor.undo(), editor.redo()) == ("", "")
    erased = editor.snapshot
    write(editor, 1, memo="Après")
    editor.undo()
    assert editor.snapshot == erased
    editor.redo()
    assert lookups.choice(editor.snapshot, 1).memo == "Après"


def test_those_who_listen_are_told_what_changed(editor: Editor) -> None:
    told: list[Any] = []
    editor.listen(lambda snapshot, act: told.append((snapshot, act)))
    before = editor.snapshot
    erase(editor, "Hélène Marchal")
    [(snapshot, act)] = told
    assert snapshot == editor.snapshot == before.apply(act)


def test_nothing_is_erased_without_a_choice_nor_in_a_document_one_may_not_write(editor: Editor) -> None:
    before = editor.path.read_bytes()
    with pytest.raises(KnownError, match="Aucune donnée"):
        persons.erase(editor, HELENE, (), asked_on=ASKED)
    reader = Editor(DocumentFile.open(editor.path, read_only=True))
    with pytest.raises(KnownError, match="lecture seule"):
        erase(reader, "Hélène Marchal")
    reader.close()
    assert editor.path.read_bytes() == before


def test_crash_reports_that_name_the_person_are_redacted(editor: Editor, reports: Path) -> None:
    named, other = reports / "incident-1.txt", reports / "incident-2.lu.txt"
    named.write_text("ValueError: Hélène Marchal\nligne 2\n", encoding="utf-8")
    other.write_text("KeyError\n", encoding="utf-8")
    before = other.stat().st_ino
    outcome = erase(editor, "Hélène Marchal")
    assert (outcome.reports, outcome.reports_left) == (1, 0)
    assert named.read_text(encoding="utf-8") == f"ValueError: {ERASED}\nligne 2\n"
    assert other.stat().st_ino == before


# -- handing over --------------------------------------------------------------------------------------------------


def test_what_is_known_is_handed_over_to_be_read(editor: Editor, tmp_path: Path) -> None:
    name_lead(editor, 18, email="h.marchal@ailleurs.fr")
    path = tmp_path / "a.txt"
    person_file.write(path, HELENE, found(editor, "Marchal"), document="a.nfi", on=ASKED)
    text = path.read_text(encoding="utf-8").replace("\u00a0", " ")
    assert text.startswith("Données concernant Hélène Marchal\n\nDocument : a.nfi\nÉtabli le 12 février 2014\n")
    assert "- Chef de projet — Chimie verte, nom : Marchal\n" in text
    assert "« helene.marchal@exemple.fr », puis « h.marchal@ailleurs.fr »" in text
    assert "agent" not in text.replace("Agro", "")


def test_what_is_known_is_handed_over_as_data(editor: Editor, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    write(editor, 13, memo="Mme Marchal, des Scieries Marchal")
    person_file.write(path, HELENE, found(editor, "Marchal"), document="a.nfi", on=ASKED)
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["objet"] == "Données concernant Hélène Marchal"
    assert content["établi le"] == "2014-02-12"
    assert [piece["champ"] for piece in content["données"]].count("mémo privé") == 1
    assert len(content["données"]) == 10
    [past] = content["historique"]
    assert (past["champ"], past["après"]) == ("mémo privé", "Mme Marchal, des Scieries Marchal")


def test_a_file_that_cannot_be_written_is_said(editor: Editor, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="n’existe pas"):
        person_file.write(tmp_path / "absent" / "a.txt", HELENE, found(editor, "Marchal"), document="a", on=ASKED)
    assert person_file.default_name(HELENE, "txt") == "donnees-concernant-helene-marchal.txt"
