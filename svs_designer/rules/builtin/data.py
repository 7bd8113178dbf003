"""Data of the steps: who does them, and by which practices."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import NamedTuple

from svs_designer.model.document import Document
from svs_designer.model.edits import steps
from svs_designer.model.step import Step
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.drawn import is_drawn
from svs_designer.rules.builtin.gaps import told
from svs_designer.rules.builtin.suitable import Suitable
from svs_designer.rules.finding import Fix
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

_MOST_CHOICES = 3


class _Owner(NamedTuple):
    """Who does a step."""

    role: str | None
    team: str | None

    def known(self, document: Document) -> "_Owner":
        """Return the owner as far as the registers know it."""
        entry = document.entry
        return _Owner(
            self.role if self.role and entry("roles", self.role) else None,
            self.team if self.team and entry("teams", self.team) else None,
        )


@rule("SVS030")
def no_owner_of_step(subject: Subject) -> Iterator[Found]:
    """Object to a step that nobody does; a stream that names nobody at all is blind in a whole dimension (SVS087)."""
    every = subject.stream.steps
    lacking = [step for step in every if step.role is None and step.team is None]
    if not lacking or len(lacking) == len(every):
        return
    common = _common_owners(subject)

    def one(step: Step) -> Found:
        message = f"Nobody is named for step '{step.label}': give it the role or the team that does it"
        return Found(message, step.id, "role", tuple(_owners(subject, step, common)))

    yield from told(
        "SVS030",
        subject,
        lacking,
        one,
        lambda them: f"Nobody is named for {them}: give each step the role or team that does it",
    )


def _common_owners(subject: Subject) -> dict[_Owner, str]:
    """Return who does steps of the stream, as far as they are known, with their names; who does most comes first."""
    counted = Counter(_Owner(step.role, step.team) for step in subject.stream.steps)
    known = (owner.known(subject.document) for owner, _ in counted.most_common())
    return {owner: _people(subject.document, owner) for owner in known if any(owner)}


def _people(document: Document, owner: _Owner) -> str:
    role, team = document.label("roles", owner.role), document.label("teams", owner.team)
    return f"{role} ({team})" if role and team else role or team


def _owners(subject: Subject, step: Step, common: dict[_Owner, str]) -> Iterator[Fix]:
    """Offer who does the steps right before and right behind, then who does most."""
    facts = subject.facts
    number = facts.index[step.id]
    near = (facts.steps.get(facts.nodes[node]) for node in (*facts.into[number], *facts.out[number]))
    beside = (_Owner(each.role, each.team) for each in near if each)
    choices = dict.fromkeys((*(owner for owner in beside if owner in common), *islice(common, _MOST_CHOICES)))
    for owner in islice(choices, _MOST_CHOICES):
        edit = partial(steps.set_steps, stream_id=subject.stream.id, step_ids=(step.id,), **owner._asdict())
        yield Fix(f"Give it to {common[owner]}", edit)


@rule("SVS031")
def no_practice(subject: Subject) -> Iterator[Found]:
    """Object to a step that belongs to an activity and names no practice; without activity, SVS010 speaks first."""
    every, known = subject.stream.steps, subject.catalogue.activity
    lacking = [step for step in every if not step.practices and step.activity and known(step.activity)]
    if not lacking or not (is_drawn(subject) or any(step.practices for step in every)):
        return
    suitable = Suitable(subject)

    def one(step: Step) -> Found:
        message = f"Step '{step.label}' names no practice: attach those that do its work"
        return Found(message, step.id, "practices", tuple(_practices(subject, step, suitable)))

    yield from told(
        "SVS031",
        subject,
        lacking,
        one,
        lambda them: f"No practice is named for {them}: attach those that do the work",
    )


def _practices(subject: Subject, step: Step, suitable: Suitable) -> Iterator[Fix]:
    """Offer the practices that contribute most to the step's activity."""
    for practice in suitable.practices(step)[:_MOST_CHOICES]:
        edit = partial(steps.attach_practice, stream_id=subject.stream.id, step_id=step.id, practice=practice.id)
        yield Fix(f"Attach {practice.name}", edit)


RULES: tuple[Rule, ...] = (no_owner_of_step, no_practice)
