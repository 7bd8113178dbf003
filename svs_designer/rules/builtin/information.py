"""Information flow: what a step needs comes from somewhere, what it makes is used, and each step has some of either."""

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import partial

from svs_designer.analysis.walks import Adjacency
from svs_designer.model.document import Document, Register
from svs_designer.model.edits import steps
from svs_designer.model.step import Step
from svs_designer.rules.builtin.carried import Carried, Elsewhere, Item, meaning, meets_somebody
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.gaps import told
from svs_designer.rules.finding import Fix
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

MARKS = ("store-", "external-")
"""How an input begins that comes from a store or from outside: `store-configuration`, `External: audit report`."""

_HELD_ELSEWHERE = frozenset({"improvement-opportunities", "stakeholder-feedback"})
"""Outputs not asked about here: the improvement register takes opportunities, and SVS081 asks about feedback."""

_HOLDING: tuple[Register, ...] = ("policies", "controls", "contracts", "tools")
_MOST_CHOICES = 2
_MOST_SOUGHT = 20  # findings for which fixes are sought
_MOST_LOOKED_AT = 30  # steps before or behind a finding, nearest first
_CLOSE = 0.75  # how alike two texts are where one is a slip of the other, 0..1

Edit = Callable[[Document], Document]


@rule("SVS032")
def information_flow_broken(subject: Subject) -> Iterator[Found]:
    """Object to inputs nobody makes, to outputs of the framework nobody uses, and to steps with neither."""
    every = subject.stream.steps
    makes, needs = any(step.outputs for step in every), any(step.inputs for step in every)
    if makes and needs:
        yield from _not_made(subject)
        yield from _not_used(subject)
    if makes or needs:
        yield from _with_neither(subject)


def _not_made(subject: Subject) -> Iterator[Found]:
    open_ = list(_inputs(subject))
    if open_:
        held = {entry.id for register in _HOLDING for entry in getattr(subject.document, register)}
        open_ = [item for item in open_ if item.meaning not in held and not _comes_along(subject, item)]
    if not open_:
        return
    before, elsewhere, sought = Carried(subject, open_, behind=False), Elsewhere(subject), 0
    for item in open_:
        is_made_elsewhere = bool(item.ends) and not before.passes(item)
        if before.has(item) or is_made_elsewhere or item.meaning in elsewhere.made:
            continue
        sought += 1
        message = (
            f"Step '{item.step.label}' needs '{item.name}', which no step before it makes: "
            "say who makes it, or that it comes from a store or from outside"
        )
        fixes = tuple(_supply(subject, item)) if sought <= _MOST_SOUGHT else ()
        yield Found(message, item.step.id, "inputs", fixes)


def _inputs(subject: Subject) -> Iterator[Item]:
    """Return the inputs that no step right before makes. Where no case gets, another rule speaks."""
    facts = subject.facts
    for step in subject.stream.steps:
        if not step.inputs or not facts.reached[facts.index[step.id]]:
            continue
        near = [each.outputs for each in _beside(subject, step, facts.into)]
        for text in dict.fromkeys(step.inputs):
            if any(text in outputs for outputs in near) or not meaning(text):
                continue
            artefact = subject.catalogue.artefact(text)
            name, ends = (artefact.name, artefact.produced_by) if artefact else (text, ())
            yield Item(step, text, meaning(text), name, ends)


def _comes_along(subject: Subject, item: Item) -> bool:
    """Tell whether an input is there without a step: marked so, taken, or brought by somebody outside."""
    if item.meaning.startswith(MARKS) or meets_somebody(subject, item.step) or _has_party(subject, item):
        return True
    return any(meaning(resource) == item.meaning for resource in item.step.takes)


def _has_party(subject: Subject, item: Item) -> bool:
    """Tell whether somebody outside the chain is at the other end of an item."""
    return any(subject.catalogue.activity(end) is None for end in item.ends)


def _supply(subject: Subject, item: Item) -> Iterator[Fix]:
    """Offer a likely spelling, the nearest steps that could make it, a store, and to do without."""
    before = _nearest(subject, item.step, subject.facts.into)
    made = {meaning(text): text for each in reversed(before) for text in each.outputs}
    for close in get_close_matches(item.meaning, made, n=1, cutoff=_CLOSE):
        yield Fix(f"'{made[close]}' is meant", _exchange_input(subject, item, made[close]))
    makers = [each for each in before if not item.ends or each.activity in item.ends]
    for maker in makers[:_MOST_CHOICES]:
        outputs = (*maker.outputs, item.text)
        edit = partial(steps.set_steps, stream_id=subject.stream.id, step_ids=(maker.id,), outputs=outputs)
        yield Fix(f"'{maker.label}' makes it", edit)
    marked = f"{MARKS[0]}{item.text}" if item.text == item.meaning else f"Store: {item.text}"
    yield Fix("It comes from a store", _exchange_input(subject, item, marked))
    yield Fix("Do without it", _exchange_input(subject, item, None))


