"""How rules are written, found and run.

A rule is a pure function of one *subject* (a chosen plan, a lead, the roadmap…) that returns a French sentence when
something is wrong. ``over`` says which subjects of a document it applies to; a rule without a subject doesn't count.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, NamedTuple, TypeVar

from nfi_planner.models.snapshot import Snapshot
from nfi_planner.support.french import typeset


class Severity(Enum):
    """How much a finding weighs: a blocking one refuses the hand-in."""

    BLOCKING = "blocking"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def heading(self) -> str:
        """The name of the group in the panel."""
        return _HEADINGS[self]

    @property
    def label(self) -> str:
        """The word for one finding."""
        return _LABELS[self]


_HEADINGS = {Severity.BLOCKING: "Bloquants", Severity.WARNING: "À vérifier", Severity.ADVICE: "Conseils"}
_LABELS = {Severity.BLOCKING: "bloquant", Severity.WARNING: "à vérifier", Severity.ADVICE: "conseil"}
_WEIGHTS = {severity: weight for weight, severity in enumerate(Severity)}


class Where(NamedTuple):
    """The spot a finding points to: a field of a row. An empty field means the row itself."""

    table: str
    id: str
    field: str = ""

    def __str__(self) -> str:
        return "/".join(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """What the validation says: one sentence, and where to go."""

    code: str
    severity: Severity
    message: str
    target: Where
    link: str  # the verb of the link: "Nommer", "Ouvrir"


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule returns: the sentence, and the spot when it isn't the rule's usual one."""

    message: str
    target: Where | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at besides its subject."""

    snapshot: Snapshot
    today: date


S = TypeVar("S")
Check = Callable[[Any, Context], "str | Problem | None"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its code, its severity and where it comes from."""

    code: str
    severity: Severity
    title: str
    source: str
    over: Callable[[Snapshot], Iterable[Any]]
    field: str
    link: str
    check: Check


@dataclass(frozen=True, slots=True)
class Review:
    """The findings of a document, sorted, and how many rules passed out of those that apply."""

    findings: tuple[Finding, ...]
    passed: int
    applicable: int

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """Return the findings of that severity."""
        return tuple(f for f in self.findings if f.severity is severity)

    @property
    def blocked(self) -> bool:
        """Whether a hand-in is refused."""
        return any(f.severity is Severity.BLOCKING for f in self.findings)


_REGISTRY: dict[str, Rule] = {}


def rule(
    code: str,
    severity: Severity,
    title: str,
    *,
    over: Callable[[Snapshot], Iterable[S]],
    source: str,
    goes_to: tuple[str, str] = ("", "Ouvrir"),
) -> Callable[[Callable[[S, Context], "str | Problem | None"]], Callable[[S, Context], "str | Problem | None"]]:
    """Register a rule. ``goes_to`` is the field of the subject a finding points to and the verb of its link."""

    def register(
        check: Callable[[S, Context], "str | Problem | None"],
    ) -> Callable[[S, Context], "str | Problem | None"]:
        if code in _REGISTRY:
            msg = f"rule {code} is registered twice"
            raise ValueError(msg)
        _REGISTRY[code] = Rule(code, severity, typeset(title), typeset(source), over, *goes_to, check)
        return check

    return register


def all_rules() -> tuple[Rule, ...]:
    """Return every rule, by code."""
    return tuple(_REGISTRY[code] for code in sorted(_REGISTRY))


def run(rules: Iterable[Rule], snapshot: Snapshot, today: date) -> Review:
    """Run the rules over a document."""
    context = Context(snapshot, today)
    found: list[tuple[int, str, int, Finding]] = []
    passed = applicable = 0
    known: dict[Any, tuple[Any, ...]] = {}  # many rules share their subjects
    for one in rules:
        if one.over not in known:
            known[one.over] = tuple(one.over(snapshot))
        subjects = known[one.over]
        if not subjects:
            continue
        applicable += 1
        before = len(found)
        for place, subject in enumerate(subjects):
            problem = one.check(subject, context)
            if problem:
                found.append((_WEIGHTS[one.severity], one.code, place, _finding(one, subject, problem)))
        passed += before == len(found)
    found.sort(key=lambda entry: entry[:3])
    return Review(tuple(entry[3] for entry in found), passed, applicable)


def _finding(one: Rule, subject: Any, problem: str | Problem) -> Finding:
    if isinstance(problem, str):
        problem = Problem(problem)
    target = problem.target or Where(subject.TABLE, subject.id, one.field)
    return Finding(one.code, one.severity, typeset(problem.message), target, one.link)
