"""French as it is written and as it is typed."""

import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfi_planner.support import french
from nfi_planner.support.french import NBSP, THIN

MARKS = st.text("«»;:!?–—… €%n°0123456789M€aé’\u00a0\u202f\n", max_size=20)
ANYTHING = st.text() | MARKS
DATES = st.dates(min_value=date(1000, 1, 1))


# -- numbers -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1 250 000", "1250000"),
        (f"1{NBSP}250{NBSP}000", "1250000"),
        (f"1{THIN}250{THIN}000", "1250000"),
        ("1.250.000", "1250000"),
        ("1250000", "1250000"),
        (f"1 250 000{NBSP}€", "1250000"),
        ("12,4 M€", "12400000"),
        ("12,4m€", "12400000"),
        ("80 k€", "80000"),
        (" 7 ", "7"),
        ("-3,5", "-3.5"),
        ("−3,5", "-3.5"),
        ("007", "7"),
    ],
)
def test_a_number_is_understood_as_people_type_it(typed: str, number: str) -> None:
    assert french.parse_number(typed) == Decimal(number)


@pytest.mark.parametrize(
    "typed", ["", " ", "douze", "1,2,3", "1.2.3", "12,", ",5", "1e5", "nan", "inf", "--1", "5 $", "€", "12-5"]
)
def test_what_is_no_number_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match="n’est pas un nombre") as refusal:
        french.parse_number(typed)
    assert_sentence(str(refusal.value))
    with pytest.raises(ValueError, match="n’est pas un nombre"):
        french.parse_integer(typed)


@pytest.mark.parametrize("typed", ["12,5", "1.250", "10000000000000000"])
def test_a_whole_number_is_asked_for_in_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match="un nombre entier est attendu") as refusal:
        french.parse_integer(typed)
    assert_sentence(str(refusal.value))


def test_a_whole_number_may_be_typed_with_a_comma() -> None:
    assert french.parse_integer("12,00") == 12
    assert french.parse_integer("1,25 M€") == 1_250_000


def test_numbers_are_written_in_french() -> None:
    assert french.integer(1_250_000) == f"1{THIN}250{THIN}000"
    assert french.integer(-1_000) == f"−1{THIN}000"
    assert french.decimal(Decimal("1240.50")) == f"1{THIN}240,5"
    assert french.decimal(Decimal("12.00")) == "12"
    assert french.decimal(Decimal("1E+3")) == f"1{THIN}000"
    assert french.euros(1_250_000) == f"1{THIN}250{THIN}000{NBSP}€"
    assert french.millions(12_400_000) == f"12,4{NBSP}M€"
    assert french.millions(1_250_000_000) == f"1{THIN}250,0{NBSP}M€"
    assert french.millions(999_999) == french.euros(999_999)  # rounded, 150 000 would be a third more


@given(st.integers(-(10**15), 10**15))
def test_a_whole_number_written_is_read_back(value: int) -> None:
    assert french.parse_integer(french.integer(value)) == value
    assert french.parse_integer(french.euros(value)) == value


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6))
def test_a_decimal_written_is_read_back(value: Decimal) -> None:
    assert french.parse_number(french.decimal(value)) == value


# -- dates ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "12/02/2014",
        "12/2/2014",
        "12-02-2014",
        "12.02.2014",
        "12 02 2014",
        "12-02-14",
        "12/2/14",
        "2014-02-12",
        "12 février 2014",
        "12 Février 2014",
        "12 fevrier 2014",
        "12 FÉVRIER 2014",
        "12 févr. 2014",
        "12 fév 2014",
        f"12{NBSP}février{NBSP}2014",
        f" 12{THIN}/02/2014 ".replace(THIN, ""),
    ],
)
def test_a_date_is_understood_as_people_type_it(typed: str) -> None:
    assert french.parse_date(typed) == date(2014, 2, 12)


@pytest.mark.parametrize("typed", ["1er mars 2014", "1 mars 2014", f"1er{NBSP}mars{NBSP}2014", "01/03/2014", "1.3.14"])
def test_the_first_of_a_month(typed: str) -> None:
    assert french.parse_date(typed) == date(2014, 3, 1)


@pytest.mark.parametrize(
    "typed",
    ["", "demain", "31/02/2014", "29/02/2014", "12/13/2014", "0/1/2014", "12/02", "12 jui 2014", "12 ma 2014", "2014"],
)
def test_what_is_no_date_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match="n’est pas une date") as refusal:
        french.parse_date(typed)
    assert_sentence(str(refusal.value))


def test_dates_are_written_in_french() -> None:
    assert french.long_date(date(2014, 2, 12)) == f"12{NBSP}février{NBSP}2014"
    assert french.long_date(date(2014, 3, 1)) == f"1er{NBSP}mars{NBSP}2014"
    assert french.short_date(date(2014, 2, 1)) == "01/02/2014"


