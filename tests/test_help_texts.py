"""The help's texts: a topic for every page, keys and commands that exist, links that lead somewhere, French words."""

import re

import pytest

from nfi_planner.models import sme
from nfi_planner.services import helping
from nfi_planner.support.french import fold, integer, typeset, word_count
from nfi_planner.support.paths import resource
from nfi_planner.ui.actions import BY_NAME, COMMANDS
from nfi_planner.ui.keys import WIDGET_KEYS, keys_text
from nfi_planner.ui.pages.stack import PAGES

ENGLISH = (
    "the and of with this that from your you for not are is click button file save undo redo settings help shortcut "
    "drag drop default email mail update folder sheet row cell header toast pane deadline focus checkbox popup scroll "
    "tooltip backup login link window print search keyboard"
)
TERMS = (
    "À l’étude", "Bpifrance", "Chef de projet", "Contrôle", "Délibération", "Décret n° 2008-1354", "ETI", "FEDER",
    "Feuille de route", "Fiche", "GE", "Jalon", "Motif", "NAF", "PIA", "Plan", "PME", "Pôle de compétitivité",
    "Rang 1", "Rang 2", "Remise", "RGPD", "SIREN", "SIRET", "Usine du futur", "UTA",
)  # fmt: skip
topics = pytest.mark.parametrize("topic", helping.TOPICS)


def entries() -> dict[str, str]:
    parts = helping.text(helping.GLOSSARY).split("\n### ")[1:]
    pairs = [part.split("\n", 1) for part in parts]
    assert len(pairs) == len({name for name, _ in pairs})
    return {name.replace("\u00a0", " "): meaning.strip() for name, meaning in pairs}


def test_every_page_has_its_topic_and_every_file_is_one() -> None:
    assert set(PAGES) <= set(helping.TOPICS)
    assert {path.stem for path in resource("help").iterdir()} == set(helping.TOPICS)


@pytest.mark.parametrize("page", PAGES)
def test_a_topic_has_the_name_of_its_page(page: str) -> None:
    assert helping.title(helping.text(page)) == BY_NAME[f"page_{page}"].text


@topics
def test_a_topic_can_be_read_in_two_minutes(topic: str) -> None:
    words = word_count(helping.bare(helping.text(topic)))
    assert 150 <= words <= (1_000 if topic == helping.GLOSSARY else 400)


@topics
def test_what_stands_in_bold_is_a_key_of_the_program(topic: str) -> None:
    shown = re.findall(r"\*\*(.+?)\*\*", helping.text(topic))
    ours = {key for command in COMMANDS for key in command.shown_keys.split(" ou ")}
    theirs = {key for lines in WIDGET_KEYS.values() for _, keys in lines for key in keys}
    assert set(shown) <= ours | theirs
    assert shown or topic == helping.GLOSSARY


@topics
def test_a_command_is_in_the_menu_the_help_names(topic: str) -> None:
    places = {(command.text, command.menu) for command in COMMANDS}
    text = re.sub(r"\s", " ", helping.text(topic))
    named = set(re.findall(r"« ([^«»]+) », dans le menu (\w+)", text))
    assert named - {(words.replace("\u202f", " "), menu) for words, menu in places} == set()


def test_the_menus_are_named_somewhere() -> None:
    text = "".join(re.sub(r"\s", " ", helping.text(topic)) for topic in helping.TOPICS)
    assert len(set(re.findall(r"« ([^«»]+) », dans le menu (\w+)", text))) > 5


@topics
def test_links_lead_to_topics(topic: str) -> None:
    links = re.findall(r"\]\(([^)]*)\)", helping.text(topic))
    assert {link.removesuffix(".md") for link in links} <= {*helping.TOPICS, "raccourcis"}
    assert all(link.endswith(".md") for link in links)


@pytest.mark.parametrize("text", [*map(helping.text, helping.TOPICS), keys_text()], ids=[*helping.TOPICS, "raccourcis"])
def test_the_typography_is_french(text: str) -> None:
    text = helping.bare(re.sub(r"\|[-|]+\||\*\*.+?\*\*", "…", text))  # a key may be « ? » alone
    text = text.replace("\n\n", "\u2029")  # a single end of line is a plain space on the screen
    assert re.findall(r".{0,20}[ \n][:;!?»%€].{0,9}", text) == []
    assert re.findall(r".{0,20}«[ \n].{0,9}", text) == []
    assert re.findall(r".{0,20}\d[ \n](?:€|M€|%|000|personnes? à temps).{0,9}", text) == []
    assert re.findall(r".{0,20}n°[ \n].{0,9}", text) == []
    assert re.findall(r".{0,20}[\"'].{0,9}", text) == []
    assert "..." not in text


@topics
def test_there_is_no_word_of_english(topic: str) -> None:
    words = {fold(word) for word in re.findall(r"[^\W\d_]+", helping.bare(helping.text(topic)))}
    assert words & set(ENGLISH.split()) == set()


def test_the_glossary_is_sorted_as_french_sorts_and_has_what_one_looks_up() -> None:
    names = list(entries())
    assert names == sorted(names, key=fold)
    assert 25 <= len(names) <= 45
    assert set(TERMS) <= set(names)
    assert all(word_count(meaning) >= 5 and meaning.endswith(".") for meaning in entries().values())


def test_the_thresholds_are_those_of_the_test() -> None:
    sizes = {
        "PME": (sme.SME_HEADCOUNT, sme.SME_TURNOVER, sme.SME_BALANCE),
        "ETI": (sme.MIDCAP_HEADCOUNT, sme.MIDCAP_TURNOVER, sme.MIDCAP_BALANCE),
    }
    for name, (people, turnover, balance) in sizes.items():
        meaning = entries()[name].replace("\n", " ")
        assert f"moins de {integer(people)} personnes" in meaning
        assert f"d’affaires de {integer(turnover // 1_000_000)}\u00a0M€ au plus ou" in meaning
        assert f"bilan de {integer(balance // 1_000_000)}\u00a0M€ au plus" in meaning


def test_the_list_of_keys_has_every_command_that_has_one() -> None:
    lines = {line.split(" | ")[0].removeprefix("| ") for line in keys_text().splitlines()}
    assert {typeset(command.text) for command in COMMANDS if command.shown_keys} <= lines
