"""Findings that the tests of the problems speak of, about two streams of two steps each."""

from dataclasses import replace

from svs_designer.model.acceptance import Acceptance
from svs_designer.model.document import Document
from svs_designer.rules.finding import Element, Finding, Fix, Level
from tests.builders import a_document, a_stream


def a_fix(title: str = "Mend it", *, safe: bool = False) -> Fix:
    return Fix(title, lambda document: document, safe=safe)


NO_TEAM = Finding("SVS106", Level.ADVICE, "Nobody does it", "s", "a")
DEAD_END = Finding("SVS021", Level.ERROR, "It leads nowhere: lead it on", "s", "b", fixes=(a_fix("Lead it to value"),))
SHARES = Finding(
    "SVS026", Level.WARNING, "Shares add up to 80%", "s", ("a", "b"),
    fixes=(a_fix("Spread the rest"), a_fix("Drop the shares")),
)  # fmt: skip
ELSEWHERE = Finding("SVS004", Level.WARNING, "Nobody owns it", "t")
REGISTERS = Finding("SVS100", Level.ADVICE, "Two teams have one name")


def two_streams() -> Document:
    return a_document(a_stream("s"), a_stream("t"))


def accepted(finding: Finding, by: str = "Ann", reason: str = "By law", **fields: object) -> Finding:
    return replace(finding, accepted=Acceptance(rule=finding.rule, reason=reason, by=by, **fields))


def a_finding(
    rule: str = "SVS011", element: Element | None = "a", *fixes: Fix, level: Level = Level.WARNING
) -> Finding:
    return Finding(rule, level, f"{rule} at {element}", "s", element, fixes=fixes)
