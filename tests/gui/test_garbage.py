"""Garbage is collected in the window's thread: a worker must never destroy what belongs to the window."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from svs_designer.gui.garbage import Sweeper


@pytest.fixture
def sweeper(qtbot: QtBot) -> Iterator[Sweeper]:
    sweeper = Sweeper()
    yield sweeper
    sweeper.close()
    gc.disable()


class Knot(QObject):
    """An object that refers to itself, so that only the collector can free it."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def test_a_worker_that_allocates_a_lot_frees_nothing_of_the_window(sweeper: Sweeper) -> None:
    knot = weakref.ref(Knot())

    worker = threading.Thread(target=lambda: [[{}] for _ in range(50_000)])
    worker.start()
    worker.join()

    assert knot() is not None


def test_the_sweeper_frees_it_in_its_own_thread(sweeper: Sweeper) -> None:
    knot = weakref.ref(Knot())
    garbage = [[{}] for _ in range(5_000)]

    sweeper.sweep()

    assert knot() is None
    assert len(garbage) == 5_000


def test_python_collects_again_when_it_is_closed(qtbot: QtBot) -> None:
    sweeper = Sweeper()

    sweeper.close()

    assert gc.isenabled()
    gc.disable()
