"""The rows of the ladder from top to bottom: clock, sentence, waiting, work, names, lanes of parallel branches."""

from typing import NamedTuple

LEFT, RIGHT = 68.0, 16.0
"""What the names of the rows take on the left, and the margin on the right."""
MARGIN = 16.0
_TOP, _BOTTOM = 12.0, 4.0
_CLOCK, _SENTENCE = 18.0, 22.0
BAR, GAP = 28.0, 2.0
_NAMES = 34.0
LANE = 18.0


class Rows(NamedTuple):
    """The upper edge of each row, and the height of all."""

    clock: float
    sentence: float
    wait: float
    touch: float
    names: float
    lanes: float
    height: float

    @property
    def waited(self) -> float:
        """Return the lower edge of the waits."""
        return self.wait + BAR

    @property
    def worked(self) -> float:
        """Return the lower edge of the work."""
        return self.touch + BAR


def rows_for(*, has_clock: bool, has_sentence: bool, lanes: int) -> Rows:
    """Return the rows of a ladder; what it does not have takes no room."""
    clock = _TOP
    sentence = clock + (_CLOCK if has_clock else 0.0)
    wait = sentence + (_SENTENCE if has_sentence else 0.0)
    touch = wait + BAR + GAP
    names = touch + BAR
    below = names + _NAMES
    return Rows(clock, sentence, wait, touch, names, below, below + lanes * LANE + _BOTTOM)
