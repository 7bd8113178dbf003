"""Documents of any size, the same at every run: one stream as people draw them, only longer.

Blocks of twenty steps: a line, a decision with rework, and parallel branches with their join. Everything that worked
streams tell of a step is told: activity, practices, role, team, tools, times with their spread, %C&A.
"""

import random
from functools import cache
from typing import Any

from svs_designer.catalogue import load_catalogue
from svs_designer.drawing.tidy import tidied
from svs_designer.model.document import Document
from svs_designer.model.stream import ValueStream

STREAM = "s"
ACTIVITIES = {
    "engage": ("relationship-management", "service-desk"),
    "plan": ("portfolio-management", "risk-management"),
    "design-transition": ("change-enablement", "release-management"),
    "obtain-build": ("software-development-and-management", "supplier-management"),
    "deliver-support": ("incident-management", "knowledge-management"),
}
VERBS = ("Check", "Refine", "Review", "Build", "Test", "Deploy", "Approve", "Sort", "Price", "Book")
NOUNS = ("request", "change", "contract", "package", "order", "invoice", "incident", "environment")
TEAMS = 8


@cache
def laid_out(steps: int) -> Document:
    """Return a document of so many steps, each with its place on the canvas."""
    return tidied(big_document(steps), STREAM, load_catalogue("itil4"))


def big_document(steps: int, *, faulty: float = 0.0) -> Document:
    """Return a document of so many steps; a share of them has a fault that a rule finds."""
    rnd = random.Random(1)
    made: list[dict[str, Any]] = []
    while len(made) < steps - 2:
        first = len(made)
        made += [
            *_line(first, 5),
            _decision(first + 5),
            *_line(first + 6, 4),
            *_branches(first + 10),
            *_line(first + 15, 5),
        ]
    told = _step(steps - 2, "value", activity="engage", practices=ACTIVITIES["engage"])
    made = [*made[: steps - 2], told]
    for step in made:
        step["next"] = _within(step["next"], steps - 1)
        if rnd.random() < faulty:
            step.update(rnd.choice([{"activity": None}, {"role": "agnt"}, {"name": "Approval"}, {"takes": ("spare",)}]))
    stream = ValueStream(
        id=STREAM,
        name="A long journey",
        owner="agent",
        demand={"text": "Somebody asks for it", "source": "user", "party": "user", "rate": "3 per day", "next": "s0"},
        value={
            "recipient": "user",
            "outcome": "People can work again",
            "measure": "minutes lost",
            "next": f"s{steps - 1}",
        },
        targets=(
            {
                "id": "soon",
                "within": "36500d",
                "starts": {"step": "s0", "at": "begin"},
                "stops": ({"step": told["id"]},),
            },
        ),
        metrics=({"id": "lost", "target": "<= 1h"},),
        suppliers=(),
        steps=(*made, _step(steps - 1, "end", activity="improve", practices=("continual-improvement",))),
        ends=({"id": "end", "name": "Learned"},),
    )
    return Document(
        title=f"{steps} steps",
        streams=(stream,),
        roles=({"id": "agent", "name": "Agent"},),
        teams=tuple({"id": f"team-{number}", "name": f"Team {number}"} for number in range(TEAMS)),
        tools=({"id": "itsm-tool", "name": "ITSM tool", "category": "ticketing"},),
        parties=({"id": "user", "name": "User", "kind": "user"},),
    )


def _step(number: int, following: Any, **fields: Any) -> dict[str, Any]:
    activity = tuple(ACTIVITIES)[number // 4 % len(ACTIVITIES)]
    short = 2 + number % 9
    return {
        "id": f"s{number}",
        "name": f"{VERBS[number % len(VERBS)]} the {NOUNS[number % len(NOUNS)]}, part {number}",
        "activity": activity,
        "practices": ACTIVITIES[activity],
        "role": "agent",
        "team": f"team-{number // 3 % TEAMS}",
        "tools": ("itsm-tool",),
        "touch": f"{short}-{2 * short}-{5 * short}m",
        "wait": {"typical": f"{short}m", "reason": "queue"},
        "complete_and_accurate": 0.9,
        "next": following,
        **fields,
    }


def _line(first: int, count: int) -> list[dict[str, Any]]:
    return [_step(number, f"s{number + 1}") for number in range(first, first + count)]


def _decision(number: int) -> dict[str, Any]:
    onward = {"to": f"s{number + 1}", "share": 0.8, "when": "it is right"}
    back = {"to": f"s{number - 3}", "share": 0.2, "when": "it is wrong", "kind": "rework", "info": ("what is wrong",)}
    return _step(number, {"one": [onward, back]}, kind="decision", authority="agent")


def _branches(number: int) -> list[dict[str, Any]]:
    branches = [_step(number + each, f"s{number + 4}") for each in (1, 2, 3)]
    fork = _step(number, {"all": [branch["id"] for branch in branches]})
    return [fork, *branches, _step(number + 4, f"s{number + 5}", join="all")]


def _within(following: Any, steps: int) -> Any:
    """Lead a way on that would leave a stream cut short to its last step."""
    last = f"s{steps - 1}"
    if isinstance(following, str) and following.startswith("s"):
        return following if int(following[1:]) < steps else last
    if isinstance(following, dict) and "all" in following:
        ways = [each for each in following["all"] if int(each[1:]) < steps]
        return {"all": ways} if len(ways) > 1 else last
    return following
