"""The rules of the service value system that come with the product, in the order of their ids."""

from svs_designer.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
