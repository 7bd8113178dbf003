"""Builders for tests: small documents, said in one line."""

from typing import Any

from svs_designer.model.document import Document
from svs_designer.model.layout import Layout
from svs_designer.model.step import Step
from svs_designer.model.stream import ValueStream


def a_step(step_id: str = "a", name: str = "", **fields: Any) -> Step:
    """Build a step with an activity and a practice, so that rules on them stay silent."""
    return Step(
        **{
            "id": step_id,
            "name": name or f"Do {step_id}",
            "activity": "deliver-support",
            "practices": ("incident-management",),
            **fields,
        }
    )


def a_stream(stream_id: str = "s", *, steps: tuple[Step, ...] | int = 2, **fields: Any) -> ValueStream:
    """Build a stream: demand, the steps in a line (or as given, with their own ways), value."""
    if isinstance(steps, int):
        names = [chr(ord("a") + index % 26) + (str(index // 26) if index >= 26 else "") for index in range(steps)]
        steps = tuple(
            a_step(name, next=following) for name, following in zip(names, [*names, "value"][1:], strict=True)
        )
    return ValueStream(
        **{
            "id": stream_id,
            "name": f"Stream {stream_id}",
            "demand": {"text": "Somebody asks", "next": steps[0].id if steps else None},
            "value": {"outcome": "Somebody can work again"},
            "steps": steps,
            **fields,
        }
    )


def a_document(*streams: ValueStream, **fields: Any) -> Document:
    """Build a document of the given streams, or of one with two steps."""
    return Document(**{"title": "Test", "streams": streams or (a_stream(),), "layout": Layout(), **fields})
