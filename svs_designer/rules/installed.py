"""The rules that are installed: ours and those of plug-ins, all by the entry point group `svs_designer.rules`.

A plug-in offers a sequence of `Rule`. One that cannot be loaded, or that breaks the conventions, becomes a finding.
"""

import re
from collections.abc import Iterable, Sequence
from importlib.metadata import EntryPoint, entry_points

from svs_designer.rules.finding import Finding, Level
from svs_designer.rules.rule import Rule

GROUP = "svs_designer.rules"
OUR_PREFIX = "SVS"
_ID = re.compile(r"([A-Z][A-Z-]*[A-Z])\d{3,}")


def installed_rules(points: Iterable[EntryPoint] | None = None) -> tuple[tuple[Rule, ...], list[Finding]]:
    """Return all installed rules, ours first, and a finding for each plug-in or rule that had to be left out."""
    from svs_designer.rules.builtin import RULES

    rules: dict[str, Rule] = {rule.id: rule for rule in RULES}
    faults: list[Finding] = []
    found = entry_points(group=GROUP) if points is None else points
    for point in sorted(found, key=lambda each: each.name):
        if point.value == "svs_designer.rules.builtin:RULES":
            continue
        try:
            offered = _offered(point.load())
        except Exception as error:
            faults.append(_fault(point, f"cannot be loaded ({type(error).__name__}: {error})"))
            continue
        for rule in offered:
            objection = _objection(rule, rules)
            if objection:
                faults.append(_fault(point, objection))
            else:
                rules[rule.id] = rule
    return tuple(rules.values()), faults


def _offered(loaded: object) -> Sequence[Rule]:
    if not isinstance(loaded, Sequence) or not all(isinstance(each, Rule) for each in loaded):
        raise TypeError("a plug-in offers a sequence of svs_designer.rules.rule.Rule")
    return loaded


def _objection(rule: Rule, known: dict[str, Rule]) -> str | None:
    match = _ID.fullmatch(rule.id)
    if match is None:
        return f"offers a rule with the id {rule.id!r}: an id is a prefix in capitals and a number, such as ACME001"
    if match[1] == OUR_PREFIX:
        return f"offers a rule {rule.id}: the prefix {OUR_PREFIX} is taken, use one of your own"
    return f"offers a rule {rule.id}, which is there already" if rule.id in known else None


def _fault(point: EntryPoint, complaint: str) -> Finding:
    return Finding(
        rule=point.name,
        level=Level.WARNING,
        message=f"The rule plug-in {point.name!r} {complaint}: mend or uninstall it",
    )
