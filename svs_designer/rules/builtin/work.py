"""What rules and their fixes ask about activities and practices: by capability, never by name."""

from svs_designer.catalogue import Activity, Catalogue, Contribution
from svs_designer.model.edits import steps
from svs_designer.model.step import Step
from svs_designer.rules.finding import Fix
from svs_designer.rules.subject import Subject


def activity_with(catalogue: Catalogue, capability: str) -> Activity | None:
    """Return the first activity of a framework that has a capability."""
    return next((each for each in catalogue.activities if catalogue.has_capability(each.id, capability)), None)


def lacks(subject: Subject, step: Step, capability: str) -> bool:
    """Tell whether a step's activity lacks a capability; a step without a known activity is another rule's business."""
    known = step.activity is not None and subject.catalogue.activity(step.activity) is not None
    return known and not subject.catalogue.has_capability(step.activity, capability)


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
