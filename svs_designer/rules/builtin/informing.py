"""Informing: who asked hears how long it takes, how it ended, and why it was refused."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from svs_designer.analysis.walks import Adjacency, reach
from svs_designer.catalogue import Activity
from svs_designer.model.edits import splitting, steps
from svs_designer.model.ids import VALUE
from svs_designer.model.registers import PartyKind
from svs_designer.model.step import Automation, Step, ValueClass
from svs_designer.model.stream import DemandSource
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.drawn import is_drawn
from svs_designer.rules.builtin.soundness import keeps_branches_sound
from svs_designer.rules.builtin.wording import listed, named, quoted
from svs_designer.rules.builtin.words import looks_english
from svs_designer.rules.builtin.work import activities_with, activity_with, doers, fitting_practices
from svs_designer.rules.finding import Fix
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

_CONSUMERS = (PartyKind.CUSTOMER, PartyKind.USER)
_ASKING = (DemandSource.CUSTOMER, DemandSource.USER)
_DELIVERED = "services-delivered"
_SAID = "expected-completion-time"
_MOST_CHOICES = 2
_SAYS_HOW_LONG = re.compile(
    r"expect|promis|acknowledg|confirm|agree|time|date|deadline|schedul|slot|appointment|forecast|status", re.IGNORECASE
)
_GIVES_UP = re.compile(r"withdr|cancel|no answer|no reply|gives? up|gave up", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Case:
    """What the parts of the rule share: the activities at the door and of the work, and who is not the requester."""

    subject: Subject
    engage: Activity
    door: frozenset[str]
    work: frozenset[str]
    others: frozenset[str]
    requester: str | None

    def at(self, node: int) -> Step | None:
        """Return the step of a node, if it is one."""
        return self.subject.facts.steps.get(self.subject.facts.nodes[node])

    def meets(self, step: Step) -> bool:
        """Tell whether a step is in contact with who asked, or with any customer or user, whatever its activity."""
        return bool(step.with_) and not self.others.issuperset(step.with_)

    def tells(self, node: int) -> bool:
        """Tell whether the requester hears something at a node.

        A step at the door is believed to tell them, unless somebody else is named, and so is a machine that delivers.
        """
        step = self.at(node)
        if step is None or self.meets(step):
            return step is not None
        delivers = step.automation is Automation.AUTOMATIC and _DELIVERED in step.outputs
        return delivers or (not step.with_ and step.activity in self.door)

    def works(self, node: int) -> bool:
        """Tell whether a step does what was asked for: it adds value, or nobody said and its activity does."""
        step = self.at(node)
        if step is None or step.value is not None:
            return step is not None and step.value is ValueClass.ADDING
        return step.activity in self.work


@rule("SVS086")
def left_in_the_dark(subject: Subject) -> Iterator[Found]:
    """Object to silence towards a customer or user: before a long wait, before value, and at an end without value."""
    engage = activity_with(subject.catalogue, "external-boundary")
    if engage is None or not _is_asked(subject) or not is_drawn(subject):
        return
    demand, value = subject.stream.demand, subject.stream.value
    requester = (demand.party if demand else None) or (value.recipient if value else None)
    case = _Case(
        subject,
        engage,
        door=activities_with(subject.catalogue, "external-boundary"),
        work=activities_with(subject.catalogue, "design", "transition", "delivery", "support"),
        others=frozenset(each.id for each in subject.document.parties if each.kind not in _CONSUMERS) - {requester},
        requester=requester,
    )
    yield from _no_expectation(case)
    yield from _no_outcome(case)
    yield from _no_reason(case)


def _is_asked(subject: Subject) -> bool:
    """Tell whether demand comes from a customer or user: whoever else starts a stream waits for no answer."""
    demand = subject.stream.demand
    if demand is None or demand.source is not None:
        return demand is not None and demand.source in _ASKING
    return any(party.id == demand.party and party.kind in _CONSUMERS for party in subject.document.parties)


def _no_expectation(case: _Case) -> Iterator[Found]:
    """Object to the first long wait of cases that came in by the door, where nobody said how long it takes.

    Where cases do not come in by the door, another rule says so.
    """
    waiting = sorted(_long_waits(case))
    if not waiting:
        return
    facts, says_how_long = case.subject.facts, _says_how_long(case)
    starts = [] if facts.demand is None else [facts.demand]
    unaware = _walk(facts.out, starts, lambda node: node != facts.value and not says_how_long(node))
    meeting = [facts.nodes[node] for node in sorted(unaware) if case.tells(node) and not says_how_long(node)]
    unmet = _walk(facts.out, starts, lambda node: node != facts.value and not _is_door(case, node))
    for _, step_id in waiting:
        node = facts.index[step_id]
        if node in unaware and node not in unmet and not says_how_long(node):
            yield _waits_unaware(case, facts.steps[step_id], meeting)
            return


def _long_waits(case: _Case) -> Iterator[tuple[float, str]]:
    """Yield the steps inside the chain that cases wait long for, with the time at which they begin."""
    measures, facts = case.subject.measures, case.subject.facts
    if measures.lead is None or not measures.lead.seconds:
        return
    long = case.subject.settings.threshold("long-wait") * measures.lead.seconds
    for step_id, figures in measures.steps.items():
        if figures.wait is not None and figures.wait >= long and facts.steps[step_id].activity not in case.door:
            yield figures.begins or 0.0, step_id


def _is_door(case: _Case, node: int) -> bool:
    step = case.at(node)
    return step is not None and step.activity in case.door


def _says_how_long(case: _Case) -> Callable[[int], bool]:
    """Return the question whether the requester hears at a node how long it takes.

    Where nobody wrote down what such a step gives out, or the words are not English, it is believed to say so.
    """
    reads = looks_english(case.subject.document)

    def says_how_long(node: int) -> bool:
        step = case.at(node)
        if step is None or not case.tells(node):
            return False
        return not reads or not step.outputs or any(map(_SAYS_HOW_LONG.search, step.outputs))

    return says_how_long


def _waits_unaware(case: _Case, step: Step, meeting: list[str]) -> Found:
    subject, sid = case.subject, case.subject.stream.id
    wait = subject.measures.time_text(subject.measures.steps[step.id].wait or 0)
    message = (
        f"The requester waits {wait} for step '{step.label}', and nobody has said how long it takes: "
        f"tell them in a step of {case.engage.name} before it"
    )
    fixes = [_say_it_in(case, subject.facts.steps[each]) for each in meeting[:_MOST_CHOICES]]
    name = "Tell the requester how long it takes"
    edit = partial(splitting.add_step_before, stream_id=sid, step_id=step.id, name=name, **_by_the_desk(case, _SAID))
    fixes.append(Fix(f"Insert '{name}' ({case.engage.name}) before '{step.label}'", edit))
    return Found(message, step.id, "wait", tuple(fixes))


def _say_it_in(case: _Case, step: Step) -> Fix:
    outputs = (*step.outputs, _SAID)
    edit = partial(steps.set_steps, stream_id=case.subject.stream.id, step_ids=(step.id,), outputs=outputs)
    return Fix(f"'{step.label}' tells it", edit)


def _no_outcome(case: _Case) -> Iterator[Found]:
    """Object to work from which cases get to value without anybody telling the outcome."""
    subject, facts = case.subject, case.subject.facts
    if facts.value is None:
        return
    near = _walk(facts.into, [facts.value], lambda node: not case.tells(node) and not case.works(node))
    last = [node for node in sorted(near) if facts.reached_before_value[node] and case.works(node)]
    last = [node for node in last if not case.tells(node)]
    if last:
        message = (
            f"Cases come from {listed([quoted(subject, facts.nodes[node]) for node in last])} to value without "
            f"anybody telling the requester the outcome: add a step of {case.engage.name} before value"
        )
        silent = _walk(facts.into, [facts.value], lambda node: not case.tells(node))
        fixes = _insert(case, silent, VALUE, ("Inform the requester of the outcome", "confirmation"))
        yield Found(message, VALUE, None, fixes, tuple(facts.nodes[node] for node in last))


def _no_reason(case: _Case) -> Iterator[Found]:
    """Object to ends without value that cases reach, from where they could still get value, without hearing why."""
    subject, facts = case.subject, case.subject.facts
    ends = [end for end in facts.ends if facts.reached_before_value[end]]
    if not ends or facts.value is None:
        return
    hopeful = reach(facts.into, [facts.value])
    led = _walk(facts.into, ends, lambda node: not hopeful[node] and not case.tells(node))
    choices = [node for node in led if hopeful[node] and node != facts.value and not case.tells(node)]
    choices = [node for node in choices if facts.reached_before_value[node]]
    silent = _walk(facts.out, choices, lambda node: node in led and node != facts.value and not case.tells(node))
    for end in ends:
        if end in silent and not _is_given_up(subject, end):
            yield _refused_silently(case, facts.nodes[end], silent)


def _is_given_up(subject: Subject, end: int) -> bool:
    """Tell whether the requester ends it themselves: then they know."""
    facts = subject.facts
    end_id = facts.nodes[end]
    links = (facts.ways[source].link_to(end_id) for source in facts.into[end])
    return any(map(_GIVES_UP.search, (facts.label(end_id), *(link.when for link in links if link))))


def _refused_silently(case: _Case, end: str, silent: set[int]) -> Found:
    last = _sources(case, silent, end)
    message = (
        f"{named(case.subject, end)} is reached from {listed([quoted(case.subject, each) for each in last])} "
        f"without a word to the requester: tell them why in a step of {case.engage.name}"
    )
    fixes = _insert(case, silent, end, ("Explain the refusal to the requester", "explained-refusal"))
    return Found(message, end, None, fixes, last)


def _insert(case: _Case, silent: set[int], target: str, informs: tuple[str, str]) -> tuple[Fix, ...]:
    """Offer a step that informs before value or an end, on the ways where it is silent."""
    (name, output), sources = informs, _sources(case, silent, target)
    edit = partial(
        splitting.add_step_between,
        stream_id=case.subject.stream.id,
        sources=sources,
        target=target,
        name=name,
        **_by_the_desk(case, output),
    )
    fix = Fix(f"Insert '{name}' ({case.engage.name}) before {quoted(case.subject, target)}", edit)
    return (fix,) if len(sources) == 1 or keeps_branches_sound(case.subject, edit) else ()


def _sources(case: _Case, silent: set[int], target: str) -> tuple[str, ...]:
    facts = case.subject.facts
    before = (node for node in facts.into[facts.index[target]] if node in silent and facts.reached_before_value[node])
    return tuple(facts.nodes[node] for node in before if not case.tells(node))


def _by_the_desk(case: _Case, output: str) -> dict[str, Any]:
    """Return the fields of a step that informs: done by those who meet the requester first."""
    subject = case.subject
    desk = next((step for step in subject.stream.steps if step.activity in case.door), None)
    return {
        "activity": case.engage.id,
        "practices": fitting_practices(subject, desk, case.engage.id) if desk else (),
        **doers(subject, role=desk.role if desk else None, team=desk.team if desk else None),
        "with_": (case.requester,) if subject.document.entry("parties", case.requester) else (),
        "outputs": (output,),
    }


def _walk(ways: Adjacency, starts: Iterable[int], goes_on: Callable[[int], bool]) -> set[int]:
    """Return the nodes that walks from the starts meet; beyond a start, a walk goes on only where it may."""
    met = set(starts)
    stack = list(met)
    while stack:
        for node in ways[stack.pop()]:
            if node not in met:
                met.add(node)
                if goes_on(node):
                    stack.append(node)
    return met


RULES: tuple[Rule, ...] = (left_in_the_dark,)
