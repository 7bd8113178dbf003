"""The runtime expressions of our definitions: a small part of jq, always in `${ }`.

All state of a case lies in `$context`: its ticket, how often each step was begun (`visits`), how often each bounded
link was taken (`repeats`), and the booleans that choose the ways (`answers`).
"""

TICKET = "${ $context.ticket }"
TICKET_OF_EVENT = "${ .data.ticket }"
VISIT_OF_EVENT = "${ .data.visit }"
AS_IT_IS = "${ . }"


def of_input(name: str) -> str:
    """Return what the input of the workflow says under a name."""
    return f"${{ .{name} }}"


def is_true_in_input(name: str) -> str:
    """Ask whether the input of the workflow says yes; what it does not name is no."""
    return f"${{ .{name} == true }}"


def visit(variable: str) -> str:
    """Return the number of the visit that is going on."""
    return f"${{ $context.visits.{variable} }}"


def next_number(kind: str, variable: str) -> str:
    """Return one more than a counter of the context has."""
    return f"${{ $context.{kind}.{variable} + 1 }}"


def with_number(kind: str, variable: str) -> str:
    """Return the context with the counter a task has just set."""
    return f"${{ $context + {{ {kind}: ($context.{kind} + {{ {variable}: .{variable} }}) }} }}"


def with_answers(variables: list[str]) -> str:
    """Return the context with the booleans of the event that was heard."""
    answers = ", ".join(f"{name}: (.[0].{name} == true)" for name in variables)
    return f"${{ $context + {{ answers: ($context.answers + {{ {answers} }}) }} }}"


def is_chosen(answer: str | None, repeats: str | None, most: int) -> str:
    """Ask whether a way is chosen by its boolean, and has not been taken too often."""
    parts = [f"$context.answers.{answer}"] if answer else []
    parts += [f"$context.repeats.{repeats} < {most}"] if repeats else []
    return f"${{ {' and '.join(parts)} }}"
