"""Declaring our own rules: the function here, everything people read about it on its page."""

from collections.abc import Callable

from svs_designer.rules.pages import page
from svs_designer.rules.rule import Check, RegisterCheck, Rule


def rule(rule_id: str, *, registers: RegisterCheck | None = None) -> Callable[[Check], Rule]:
    """Make a rule of the check below: `@rule("SVS021")`. `registers` also looks at what the streams share."""

    def declare(check: Check) -> Rule:
        return _declared(rule_id, check, registers)

    return declare


def told_by_the_reader(rule_id: str) -> Rule:
    """Return a rule that no document can break: the file reader reports what it objects to."""
    return _declared(rule_id, None, None)


def _declared(rule_id: str, check: Check | None, registers: RegisterCheck | None) -> Rule:
    about = page(rule_id)
    return Rule(
        id=about.id,
        name=about.name,
        level=about.level,
        group=about.group,
        check=check,
        check_registers=registers,
        strict=about.strict,
    )
