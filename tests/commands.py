"""What a command answers, and what every refusal looks like."""

import re
from typing import NamedTuple

from nfi_planner.support.french import NBSP, THIN

DAY = "2014-03-28"


class Answer(NamedTuple):
    """What a command answered, with plain spaces."""

    status: int
    out: str
    err: str


def plain(text: str) -> str:
    return text.replace(NBSP, " ").replace(THIN, " ")


def refusal(answer: Answer) -> str:
    """Return the one line of a refused command, without the program's name."""
    assert answer.status == 2
    assert answer.out == ""
    assert re.fullmatch(r"nfi-planner : [A-ZÀ-Ý«][^\n]*\n", answer.err), answer.err
    return answer.err.removeprefix("nfi-planner : ").strip()
