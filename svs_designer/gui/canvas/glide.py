"""Cards gliding to their new places after Tidy, so that the eye can follow."""

from collections.abc import Mapping

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, QVariantAnimation

from svs_designer.drawing.geometry import Box
from svs_designer.gui.canvas.board import Board
from svs_designer.gui.canvas.motion import duration


class Glide(QObject):
    """Moves cards of a board from where they were to where the picture has them."""

    def __init__(self, board: Board) -> None:
        """Begin at rest."""
        super().__init__(board)
        self._board = board
        self._running: QVariantAnimation | None = None

    def start(self, before: Mapping[str, Box]) -> None:
        """Let cards glide from where they were; where motion is not wanted they are there at once."""
        self.stop()
        length = duration()
        moving = {
            key: (before[key], card.figure.at)
            for key, card in self._board.cards.items()
            if key in before and (before[key].x, before[key].y) != tuple(card.figure.at)
        }
        if not length or not moving:
            return
        for line in self._board.connectors.values():
            line.setVisible(False)

        def show(part: float) -> None:
            for key, (old, new) in moving.items():
                if card := self._board.cards.get(key):
                    card.setPos(old.x + (new.x - old.x) * part, old.y + (new.y - old.y) * part)

        show(0.0)
        running = QVariantAnimation(self)
        running.setDuration(length)
        running.setEasingCurve(QEasingCurve.Type.OutCubic)
        running.setStartValue(0.0)
        running.setEndValue(1.0)
        running.valueChanged.connect(show)
        running.finished.connect(self.stop)
        self._running = running
        running.start(QAbstractAnimation.DeletionPolicy.DeleteWhenStopped)

    def stop(self) -> None:
        """Be at the end at once."""
        running, self._running = self._running, None
        if running:
            running.stop()
            self._board.restore()
