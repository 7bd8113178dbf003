"""A rule: its identity, its level, and the function that looks for what it objects to.

Rules of third parties are made of the same class and enter by the entry point group `svs_designer.rules`:
a sequence of rules, whose ids begin with a prefix of their own (`ACME001`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from svs_designer.rules.finding import Element, Fix, Level

if TYPE_CHECKING:
    from svs_designer.rules.subject import DocumentSubject, Subject


@dataclass(frozen=True, slots=True)
class Found:
    """What a check yields: a finding without what the runner knows. `level` is set where a rule grades."""

    message: str
    element: Element | None = None
    field: str | None = None
    fixes: tuple[Fix, ...] = ()
    related: tuple[Element, ...] = ()
    level: Level | None = None


Check = Callable[["Subject"], Iterable[Found]]
RegisterCheck = Callable[["DocumentSubject"], Iterable[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. `check` looks at one stream, `check_registers` once at what the streams share.

    A rule with neither is told by the file reader: what it objects to cannot exist in a document.
    `strict` is its level in the strict profile, `workshop` whether it runs in that one too; `help` explains a rule
    that has no page among the shipped ones.
    """

    id: str
    name: str
    level: Level
    group: str
    check: Check | None = field(default=None, compare=False)
    check_registers: RegisterCheck | None = field(default=None, compare=False)
    strict: Level | None = None
    help: str = ""
    workshop: bool = False
