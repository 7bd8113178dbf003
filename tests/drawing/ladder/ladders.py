"""Ladders of worked streams and of small ones, as the window draws them."""

from collections.abc import Iterator
from functools import cache
from itertools import chain, pairwise
from typing import Any

from svs_designer.analysis.measures import Measures, measures_of
from svs_designer.catalogue import load_catalogue
from svs_designer.drawing.geometry import Box
from svs_designer.drawing.ladder import Ladder, ladder_of
from svs_designer.drawing.ladder.rungs import Rung, rungs_of
from svs_designer.drawing.marks import Mark, Words
from svs_designer.drawing.sketches.wording import Wording
from svs_designer.formats.native.reader import read_file
from svs_designer.model.document import Document
from svs_designer.model.stream import ValueStream
from svs_designer.resource_files import model_file
from tests.builders import a_document, a_step, a_stream

MODELS = (
    "cloud-provisioning", "joiner-mover-leaver", "major-incident", "new-service", "problem-investigation",
    "restore-service", "software-release", "standard-change", "supplier-onboarding", "vulnerability-remediation",
    "wifi-as-is", "wifi-to-be",
)  # fmt: skip
TEAMS = ({"id": "desk", "name": "Service desk"}, {"id": "field", "name": "Field support"})


@cache
def model(name: str) -> Document:
    document = read_file(model_file(f"{name}.svs.yaml")).document
    assert document is not None
    return document


def wording(document: Document) -> Wording:
    return Wording.of(document, load_catalogue("itil4"))


def measured(document: Document) -> tuple[ValueStream, Measures, Wording]:
    stream = document.streams[0]
    return stream, measures_of(document, stream), wording(document)


def ladder(document: Document, width: float = 900.0, target: str | None = None) -> Ladder:
    return ladder_of(*measured(document), width=width, target=target)


def rungs(document: Document) -> tuple[Rung, ...]:
    return rungs_of(*measured(document))


def a_line(*times: tuple[str | None, str | None], **fields: Any) -> Document:
    """Build a document of steps in a line, each with its wait and its touch time."""
    names = [chr(ord("a") + number) for number in range(len(times))]
    steps = tuple(
        a_step(name, wait=wait, touch=touch, next=following)
        for name, (wait, touch), following in zip(names, times, [*names[1:], "value"], strict=True)
    )
    return a_document(a_stream(steps=steps, **fields), teams=TEAMS)


def marks(shown: Ladder) -> tuple[Mark, ...]:
    return tuple(chain.from_iterable(piece.marks for piece in shown.pieces))


def texts(shown: Ladder) -> list[str]:
    return [mark.text for mark in marks(shown) if isinstance(mark, Words)]


def text_box(words: Words) -> Box:
    before = {"start": 0.0, "middle": words.width / 2, "end": words.width}[words.anchor]
    return Box(words.x - before, words.y - words.size * 0.75, words.width, words.size * 0.9)


def overlaps(shown: Ladder) -> Iterator[tuple[str, str]]:
    """Yield the pairs of texts that touch each other."""
    boxes = sorted((text_box(mark), mark.text) for mark in marks(shown) if isinstance(mark, Words))
    for number, (box, text) in enumerate(boxes):
        for other, there in boxes[number + 1 :]:
            if other.x >= box.right:
                break
            if box.intersects(other):
                yield text, there


def gaps(boxes: list[Box]) -> list[float]:
    return [right.x - left.right for left, right in pairwise(boxes)]
