"""Practices: those on a step fit its activity, and changes are enabled and recorded."""

from collections.abc import Iterator
from functools import partial

from svs_designer.analysis.walks import reach
from svs_designer.catalogue import Activity, Contribution
from svs_designer.model.edits import splitting, steps
from svs_designer.model.step import Change, Step
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.soundness import has_parallel_branches, keeps_branches_sound, most_judged
from svs_designer.rules.builtin.suitable import Suitable
from svs_designer.rules.builtin.wording import listed, spelled
from svs_designer.rules.builtin.work import activity_with, becomes
from svs_designer.rules.finding import Fix, Level
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

_ENABLES = "change-enablement"
_ASSETS = "it-asset-management"
_CONFIGURATION = "service-configuration-management"
_UPDATE = "Update asset and configuration records"
_MOST_CHOICES = 2


@rule("SVS040")
def practice_does_not_fit(subject: Subject) -> Iterator[Found]:
    """Object to a practice without part in the step's activity; advise where all of them have only a small one."""
    suitable = Suitable(subject)
    fits: dict[tuple[str | None, tuple[str, ...]], bool] = {}  # thousands of steps share few combinations
    for step in subject.stream.steps:
        combination = (step.activity, step.practices)
        if combination not in fits:
            fits[combination] = not any(_misfit(subject, step, suitable))
        if not fits[combination]:
            yield from _misfit(subject, step, suitable)


def _misfit(subject: Subject, step: Step, suitable: Suitable) -> Iterator[Found]:
    activity = subject.catalogue.activity(step.activity) if step.activity and step.practices else None
    if activity is None:
        return
    grades = {practice: subject.catalogue.contribution(practice, activity.id) for practice in step.practices}
    for practice in [practice for practice, grade in grades.items() if grade is Contribution.NONE]:
        yield _stranger(subject, step, activity, practice, suitable)
    if all(grade is Contribution.LOW for grade in grades.values()):
        yield _weak(subject, step, activity, suitable)


def _stranger(subject: Subject, step: Step, activity: Activity, practice_id: str, suitable: Suitable) -> Found:
    message = (
        f"{_name(subject, practice_id)} has no part in {activity.name}, the activity of step '{step.label}': "
        "choose the activity this work belongs to, or another practice"
    )
    others = tuple(each for each in step.practices if each != practice_id)
    fixes = [becomes(subject, step, each) for each in suitable.activities(step, (practice_id,))[:_MOST_CHOICES]]
    for best in suitable.practices(step)[:1]:
        practices = tuple(best.id if each == practice_id else each for each in step.practices)
        fixes.append(_set_practices(subject, step, f"Put {best.name} in its place", practices))
    if others:
        fixes.append(_set_practices(subject, step, "Take it off the step", others))
    return Found(message, step.id, "practices", tuple(fixes))


def _weak(subject: Subject, step: Step, activity: Activity, suitable: Suitable) -> Found:
    names = listed([_name(subject, practice) for practice in dict.fromkeys(step.practices)])
    message = (
        f"Step '{step.label}' rests on {names} alone, with little part in {activity.name}: "
        "add the practice that carries this work, or choose the activity it belongs to"
    )
    fixes = [
        _set_practices(subject, step, f"Attach {best.name}", (*step.practices, best.id))
        for best in suitable.practices(step)[:_MOST_CHOICES]
    ]
    fixes += [becomes(subject, step, each) for each in suitable.activities(step, step.practices)[:1]]
    return Found(message, step.id, "practices", tuple(fixes), level=Level.ADVICE)


def _name(subject: Subject, practice_id: str) -> str:
    practice = subject.catalogue.practice(practice_id)
    return practice.name if practice else spelled(practice_id)


def _set_practices(subject: Subject, step: Step, title: str, practices: tuple[str, ...]) -> Fix:
    edit = partial(
        steps.set_steps,
        stream_id=subject.stream.id,
        step_ids=(step.id,),
        practices=tuple(dict.fromkeys(practices)),
    )
    return Fix(title, edit)


def _changes_live(step: Step) -> bool:
    """Tell whether a step changes the live environment: it says so, or says how the change is authorised."""
    return step.live or step.change is not None


