"""The canvas, frame by frame, beside plain rectangles: the same places, the same camera, the same process."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QTransform
from PySide6.QtWidgets import QApplication, QGraphicsItem, QGraphicsView

from svs_designer.catalogue import load_catalogue
from svs_designer.drawing.figures import Picture
from svs_designer.drawing.picture import picture_of
from svs_designer.editing.session import Session
from svs_designer.formats.native.reader import read_text
from svs_designer.formats.native.writer import write_text
from svs_designer.gui.canvas.board import Board
from svs_designer.gui.canvas.look import Look
from svs_designer.gui.canvas.view import StreamCanvas
from svs_designer.model.document import Document
from svs_designer.model.edits.steps import rename_step
from tests.benchmarks.big_document import STREAM, laid_out
from tests.benchmarks.frames import HEIGHT, WIDTH, Frames, appearance
from tests.benchmarks.measuring import OURS, Cost, milliseconds, resident_mb, side_by_side
from tests.benchmarks.rectangles import ENGINE, RECTANGLES, raster_engine, rectangles, view_of

Move = Callable[[int], object]


def canvas_costs(n: int) -> Iterator[Cost]:
    """Measure building, whole frames, pan, zoom and a drag."""
    appearance()
    before = resident_mb()
    canvas, frames, show_ms = _shown_canvas(laid_out(n))
    memory = resident_mb() - before  # with the document, and what laying it out left behind
    picture = canvas.board.picture
    assert picture is not None
    area = QRectF(*picture.bounds)
    middle = f"s{n // 2}"
    ours = {"rss_mb": memory, "show_ms": show_ms}
    ours |= _frame_costs(frames, area, _drag_by_mouse(canvas, middle), lambda: _centre(canvas, middle))
    canvas.hide()

    scene, cards = rectangles(picture)
    view = view_of(scene, canvas.sceneRect())
    plain = Frames(view)
    its = {"show_ms": milliseconds(plain.show)}
    its |= _frame_costs(plain, area, _drag_by_call(cards[middle]), lambda: view.centerOn(cards[middle]))
    view.hide()

    look = Look(appearance())
    built = side_by_side({OURS: lambda: Board(look).show_picture(picture), RECTANGLES: lambda: rectangles(picture)}, 3)
    for tool, figures in ((OURS, ours), (RECTANGLES, its)):
        yield Cost("scene", n, "canvas", tool, {"build_ms": built[tool]} | figures)
    engine = side_by_side({ENGINE: raster_engine(picture, WIDTH, HEIGHT)}, 15)
    yield Cost("scene", n, "canvas", ENGINE, {"fit_full": engine[ENGINE]})


def opening_costs(n: int) -> Iterator[Cost]:
    """Measure from the text of a file to its painted canvas, and from a rename to its frame."""
    document, catalogue = laid_out(n), load_catalogue("itil4")
    text, picture = write_text(document), picture_of(document, STREAM, catalogue)
    _shown_canvas(laid_out(20))[0].hide()  # fonts and icons are read once a program, not once a file

    def open_ours() -> None:
        opened = read_text(text).document
        assert opened is not None
        canvas, _, _ = _shown_canvas(opened)
        canvas.hide()

    def open_rectangles() -> None:
        scene, _ = rectangles(picture)
        view = view_of(scene, QRectF(*picture.bounds))
        frames = Frames(view)
        view.show()
        view.fitInView(view.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)
        frames.wait()
        view.hide()

    for tool, ms in side_by_side({OURS: open_ours, RECTANGLES: open_rectangles}, 3).items():
        yield Cost("open", n, "file to painted canvas", tool, {"ms": ms})
    yield from _rename_costs(n, document, picture)


def _rename_costs(n: int, document: Document, picture: Picture) -> Iterator[Cost]:
    middle = f"s{n // 2}"
    canvas, frames, _ = _shown_canvas(document)
    session = canvas.editor.session

    def rename(number: int) -> None:
        session.apply("Rename", rename_step, STREAM, middle, f"Look again {number}")

    fitted, _ = frames.time(rename)
    canvas.camera.zoom_to(1.0)
    _centre(canvas, middle)
    frames.settle()
    near, longest = frames.time(rename)
    canvas.hide()
    yield Cost("edit", n, "rename to frame", OURS, {"ms": near, "max_ms": longest, "fitted_ms": fitted})
    scene, cards = rectangles(picture)
    view = view_of(scene, canvas.sceneRect())
    plain = Frames(view)
    view.show()
    view.centerOn(cards[middle])
    plain.settle()
    repainted, _ = plain.time(lambda _: cards[middle].update())
    view.hide()
    yield Cost("edit", n, "rename to frame", RECTANGLES, {"ms": repainted})


def _shown_canvas(document: Document) -> tuple[StreamCanvas, Frames, float]:
    """Return a canvas of the document, fitted and painted, and the time from showing it to its first frame."""
    canvas = StreamCanvas(Session(document), load_catalogue("itil4"), appearance())
    frames = Frames(canvas)
    canvas.show_stream(STREAM)
    took = milliseconds(frames.show)
    return canvas, frames, took


def _centre(canvas: StreamCanvas, key: str) -> None:
    canvas.camera.look_at(canvas.board.cards[key].sceneBoundingRect().center(), canvas.zoom)


def _frame_costs(frames: Frames, area: QRectF, drag: Move, centre: Callable[[], None]) -> dict[str, float]:
    """Do the camera moves of every canvas that is compared."""
    view = frames.view
    look = _look_of(view)
    across, down = view.horizontalScrollBar(), view.verticalScrollBar()
    found: dict[str, float] = {}

    def measured(name: str, move: Move, rounds: int = 15) -> None:
        found[name], found[f"{name}_max"] = frames.time(move, rounds)

    def whole(name: str) -> None:
        frames.settle()
        found[name], _ = frames.time(frames.repaint)

    def pan(number: int) -> None:
        across.setValue(across.value() + 13)

    def pan_back(number: int) -> None:
        across.setValue(across.value() - 11)
        down.setValue(down.value() + 7)

    found["fit_scale"] = _fit(view, area)
    whole("fit_full")
    look(1.0)
    centre()
    whole("full100")
    measured("pan100", pan, 40)
    measured("pan100diag", pan_back, 20)
    centre()
    frames.settle()
    measured("drag100", drag, 30)
    drag(-1)
    look(0.35)
    centre()
    whole("full35")
    measured("pan35", pan)
    measured("pan35diag", pan_back)
    measured("zoomstep", lambda number: look(0.5 * 1.1 ** (number % 20)), 8)
    measured("zoomstep_fit", lambda number: look(max(0.1, found["fit_scale"]) * 1.1 ** (number % 20)), 8)
    look(1.0)
    frames.settle()
    found["frame_max"] = max(value for name, value in found.items() if name.endswith("_max"))
    return found


def _look_of(view: QGraphicsView) -> Callable[[float], None]:
    if isinstance(view, StreamCanvas):
        return view.camera.zoom_to
    return lambda zoom: view.setTransform(QTransform.fromScale(zoom, zoom))


def _fit(view: QGraphicsView, area: QRectF) -> float:
    """Show all, also where that is smaller than the camera goes."""
    scale = min(1.0, view.viewport().width() / area.width(), view.viewport().height() / area.height())
    view.setTransform(QTransform.fromScale(scale, scale))
    view.centerOn(area.center())
    if isinstance(view, StreamCanvas):
        view.board.set_zoom(scale)
    return scale


def _drag_by_mouse(canvas: StreamCanvas, key: str) -> Move:
    """Return moves of a card held by the mouse, with all that a drag does; -1 lets it go where it was."""
    held: list[QPoint] = []

    def send(kind: QEvent.Type, at: QPoint, button: Qt.MouseButton, buttons: Qt.MouseButton) -> None:
        port = canvas.viewport()
        screen = QPointF(port.mapToGlobal(at))
        event = QMouseEvent(kind, QPointF(at), screen, button, buttons, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(port, event)

    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton

    def drag(number: int) -> None:
        if number < 0:
            send(QEvent.Type.MouseMove, held[0], none, left)
            send(QEvent.Type.MouseButtonRelease, held[0], left, none)
            return
        if not held:
            held.append(canvas.mapFromScene(canvas.board.cards[key].sceneBoundingRect().center()))
            send(QEvent.Type.MouseButtonPress, held[0], left, left)
        send(QEvent.Type.MouseMove, held[0] + QPoint(20 + 9 * (number % 3), 5 * (number % 5)), none, left)

    return drag


def _drag_by_call(card: QGraphicsItem) -> Move:
    start = card.pos()
    return lambda number: card.setPos(start + QPointF(9 * (number % 3) - 9, 5 * (number % 5)) if number >= 0 else start)