def _exchange_input(subject: Subject, item: Item, new: str | None) -> Edit:
    inputs = (new if text == item.text else text for text in item.step.inputs)
    kept = tuple(dict.fromkeys(text for text in inputs if text is not None))
    return partial(steps.set_steps, stream_id=subject.stream.id, step_ids=(item.step.id,), inputs=kept)


def _not_used(subject: Subject) -> Iterator[Found]:
    open_ = [item for item in _outputs(subject) if not _has_party(subject, item)]
    if not open_:
        return
    behind, elsewhere, sought = Carried(subject, open_, behind=True), Elsewhere(subject), 0
    for item in open_:
        if behind.has(item) or not behind.passes(item) or item.meaning in elsewhere.needed:
            continue
        sought += 1
        message = (
            f"Step '{item.step.label}' makes '{item.name}', which no step behind it uses: "
            "let one take it in, or leave it out"
        )
        fixes = tuple(_use(subject, item)) if sought <= _MOST_SOUGHT else ()
        yield Found(message, item.step.id, "outputs", fixes)


def _outputs(subject: Subject) -> Iterator[Item]:
    """Return the outputs named in the framework that no step right behind uses and no link hands over."""
    facts, artefact_of = subject.facts, subject.catalogue.artefact
    for step in subject.stream.steps:
        for text in dict.fromkeys(step.outputs):
            artefact = artefact_of(text)
            if artefact is None or text in _HELD_ELSEWHERE or not facts.reached[facts.index[step.id]]:
                continue
            is_used = any(text in each.inputs for each in _beside(subject, step, facts.out))
            if not is_used and not any(text in link.info for link in step.next.links):
                yield Item(step, text, meaning(text), artefact.name, artefact.consumed_by)


def _use(subject: Subject, item: Item) -> Iterator[Fix]:
    """Offer the nearest steps that could use it, and to leave it out."""
    sid = subject.stream.id
    behind = [each for each in _nearest(subject, item.step, subject.facts.out) if each.activity in item.ends]
    for user in behind[:_MOST_CHOICES]:
        edit = partial(steps.set_steps, stream_id=sid, step_ids=(user.id,), inputs=(*user.inputs, item.text))
        yield Fix(f"'{user.label}' takes it in", edit)
    kept = tuple(text for text in item.step.outputs if text != item.text)
    yield Fix("Leave it out", partial(steps.set_steps, stream_id=sid, step_ids=(item.step.id,), outputs=kept))


def _with_neither(subject: Subject) -> Iterator[Found]:
    facts = subject.facts
    lacking = [
        step
        for step in subject.stream.steps
        if not (step.inputs or step.outputs or step.takes or step.restocks) and facts.reached[facts.index[step.id]]
    ]
    if lacking:
        handed = {node for source, link in subject.stream.links() if link.info for node in (source, link.to)}
        lacking = [step for step in lacking if step.id not in handed]

    def one(step: Step) -> Found:
        message = f"Step '{step.label}' needs nothing and makes nothing: note its inputs and outputs"
        return Found(message, step.id, "inputs", tuple(_take_in(subject, step)))

    yield from told(
        "SVS032",
        subject,
        lacking,
        one,
        lambda them: f"Neither inputs nor outputs are noted for {them}: note what passes there",
    )


def _take_in(subject: Subject, step: Step) -> Iterator[Fix]:
    """Offer what the steps right before make."""
    before = [each for each in _beside(subject, step, subject.facts.into) if each.outputs]
    for maker in before[:_MOST_CHOICES]:
        edit = partial(steps.set_steps, stream_id=subject.stream.id, step_ids=(step.id,), inputs=maker.outputs)
        yield Fix(f"It takes in what '{maker.label}' makes", edit)


def _beside(subject: Subject, step: Step, beside: Adjacency) -> list[Step]:
    """Return the steps right before or right behind another."""
    facts = subject.facts
    found = (facts.steps.get(facts.nodes[node]) for node in beside[facts.index[step.id]])
    return [each for each in found if each is not None]


def _nearest(subject: Subject, step: Step, beside: Adjacency) -> list[Step]:
    """Return some steps before or behind another, nearest first."""
    found = {step.id: step}
    for each in (waiting := [step]):
        if len(found) > _MOST_LOOKED_AT:
            break
        new = [near for near in _beside(subject, each, beside) if near.id not in found]
        found |= {near.id: near for near in new}
        waiting += new
    return list(found.values())[1:]


RULES: tuple[Rule, ...] = (information_flow_broken,)
