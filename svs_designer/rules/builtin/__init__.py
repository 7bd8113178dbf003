"""The rules of the service value system that come with the product, in the order of their ids."""

from svs_designer.rules.builtin import frame, graph, naming, parallel, references, splits, svc
from svs_designer.rules.rule import Rule

_FAMILIES = (frame.RULES, svc.RULES, graph.RULES, splits.RULES, parallel.RULES, naming.RULES, references.RULES)

RULES: tuple[Rule, ...] = tuple(sorted((rule for family in _FAMILIES for rule in family), key=lambda rule: rule.id))
