"""House rules of ACME."""

from collections.abc import Iterator
from functools import partial

from svs_designer.model.edits.steps import set_steps
from svs_designer.rules.finding import Fix, Level
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

HELP = "Each step belongs to a team.\n\nA step that is nobody's waits until somebody asks for it."


def nobodys_step(subject: Subject) -> Iterator[Found]:
    """Object to steps without a team, and offer the teams there are."""
    stream, teams = subject.stream, subject.document.teams
    for step in stream.steps:
        if step.team is None:
            give = partial(set_steps, stream_id=stream.id, step_ids=(step.id,))
            fixes = tuple(Fix(f"Give it to {team.label}", partial(give, team=team.id)) for team in teams)
            yield Found(f"Step '{step.label}' is nobody's: name the team that does it", step.id, "team", fixes)


RULES = [
    Rule(id="ACME001", name="Step without a team", level=Level.WARNING, group="acme", check=nobodys_step, help=HELP)
]