@rule("SVS041")
def change_not_enabled(subject: Subject) -> Iterator[Found]:
    """Object to a live change that some case comes to without passing change enablement."""
    if subject.catalogue.practice(_ENABLES) is None:
        return
    changing = [step for step in subject.stream.steps if _changes_live(step) and _ENABLES not in step.practices]
    if not changing:
        return
    facts = subject.facts
    enabling = {facts.index[step.id] for step in subject.stream.steps if _ENABLES in step.practices}
    past_them = [() if node in enabling else targets for node, targets in enumerate(facts.out)]
    unchecked = reach(past_them, () if facts.demand is None else (facts.demand,))
    for step in changing:
        if unchecked[facts.index[step.id]]:
            name = _name(subject, _ENABLES)
            message = (
                f"Step '{step.label}' changes the live environment, and cases get there without {name}: "
                "attach it and choose how the change is authorised"
            )
            yield Found(message, step.id, "practices", tuple(_enable(subject, step, name)))


def _enable(subject: Subject, step: Step, name: str) -> Iterator[Fix]:
    """Offer the practice with each type of change, or with the one the step says already."""
    put = partial(
        steps.set_steps,
        stream_id=subject.stream.id,
        step_ids=(step.id,),
        practices=(*step.practices, _ENABLES),
    )
    if step.change is not None:
        yield Fix(f"Attach {name}", put)
        return
    for change in Change:
        article = "an" if change is Change.EMERGENCY else "a"
        yield Fix(f"Attach {name}: it is {article} {change} change", partial(put, change=change))


@rule("SVS042")
def change_not_recorded(subject: Subject) -> Iterator[Found]:
    """Object to resources taken and live changes that neither the step nor a later one records."""
    facts = subject.facts
    recording = {each for each in (_ASSETS, _CONFIGURATION) if subject.catalogue.practice(each)}
    touching = [step for step in subject.stream.steps if step.takes or _changes_live(step)]
    if not recording or all(not recording.isdisjoint(step.practices) for step in touching):
        return
    recorders = [facts.index[step.id] for step in subject.stream.steps if not recording.isdisjoint(step.practices)]
    recorded = reach(facts.into, recorders)
    judged, found = (most_judged(subject) if has_parallel_branches(subject) else len(touching)), 0
    for step in touching:
        number = facts.index[step.id]
        if not recorded[number] and facts.reached[number] and facts.finishing[number]:
            found += 1
            taken = [f"takes {listed([spelled(each) for each in step.takes])}"] if step.takes else []
            what = listed([*taken, *(["changes the live environment"] if _changes_live(step) else [])])
            message = (
                f"Step '{step.label}' {what}, and neither it nor a later step records that: "
                "add a step that updates the asset and configuration records"
            )
            yield Found(message, step.id, "practices", tuple(_record(subject, step, may_insert=found <= judged)))


def _record(subject: Subject, step: Step, *, may_insert: bool) -> Iterator[Fix]:
    """Offer a step behind it by the same people, and to let the step record it itself."""
    known = subject.catalogue.practice
    obtain = activity_with(subject.catalogue, "obtain-resources")
    if obtain is not None and may_insert:
        edit = partial(
            splitting.add_step_behind,
            stream_id=subject.stream.id,
            step_id=step.id,
            name=_UPDATE,
            activity=obtain.id,
            practices=tuple(each for each in (_ASSETS, _CONFIGURATION) if known(each)),
            role=step.role if subject.document.entry("roles", step.role) else None,
            team=step.team if subject.document.entry("teams", step.team) else None,
            inputs=step.outputs,
            outputs=("asset-record",),
        )
        if keeps_branches_sound(subject, edit):
            yield Fix(f"Insert '{_UPDATE}' ({obtain.name}) behind it", edit)
    records = _ASSETS if step.takes and known(_ASSETS) else _CONFIGURATION
    if known(records):
        title = f"The step records it: attach {_name(subject, records)}"
        yield _set_practices(subject, step, title, (*step.practices, records))


RULES: tuple[Rule, ...] = (practice_does_not_fit, change_not_enabled, change_not_recorded)
