"""Which practices suit an activity, and which activities suit the practices of a step, best first."""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from svs_designer.catalogue import Activity, Contribution, Practice
from svs_designer.model.step import Step
from svs_designer.rules.subject import Subject


class Suitable:
    """What suits within one stream: among equals first what the steps beside use, then what the stream uses most."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._carried: dict[str, list[Practice]] = {}

    @cached_property
    def _uses(self) -> Counter[str]:
        return Counter(practice for step in self._subject.stream.steps for practice in step.practices)

    def _beside(self, step: Step) -> Iterator[Step]:
        facts = self._subject.facts
        number = facts.index[step.id]
        for node in (*facts.into[number], *facts.out[number]):
            if facts.nodes[node] in facts.steps:
                yield facts.steps[facts.nodes[node]]

    def practices(self, step: Step) -> list[Practice]:
        """Return the practices that carry work of the step's activity and that it does not have yet."""
        near = {practice for each in self._beside(step) for practice in each.practices}
        others = [each for each in self._carrying(step.activity or "") if each.id not in step.practices]

        def order(practice: Practice) -> tuple[int, bool]:
            return -practice.contributions[step.activity or ""].rank, practice.id not in near

        return sorted(others, key=order)

    def _carrying(self, activity: str) -> list[Practice]:
        """Return the practices with more than a small part in an activity, those that the stream uses most first."""
        if activity not in self._carried:
            every = self._subject.catalogue.practices_for(activity)
            carrying = [each for each in every if each.contributions[activity] >= Contribution.MEDIUM]
            self._carried[activity] = sorted(carrying, key=lambda each: -self._uses[each.id])
        return self._carried[activity]

    def activities(self, step: Step, practices: tuple[str, ...]) -> list[Activity]:
        """Return the other activities that one of these practices carries and that the step's practices fit best.

        What a step does with others, or takes, stays where it may be: such a step is moved to no activity without it.
        """
        catalogue = self._subject.catalogue

        def rank(practice: str, activity: Activity) -> int:
            return (catalogue.contribution(practice, activity.id) or Contribution.NONE).rank

        needed = [*(["external-boundary"] if step.with_ else []), *(["obtain-resources"] if step.takes else [])]
        carried = [
            each
            for each in catalogue.activities
            if each.id != step.activity
            and any(rank(practice, each) >= Contribution.MEDIUM.rank for practice in practices)
            and all(catalogue.has_capability(each.id, capability) for capability in needed)
        ]
        return sorted(carried, key=lambda each: -sum(rank(practice, each) for practice in step.practices))
