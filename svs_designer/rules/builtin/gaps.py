"""Gaps: a few steps that lack something are told one by one, a stream that mostly lacks it is told once."""

from collections.abc import Callable, Iterable, Iterator

from svs_designer.model.step import Step
from svs_designer.rules.builtin.wording import listed
from svs_designer.rules.finding import Fix
from svs_designer.rules.rule import Found
from svs_designer.rules.subject import Subject


def told(
    rule: str, subject: Subject, lacking: list[Step], one: Callable[[Step], Found], all_: Callable[[str], str]
) -> Iterator[Found]:
    """Tell of each step while at least half of the steps lack nothing; else tell once, `all_` given their names.

    A step for which somebody answers is told apart, so that its acceptance meets it.
    """
    answered = [step for step in lacking if any(each.rule == rule for each in step.accepted)]
    yield from map(one, answered)
    lacking = [step for step in lacking if step not in answered] if answered else lacking
    if len(lacking) == 1 or 2 * len(lacking) <= len(subject.stream.steps):
        yield from map(one, lacking)
    elif lacking:
        yield together(lacking, all_(names(lacking)))


def together(lacking: list[Step], message: str, fixes: tuple[Fix, ...] = ()) -> Found:
    """Make one finding of several steps."""
    return Found(message, None, None, fixes, related=tuple(step.id for step in lacking))


def names(steps: Iterable[Step]) -> str:
    """Return the names of steps as a sentence lists them: the first few, and how many more."""
    return listed([f"'{step.label}'" for step in steps])