@given(DATES)
def test_a_date_written_is_read_back(day: date) -> None:
    assert french.parse_date(french.long_date(day)) == day
    assert french.parse_date(french.short_date(day)) == day
    assert french.parse_date(day.isoformat()) == day


# -- words ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 plan"), (1, "1 plan"), (2, "2 plans"), (-1, "−1 plan"), (-2, "−2 plans")]
)
def test_zero_and_one_are_singular(count: int, text: str) -> None:
    assert french.plural(count, "plan") == text.replace(" ", NBSP)


def test_a_plural_of_its_own() -> None:
    assert french.plural(1_000, "total", "totaux") == f"1{THIN}000{NBSP}totaux"


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("Choisir « Robotique » ?", f"Choisir «{NBSP}Robotique{NBSP}»{THIN}?"),
        ("Choisir «Robotique»", f"Choisir «{NBSP}Robotique{NBSP}»"),
        (f"«{THIN}Robotique{THIN}»", f"«{NBSP}Robotique{NBSP}»"),
        ("Oui ; non !", f"Oui{THIN}; non{THIN}!"),
        ("Attention : ici", f"Attention{NBSP}: ici"),
        ("à 12:30", "à 12:30"),
        ("1 250 000 €", f"1{THIN}250{THIN}000{NBSP}€"),
        ("50 M€", f"50{NBSP}M€"),
        ("n° 2008-1354", f"n°{NBSP}2008-1354"),
        ("le 12 mars", f"le 12{NBSP}mars"),
        ("le 1er août", f"le 1er{NBSP}août"),
        ("a – b – c", f"a{NBSP}– b{NBSP}– c"),
        ("5 plans", f"5{NBSP}plans"),
        ("5 plansn", "5 plansn"),
        ("Rien à faire.", "Rien à faire."),
    ],
)
def test_typeset_puts_the_no_break_spaces(plain: str, expected: str) -> None:
    assert french.typeset(plain) == expected


@given(ANYTHING)
def test_typeset_twice_changes_nothing_more(text: str) -> None:
    once = french.typeset(text)
    assert french.typeset(once) == once


@given(ANYTHING)
def test_typeset_touches_spaces_only(text: str) -> None:
    def bare(value: str) -> str:
        return "".join(c for c in value if c not in f" {NBSP}{THIN}")

    assert bare(french.typeset(text)) == bare(text)


def test_fold_forgets_case_accents_and_kinds_of_apostrophe() -> None:
    assert french.fold("L’ŒUVRE d'Hélène") == "l'oeuvre d'helene"
    assert french.fold(f"Très{NBSP}  bien ") == "tres bien"
    assert french.fold("ex æquo") == "ex aequo"
    assert sorted(["Zoé", "éclair", "Eau", "œuf"], key=french.fold) == ["Eau", "éclair", "œuf", "Zoé"]


@given(st.text())
def test_fold_twice_changes_nothing_more(text: str) -> None:
    assert french.fold(french.fold(text)) == french.fold(text)


@given(st.text("abcdefàâäéèêëîïôöùûüÿçœæ ’'-"))
def test_fold_finds_what_is_typed_in_capitals_or_decomposed(text: str) -> None:
    assert french.fold(text.upper()) == french.fold(text)
    assert french.fold(unicodedata.normalize("NFD", text)) == french.fold(text)


@given(st.text())
def test_clean_leaves_no_control_character_but_line_breaks_and_tabs(text: str) -> None:
    clean = french.clean(text)
    assert all(c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"} for c in clean)
    assert french.clean(clean) == clean


def test_clean_keeps_lines_and_drops_the_rest() -> None:
    assert french.clean(" un\r\ndeux\rtrois\x00\x1b\x85\x9f\ufeff\t") == "un\ndeux\ntrois"
    assert french.clean("a\ud800b") == "ab"


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), (" … – ", 0), ("un mot", 2), ("l’industrie d'aujourd’hui", 2), ("mise-au-point", 1), ("12 % de 3,5", 4)],
)
def test_words_are_counted_as_a_reader_would(text: str, count: int) -> None:
    assert french.word_count(text) == count


def assert_sentence(text: str) -> None:
    assert text.startswith("«\u00a0")
    assert text.endswith(".")
    assert french.typeset(text) == text


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("000000018", "000\u202f000\u202f018"),
        ("000 000 018", "000\u202f000\u202f018"),
        ("00000001800012", "000\u202f000\u202f018\u202f00012"),
        ("1234", "123\u202f4"),
        ("FR12", "FR12"),
        ("", ""),
    ],
)
def test_codes_are_read_in_groups(number: str, shown: str) -> None:
    assert french.digits(number) == shown
