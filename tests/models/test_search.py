"""Finding by a few letters: the order of what is found, what is forgiven, which letters are in bold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfi_planner.models.search import Entry, Hit, Index, Kind, Match, because, marks

PLAN = Entry(Kind.PLAN, "18 · Chimie verte et biocarburants", "18", names=("18", "Chimie verte et biocarburants"))
OTHER = Entry(Kind.PLAN, "4 · Batteries", "4", names=("4", "Batteries"), more=("hydrogène", "pile à combustible"))
FIRM = Entry(Kind.FIRM, "Biosourcés de la Vesle", "firm", "« Chimie verte »", ("Biosourcés de la Vesle", "000000018"))
PERSON = Entry(Kind.PERSON, "Hélène Marchal", "person", more=("h.marchal@exemple.fr",))
PAGE = Entry(Kind.PAGE, "Budget", "budget", favourite=True)
COMMAND = Entry(Kind.COMMAND, "Budget de poche", "pocket")
CHOSEN = Entry(Kind.PLAN, "32 · Robotique", "32", names=("32", "Robotique"), favourite=True)
INDEX = Index([COMMAND, FIRM, PERSON, OTHER, PLAN, PAGE, CHOSEN])


def found(typed: str) -> list[tuple[str, Match]]:
    return [(hit.entry.text, hit.match) for hit in INDEX.search(typed).hits]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("18", [(PLAN.text, Match.EXACT), (FIRM.text, Match.INSIDE)]),
        ("CHIMIE", [(PLAN.text, Match.START), (FIRM.text, Match.ELSEWHERE)]),
        ("verte chim", [(PLAN.text, Match.WORDS), (FIRM.text, Match.ELSEWHERE)]),
        ("carburant", [(PLAN.text, Match.INSIDE)]),
        ("hydrogene", [(OTHER.text, Match.ELSEWHERE)]),
        ("ydrogene", [(OTHER.text, Match.BURIED)]),
        ("helene", [(PERSON.text, Match.START)]),
        ("exemple", [(PERSON.text, Match.ELSEWHERE)]),
        ("budget", [(PAGE.text, Match.EXACT), (COMMAND.text, Match.START)]),
        ("  ...  ", [(PAGE.text, Match.EXACT), (CHOSEN.text, Match.EXACT)]),
        ("xyzzyx", []),
    ],
)
def test_what_is_found_and_in_what_order(typed: str, expected: list[tuple[str, Match]]) -> None:
    assert found(typed) == expected


@pytest.mark.parametrize("typed", ["robotqiue", "robtique", "robootique", "robotigue", "robotiquz", "Robotiue"])
def test_one_wrong_letter_is_forgiven(typed: str) -> None:
    assert found(typed) == [(CHOSEN.text, Match.TYPO)]


@pytest.mark.parametrize("typed", ["rbotqiue", "bzt", "3333", "zz"])
def test_two_wrong_letters_short_words_and_numbers_are_not(typed: str) -> None:
    assert found(typed) == []


def test_a_typing_error_in_a_name_stands_before_one_elsewhere() -> None:
    texts = [hit.entry.text for hit in INDEX.search("chmiie").hits]
    assert texts == [PLAN.text, FIRM.text]


def test_letters_may_be_left_out_of_a_short_word() -> None:
    assert found("rbt") == [(CHOSEN.text, Match.LETTERS)]
    assert found("cvb") == [(PLAN.text, Match.LETTERS)]
    assert found("rbtq") == [(CHOSEN.text, Match.LETTERS)]


def test_no_more_than_asked_for_is_given_and_all_are_counted() -> None:
    many = Index(Entry(Kind.ACTION, f"Former {n}", str(n)) for n in range(50))
    few = many.search("former", limit=7)
    assert ([hit.entry.target for hit in few.hits], few.total) == ([str(n) for n in range(7)], 50)
    some = [hit.entry.target for hit in many.search("former 1").hits]
    assert some == ["1", *(str(n) for n in range(10, 20)), "21", "31", "41"]


def test_without_favourites_nothing_typed_shows_everything() -> None:
    assert Index([COMMAND, PERSON]).search("").total == 2


def bold(text: str, typed: str, match: Match) -> list[str]:
    return [text[start:end] for start, end in marks(text, typed, match)]


@pytest.mark.parametrize(
    ("text", "typed", "match", "expected"),
    [
        ("Chimie verte", "chim", Match.START, ["Chim"]),
        ("Pôle d’énergie", "ENER", Match.WORDS, ["éner"]),
        ("Sœurs œnologues", "oe", Match.WORDS, ["œ"]),
        ("Biocarburants", "carb", Match.INSIDE, ["carb"]),
        ("Service rendu", "v", Match.ELSEWHERE, []),
        ("Robotique", "robotqiue", Match.TYPO, ["Robotique"]),
        ("18 · Chimie verte", "chv", Match.LETTERS, ["Ch", "v"]),
    ],
)
def test_the_letters_found_are_in_bold(text: str, typed: str, match: Match, expected: list[str]) -> None:
    assert bold(text, typed, match) == expected


def test_what_is_not_shown_says_why_it_was_found() -> None:
    [hit] = INDEX.search("combustible").hits
    assert because(hit, "combustible") == "pile à combustible"
    assert because(Hit(PLAN, Match.START), "chimie") == ""


def test_an_entry_reads_as_one_sentence() -> None:
    entry = Entry(Kind.COMMAND, "Exporter…", "export", "menu Fichier", keys="Ctrl+E")
    assert entry.sentence == "Commande, Exporter…, menu Fichier, Ctrl+E"


TEXTS = st.text(st.sampled_from("aàbcçeéiœßfi ’-18«é\u0301\u202f"), max_size=12)


@given(st.lists(TEXTS, max_size=5), TEXTS)
def test_anything_can_be_typed_and_named(names: list[str], typed: str) -> None:
    index = Index(Entry(Kind.ACTION, name, str(place)) for place, name in enumerate(names))
    result = index.search(typed)
    assert len(result.hits) == result.total <= len(names)
    for hit in result.hits:
        for start, end in marks(hit.entry.text, typed, hit.match):
            assert 0 <= start < end <= len(hit.entry.text)


@given(st.lists(TEXTS.filter(str.strip), min_size=1, max_size=5))
def test_a_name_finds_its_own_entry(names: list[str]) -> None:
    index = Index(Entry(Kind.ACTION, name, str(place)) for place, name in enumerate(names))
    for name in names:
        assert any(hit.entry.text == name for hit in index.search(name).hits)
