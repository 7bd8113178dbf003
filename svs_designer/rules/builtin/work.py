"""What rules and their fixes ask about activities and practices: by capability, never by name."""

from typing import Any

from svs_designer.catalogue import Activity, Catalogue, Contribution
from svs_designer.model.edits import steps
from svs_designer.model.step import Step
from svs_designer.rules.finding import Fix
from svs_designer.rules.subject import Subject


def activity_with(catalogue: Catalogue, capability: str) -> Activity | None:
    """Return the first activity of a framework that has a capability."""
    return next((each for each in catalogue.activities if catalogue.has_capability(each.id, capability)), None)


def activities_with(catalogue: Catalogue, *capabilities: str) -> frozenset[str]:
    """Return the ids of the activities of a framework that have any of some capabilities."""
    return frozenset(
        activity.id
        for activity in catalogue.activities
        if any(catalogue.has_capability(activity.id, each) for each in capabilities)
    )


def steps_with(subject: Subject, capability: str) -> tuple[Step, ...]:
    """Return the steps of which the activity has a capability, in the author's order."""
    capable = activities_with(subject.catalogue, capability)
    return tuple(step for step in subject.stream.steps if step.activity in capable)


def lacks(subject: Subject, step: Step, capability: str) -> bool:
    """Tell whether a step's activity lacks a capability; a step without a known activity is another rule's business."""
    known = step.activity is not None and subject.catalogue.activity(step.activity) is not None
    return known and not subject.catalogue.has_capability(step.activity, capability)


def doers(subject: Subject, *, role: str | None, team: str | None = None) -> dict[str, Any]:
    """Return the fields of a new step that is done by a role of a team, so far as the document defines them."""
    return {
        "role": role if subject.document.entry("roles", role) else None,
        "team": team if subject.document.entry("teams", team) else None,
    }


def fitting_practices(subject: Subject, step: Step, activity_id: str) -> tuple[str, ...]:
    """Return those practices of a step that also carry work of another activity."""
    return tuple(
        practice
        for practice in step.practices
        if (subject.catalogue.contribution(practice, activity_id) or Contribution.NONE) >= Contribution.MEDIUM
    )


def becomes(subject: Subject, step: Step, activity: Activity) -> Fix:
    """Offer to make a step one of another activity."""
    sid = subject.stream.id
    return Fix(
        f"Make it a step of {activity.name}", lambda d: steps.set_steps(d, sid, (step.id,), activity=activity.id)
    )


def likely_activities(subject: Subject, step: Step) -> tuple[Activity, ...]:
    """Return up to three activities that a step's practices contribute to most; all where they say nothing."""
    catalogue = subject.catalogue

    def strength(activity: Activity) -> int:
        grades = (catalogue.contribution(practice, activity.id) for practice in step.practices)
        return sum(grade.rank for grade in grades if grade is not None)

    ranked = sorted(catalogue.activities, key=strength, reverse=True)
    return tuple(ranked[:3] if strength(ranked[0]) else ranked)
