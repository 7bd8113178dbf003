"""Runtime expressions: jq programs over the data of a case, and the values that hold them.

A program is compiled once and gets its variables with its input, for libjq binds the arguments of a program when it
compiles it. What would differ between two runs of one case (the clock, the environment) is not there: a runner that
replays a case must come to the same place.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, NamedTuple

from svs_designer.running.faults import EXPRESSION, standard

Lookup = Callable[[str], Any]
"""Gives the value of a variable by its name, without the dollar sign."""

_MARKED = re.compile(r"\s*\$\{(.*)\}\s*", re.DOTALL)
_OWN = re.compile(r"\bdef\s+\w+\s*[(:]")
_VARIABLE = re.compile(r"\$([A-Za-z_]\w*)")
_ABSENT = "".join(
    f'def {name}: error("{name.partition("(")[0]} differs from run to run: it is not there");'
    for name in (
        *("now", "localtime", "strflocaltime(f)", "env", "input", "inputs", "input_filename", "modulemeta"),
        *("get_search_list", "halt", "halt_error", "halt_error(n)"),
    )
)
_MOST_STEPS = 100_000
_BOUNDED = (
    f'def _bounded(n): if n > {_MOST_STEPS} then error("more than {_MOST_STEPS} steps are not counted") else n end;'
    "def _range(n): range(n); def range(n): _range(_bounded(n));"
    "def _span(from; to): range(from; to); def range(from; to): _bounded(to - from) as $n | _span(from; to);"
    "def _spans(from; to; by): range(from; to; by);"
    "def range(from; to; by): _bounded((to - from) / by | fabs) as $n | _spans(from; to; by);"
    + "".join(
        f'def {name}: error("{name.partition("(")[0]} may go on without end: it is not there");'
        for name in ("repeat(f)", "repeat(f; g)", "until(c; f)", "while(c; f)", "recurse(f)", "recurse(f; c)")
    )
)
"""What keeps a stranger's expression from running without end: the machine waits for it, and no key stops it."""
_PRELUDE = f"{_ABSENT} {_BOUNDED} def debug: .; def debug(m): .; def stderr: .; null as $ENV | "


_Collected = dict[tuple[str, frozenset[str]], None]
_collecting: ContextVar[_Collected | None] = ContextVar("collecting", default=None)
_TOGETHER = 200
"""How many expressions are compiled as one program: of many more, jq takes ever longer for each."""


class BadExpression(ValueError):
    """An expression that is no jq program; the message says where it breaks."""


class _Compiled(NamedTuple):
    program: Any
    variables: tuple[str, ...]


def marked(value: object) -> str | None:
    """Return the expression within `${ ... }`; None for anything else."""
    match = _MARKED.fullmatch(value) if isinstance(value, str) else None
    return match[1] if match else None


def bare(text: str) -> str:
    """Return the expression of a field that only takes expressions, with or without `${ ... }` around it."""
    inner = marked(text)
    return text if inner is None else inner


@contextmanager
def checked_together() -> Iterator[None]:
    """Let the expressions that are checked inside wait for the end, and compile many of them as one program there.

    jq takes longer to begin a program than to read a hundred expressions. Raises BadExpression without saying which
    one it is: check them one by one then.
    """
    collected: _Collected = {}
    token = _collecting.set(collected)
    try:
        yield
    finally:
        _collecting.reset(token)
    found = list(collected)
    for first in range(0, len(found), _TOGETHER):
        _compile_together(found[first : first + _TOGETHER])


def check_expression(text: str, variables: frozenset[str]) -> None:
    """Raise BadExpression where a text is no jq program over these variables."""
    _check(bare(text), variables)


def check_template(value: Any, variables: frozenset[str]) -> None:
    """Raise BadExpression where an expression somewhere in a value is none."""
    for text in _expressions(value):
        _check(text, variables)


def evaluate(text: str, dot: Any, lookup: Lookup, variables: frozenset[str]) -> Any:
    """Return the one value of an expression, None where it has none; raise Fault."""
    try:
        program, used = _compiled(bare(text), variables)
        values = iter(program.input_value({"dot": dot, "variables": {name: lookup(name) for name in used}}))
        found = next(values, None)
        more = next(values, values)
    except ValueError as error:
        raise standard(EXPRESSION, f"{bare(text).strip()}: {error}") from error
    if more is not values:
        raise standard(EXPRESSION, f"{bare(text).strip()}: gives several values; write [ ] around it to get a list")
    return found


def holds(text: str, dot: Any, lookup: Lookup, variables: frozenset[str]) -> bool:
    """Tell whether a condition holds: anything but null and false, as in jq."""
    value = evaluate(text, dot, lookup, variables)
    return value is not None and value is not False


def filled(value: Any, dot: Any, lookup: Lookup, variables: frozenset[str]) -> Any:
    """Return a value with each `${ ... }` in it replaced by what it gives."""
    if isinstance(value, dict):
        return {key: filled(each, dot, lookup, variables) for key, each in value.items()}
    if isinstance(value, list):
        return [filled(each, dot, lookup, variables) for each in value]
    text = marked(value)
    return value if text is None else evaluate(text, dot, lookup, variables)


def _expressions(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in _expressions(each)]
    if isinstance(value, list):
        return [text for each in value for text in _expressions(each)]
    text = marked(value)
    return [] if text is None else [text]


def _check(text: str, variables: frozenset[str]) -> None:
    if _OWN.search(text):
        raise BadExpression(f"{text.strip()!r} defines a function, which may go on without end: write it out")
    collected = _collecting.get()
    if collected is None:
        _compiled(text, variables)
    else:
        collected[text, variables] = None


def _compile_together(found: list[tuple[str, frozenset[str]]]) -> None:
    import jq

    each = "".join(f"def expression_{at}: {_body(*one)[0]};" for at, one in enumerate(found))
    used = ", ".join(f"expression_{at}" for at in range(len(found)))  # what nobody uses, jq does not look into
    try:
        jq.compile(f"{_PRELUDE}{each} if false then {used} else . end")
    except ValueError as error:
        raise BadExpression(str(error)) from error


def _body(text: str, variables: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """Return the program of an expression, and the variables it uses."""
    used = tuple(sorted(variables.intersection(_VARIABLE.findall(text))))
    names = ", ".join(f"${name}" for name in used)
    bound = f".variables as {{{names}}} | " if used else ""
    return f"{bound}.dot | ({text}\n)", used  # the line break ends a comment at the expression's end


@lru_cache(maxsize=4096)
def _compiled(text: str, variables: frozenset[str]) -> _Compiled:
    import jq

    body, used = _body(text, variables)
    try:
        return _Compiled(jq.compile(f"{_PRELUDE}{body}"), used)
    except ValueError as error:
        raise BadExpression(_complaint(text, str(error))) from error


def _complaint(text: str, said: str) -> str:
    first = said.strip().splitlines()[0] if said.strip() else "no jq program"
    return f"{text.strip()!r} is no jq expression ({first.removeprefix('jq: error: ').partition(' at <')[0]})"
