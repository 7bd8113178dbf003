"""The figures of the status bar: what the stream adds up to, in few words, and what each means."""

from collections.abc import Iterator
from typing import NamedTuple

from svs_designer.analysis.measures import Measures, TargetFigures
from svs_designer.drawing.ladder.clock import is_missed, sentence
from svs_designer.drawing.ladder.numbers import count, number
from svs_designer.drawing.ladder.summary import NOT_KNOWN, amount_text, flow_efficiency_text, known_by, stream_figures
from svs_designer.drawing.sketches.wording import Wording
from svs_designer.model.stream import ValueStream


class Said(NamedTuple):
    """A few words, what they mean, how soon they give way (the highest rank first), and the role of their colour."""

    text: str
    meaning: str
    rank: int
    role: str = ""


def status_figures(stream: ValueStream, measures: Measures, wording: Wording) -> tuple[Said, ...]:
    """Return the figures from left to right; in their place, why there are none."""
    if not stream.steps:
        return ()
    if measures.trouble:
        return (Said("No figures yet", measures.trouble, 0),)
    return (*_times(stream, measures), *_targets(stream, measures, wording))


def _times(stream: ValueStream, measures: Measures) -> Iterator[Said]:
    lead = amount_text(measures.lead, measures) if measures.lead else NOT_KNOWN
    yield Said(f"Lead time {lead}", _meaning(stream, measures, "lead"), 0)
    if measures.touch:
        yield Said(f"touch {amount_text(measures.touch, measures)}", _meaning(stream, measures, "touch"), 4)
    efficiency = flow_efficiency_text(measures)
    if efficiency:
        yield Said(f"flow efficiency {efficiency}", _meaning(stream, measures, "flow"), 2)
    if measures.handoffs is not None:
        text = "no hand-offs" if not measures.handoffs else f"{number(measures.handoffs)} hand-offs"
        one = abs(measures.handoffs - 1) < 0.005
        yield Said(count(1, "hand-off") if one else text, _meaning(stream, measures, "handoffs"), 3)


def _targets(stream: ValueStream, measures: Measures, wording: Wording) -> Iterator[Said]:
    """Speak of the target that fares worst, and explain all."""
    counted = [target for target in measures.targets if target.expected is not None and target.within]
    if not counted:
        return
    worst = max(counted, key=lambda target: (is_missed(target), target.used or 0.0))
    meaning = "\n".join(f"{each.label}: {sentence(each, stream, measures, wording)}" for each in measures.targets)
    yield Said(_fares(worst, measures), meaning, 1, "error" if is_missed(worst) else "")


def _fares(target: TargetFigures, measures: Measures) -> str:
    late = (target.expected or 0.0) - (target.within or 0.0)
    if late > 0:
        return f"target missed by {measures.time_text(late)}"
    if target.breaks_at:
        return "target missed on the likely path"
    return f"target kept with {measures.time_text(-late)} to spare"


def _meaning(stream: ValueStream, measures: Measures, key: str) -> str:
    figure = next((each for each in stream_figures(stream, measures) if each.key == key), None)
    if figure is None:
        return ""
    basis = f" {known_by(measures.lead).capitalize()}." if key == "lead" and measures.lead else ""
    return f"{figure.meaning}{basis}"
