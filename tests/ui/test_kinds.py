"""What is typed or pasted is read, or refused with a sentence; never taken for something else."""

import pytest

from nfi_planner.ui.kinds import FLAG


@pytest.mark.parametrize("text", ["oui", "Oui ", "O", "x", "VRAI", "TRUE", "yes", "Y", "1", "✓", "jalon"])
def test_yes_is_read_in_every_usual_form(text: str) -> None:
    assert FLAG.parse(text) is True


@pytest.mark.parametrize("text", ["", " ", "non", "N", "Faux", "FALSE", "no", "0"])
def test_no_is_read_in_every_usual_form(text: str) -> None:
    assert FLAG.parse(text) is False


@pytest.mark.parametrize("text", ["peut-être", "2", "ok"])
def test_what_is_neither_is_refused(text: str) -> None:
    with pytest.raises(
        ValueError, match="« oui » ou « non » est attendu".replace(" »", "\u00a0»").replace("« ", "«\u00a0")
    ):
        FLAG.parse(text)
