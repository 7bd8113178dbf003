"""The card of a step: activity, title, practices, team and times in 196 x 112 units.

The top right corner stays free for the badge of a finding, which the canvas draws.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from svs_designer.drawing.figures import FigureKind, Sketch
from svs_designer.drawing.geometry import Size
from svs_designer.drawing.marks import Band, Icon, Mark, Rectangle, Weight, Words
from svs_designer.drawing.sketches.wording import NO_ACTIVITY, UNTITLED_STEP, Wording, activity_role, sentence
from svs_designer.drawing.text import fit, fits, plain, width, wrap
from svs_designer.model.step import Automation, Step, StepKind

CARD = Size(196.0, 112.0)
RADIUS, BAND = 10.0, 6.0
LEFT, RIGHT = 18.0, 186.0
BADGE = 28.0
"""The room that stays free at the top right."""
CHIP_PADDING, CHIP_GAP = 8.0, 6.0
CHIPS = 2
_ICON, _SMALL_ICON = 16.0, 14.0
_FOOT = 102.0
_KIND_ICONS = {StepKind.APPROVAL: "approval", StepKind.DECISION: "decision"}


class TitleSetting(NamedTuple):
    """How a title is set: size, number of lines, first baseline, leading; where the chips begin, and their height."""

    size: float
    lines: int
    first: float
    leading: float
    chips: float
    chip_height: float


# A title that is too long for its two lines is set a little smaller, then on three lines, before it is cut.
_SETTINGS = (
    TitleSetting(13, 2, 44, 16, 67, 18),
    TitleSetting(12, 2, 44, 15, 67, 18),
    TitleSetting(12, 3, 39, 13, 71, 16),
)


def card(step: Step, wording: Wording) -> Sketch:
    """Draw a step."""
    activity = wording.activity(step.activity)
    role = activity_role(activity)
    marks: list[Mark] = [
        Rectangle(0, 0, *CARD, RADIUS, "card", "hairline"),
        Band(0, 0, BAND, CARD.height, RADIUS, role),
    ]
    if activity:
        marks.append(Icon(activity.icon, LEFT, 9, _ICON, role))
    marks.extend(_heading(step, activity.word if activity else "", role))
    setting = _setting(step.name)
    marks.extend(_title(step.name, setting))
    marks.extend(_properties(step, setting))
    marks.extend(_chips(step, wording, setting))
    marks.extend(_foot(step, wording))
    return Sketch(
        kind=FigureKind.STEP,
        size=CARD,
        marks=tuple(marks),
        fill=role,
        title=plain(step.name) or UNTITLED_STEP,
        spoken=_spoken(step, wording),
    )


def times(step: Step) -> str:
    """Return `touch + wait` as the card shows it; a missing one reads `?`, two missing ones read nothing."""
    if step.touch is None and step.wait is None:
        return ""
    touch = str(step.touch.likely) if step.touch else "?"
    return f"{touch} + {step.wait.typical if step.wait else '?'}"


def _heading(step: Step, word: str, role: str) -> Iterator[Mark]:
    """Draw the activity's word, and whether the step approves or decides."""
    kind = _KIND_ICONS.get(step.kind)
    right = CARD.width - BADGE - (_SMALL_ICON + 4 if kind else 0)
    if word:
        yield _words(LEFT + _ICON + 6, 21, word, right - LEFT - _ICON - 6, 11, 600, role)
    else:
        yield _words(LEFT, 21, NO_ACTIVITY, right - LEFT, 11, 500, "dim")
    if kind:
        yield Icon(kind, CARD.width - BADGE - _SMALL_ICON, 10, _SMALL_ICON, "dim")


def _setting(name: str) -> TitleSetting:
    return next((s for s in _SETTINGS if fits(name, RIGHT - LEFT, s.lines, s.size, 600)), _SETTINGS[-1])


def _title(name: str, setting: TitleSetting) -> Iterator[Words]:
    weight: Weight = 600 if plain(name) else 500
    lines = wrap(name, RIGHT - LEFT, setting.lines, setting.size, weight) or (UNTITLED_STEP,)
    colour = "text" if weight == 600 else "dim"
    for index, line in enumerate(lines):
        y = setting.first + index * setting.leading
        yield Words(LEFT, y, line, setting.size, weight, colour, "start", width(line, setting.size, weight))


