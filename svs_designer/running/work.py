"""Open work: what people are asked to do in a case, and the event that says it is done.

A work item is a task that listens. Its id is made of the case and of which visit it is, so that a completion told twice
has the same event id and counts once.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from svs_designer.running.case import Case, Frame
from svs_designer.running.definition import Definition
from svs_designer.running.steps import element, is_step, label, team, touch, wait

SOURCE = "svs://work"


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One piece of work somebody is asked for: of which step, by whom, and how long it waits and takes as a rule."""

    id: str
    case: str
    frame: int
    step: str
    name: str
    team: str | None
    wait: timedelta
    touch: timedelta
    request: dict[str, Any]
    wanted: dict[str, Any]

    def completed(self, answers: dict[str, Any]) -> dict[str, Any]:
        """Return the CloudEvent that says it is done: what was asked for, with the answers."""
        correlations = self.wanted["correlate"].items()
        expected = {name: each["expect"] for name, each in correlations if each.get("expect") is not None}
        attributes = {name: value for name, value in self.wanted["with"].items() if name != "data"}
        data = expected | self.asked | answers
        return {"specversion": "1.0", "source": SOURCE} | attributes | {"id": self.id, "data": data}

    @property
    def asked(self) -> dict[str, Any]:
        """Return the data of the request, empty where there was none."""
        data = self.request.get("data")
        return data if isinstance(data, dict) else {}

    @property
    def asks(self) -> dict[str, Any]:
        """Return what each answer means, as far as the request tells it."""
        asks = self.asked.get("asks")
        return asks if isinstance(asks, dict) else {}

    def to_json(self) -> dict[str, Any]:
        """Return what a list of work shows, as JSON values."""
        return {
            "id": self.id,
            "case": self.case,
            "step": self.step,
            "name": self.name,
            "team": self.team,
            "touch_seconds": self.touch.total_seconds(),
        }


def open_work(definition: Definition, case: Case) -> tuple[WorkItem, ...]:
    """Return what a case waits for people to do, in the order it was asked for."""
    return tuple(_item(definition, case, frame) for frame in case.frames.values() if frame.awaited)


def _item(definition: Definition, case: Case, frame: Frame) -> WorkItem:
    around = (definition.tasks[each.path] for each in (frame, *case.above(frame)))
    step = next((task for task in around if is_step(task)), definition.tasks[frame.path])
    request = frame.input if isinstance(frame.input, dict) and "specversion" in frame.input else {}
    filters = frame.awaited[0]["filters"]
    return WorkItem(
        id=f"{case.id}/{frame.id}",
        case=case.id,
        frame=frame.id,
        step=element(step),
        name=label(step),
        team=team(step),
        wait=wait(definition, step),
        touch=touch(definition, step),
        request=request,
        wanted=filters[0] if filters else {"with": {}, "correlate": {}},
    )
