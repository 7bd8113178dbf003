"""The rules of the service value system that come with the product, in the order of their ids."""

from svs_designer.rules.builtin import (
    comparison,
    feedback,
    frame,
    graph,
    handoffs,
    holism,
    improvement,
    informing,
    load,
    naming,
    parallel,
    references,
    rework,
    splits,
    suppliers,
    svc,
    tools,
    transfers,
    waiting,
    waste,
)
from svs_designer.rules.rule import Rule

_FAMILIES = (
    frame.RULES,
    svc.RULES,
    graph.RULES,
    splits.RULES,
    parallel.RULES,
    handoffs.RULES,
    transfers.RULES,
    tools.RULES,
    waiting.RULES,
    waste.RULES,
    rework.RULES,
    load.RULES,
    improvement.RULES,
    feedback.RULES,
    comparison.RULES,
    informing.RULES,
    holism.RULES,
    suppliers.RULES,
    naming.RULES,
    references.RULES,
)

RULES: tuple[Rule, ...] = tuple(sorted((rule for family in _FAMILIES for rule in family), key=lambda rule: rule.id))