def _properties(step: Step, setting: TitleSetting) -> Iterator[Icon]:
    """Draw, from the right, what is special about a step: it changes the live environment, a machine does it."""
    top = setting.chips + (setting.chip_height - _SMALL_ICON) / 2
    for index, name in enumerate(_property_icons(step)):
        yield Icon(name, RIGHT - _SMALL_ICON - index * (_SMALL_ICON + 4), top, _SMALL_ICON, "dim")


def _property_icons(step: Step) -> Sequence[str]:
    automated = step.automation is not Automation.MANUAL
    return [name for name, shown in (("live", step.live), ("automation", automated)) if shown]


def _chips(step: Step, wording: Wording, setting: TitleSetting) -> Iterator[Mark]:
    """Draw up to two practices as chips and the number of the others."""
    top, high = setting.chips, setting.chip_height
    baseline = top + high / 2 + 4
    room = RIGHT - LEFT - len(_property_icons(step)) * (_SMALL_ICON + 4)
    shown, more = _shown([wording.practice(practice) for practice in step.practices], room)
    chips = [(text, width(text, 11) + 2 * CHIP_PADDING) for text in shown]
    lefts = [LEFT + sum(wide + CHIP_GAP for _, wide in chips[:index]) for index in range(len(chips) + 1)]
    for x, (_, wide) in zip(lefts, chips, strict=False):
        yield Rectangle(x, top, wide, high, high / 2, "chip")
    for x, (text, wide) in zip(lefts, chips, strict=False):
        yield Words(x + CHIP_PADDING, baseline, text, 11, 400, "dim", "start", wide - 2 * CHIP_PADDING)
    if more:
        yield Words(lefts[-1], baseline, more, 11, 500, "dim", "start", width(more, 11, 500))


def _shown(practices: Sequence[str], room: float) -> tuple[list[str], str]:
    """Choose the chips that fit whole, and say how many more there are; a single long one is cut."""
    for count in range(min(CHIPS, len(practices)), 0, -1):
        hidden = len(practices) - count
        more = f"+{hidden}" if hidden else ""
        taken = sum(width(text, 11) + 2 * CHIP_PADDING for text in practices[:count]) + CHIP_GAP * (count - 1)
        space = room - (width(more, 11, 500) + CHIP_GAP if more else 0)
        if taken <= space:
            return list(practices[:count]), more
        if count == 1:
            return [fit(practices[0], space - 2 * CHIP_PADDING, 11)], more
    return [], ""


def _foot(step: Step, wording: Wording) -> Iterator[Words]:
    """Draw who does it and how long it takes; both a little smaller before a long name is cut."""
    who, spent = wording.team(step.team) or wording.role(step.role), times(step)
    gap = 8.0 if who and spent else 0.0
    whole = width(plain(who), 11) + gap + width(spent, 11, 600)
    size = 11.0 if whole <= RIGHT - LEFT else 10.0
    spent = fit(spent, RIGHT - LEFT, size, 600)
    taken = width(spent, size, 600)
    if who:
        yield _words(LEFT, _FOOT, who, RIGHT - LEFT - taken - gap, size, 400, "dim")
    if spent:
        yield Words(RIGHT, _FOOT, spent, size, 600, "text", "end", taken)


def _words(x: float, y: float, text: str, room: float, size: float, weight: Weight, colour: str) -> Words:
    shown = fit(text, room, size, weight)
    return Words(x, y, shown, size, weight, colour, "start", width(shown, size, weight))


def _spoken(step: Step, wording: Wording) -> str:
    activity = wording.activity(step.activity)
    return sentence((
        f"{step.kind.value.capitalize()} step {plain(step.name) or 'without a name'}",
        activity.name if activity else "no activity",
        wording.team(step.team) or wording.role(step.role),
        f"touch {step.touch.likely}" if step.touch else "",
        f"wait {step.wait.typical}" if step.wait else "",
        " and ".join(wording.practice(practice) for practice in step.practices),
        "changes the live environment" if step.live else "",
        "" if step.automation is Automation.MANUAL else step.automation.value,
    ))  # fmt: skip
