"""The rehearsals of one page, joined: a case for each stream, its view below the canvas and its token on it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject

from svs_designer.drawing.figures import LinkKey
from svs_designer.drawing.sketches.wording import Wording
from svs_designer.exchange.exporter import CannotExport
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.jobs import LatestJob
from svs_designer.gui.panels.naming import element_name
from svs_designer.gui.rehearsal.view import RehearsalView
from svs_designer.gui.rehearsal.way_buttons import DONE, Offer
from svs_designer.model.document import Document
from svs_designer.model.ids import DEMAND, VALUE
from svs_designer.model.stream import ValueStream

if TYPE_CHECKING:
    from svs_designer.gui.document_page import DocumentPage
    from svs_designer.gui.rehearsal.drive import Drive, Standing
    from svs_designer.running.definition import Definition
    from svs_designer.running.ways import Way


class Rehearsed(NamedTuple):
    """A case, and the stream as it was when the case began."""

    drive: "Drive"
    stream: ValueStream


class PageRehearsal(QObject):
    """Lead cases through the streams of a page."""

    def __init__(self, page: "DocumentPage", appearance: Appearance) -> None:
        """Make the view; the page puts it into its tabs and calls `connect_to_page` once it is whole."""
        super().__init__(page)
        self._page = page
        self.view = RehearsalView(appearance)
        self.define: Callable[..., Definition] = _definition_of
        """How a stream becomes a definition: through the format that is installed for it."""
        self._cases: dict[str, Rehearsed] = {}
        self._stream = ""
        self._job = LatestJob(self)

    def connect_to_page(self) -> None:
        """Join the parts of the page."""
        view, page = self.view, self._page
        view.begin_asked.connect(self.begin)
        view.chosen.connect(self._go_on)
        view.back_asked.connect(self._back)
        view.end_asked.connect(self._to_the_end)
        view.pointed.connect(page.canvas.point_at)
        view.jump_asked.connect(page.reveal)
        self._job.done.connect(self._take)
        self._job.failed.connect(lambda trouble: self._take(CannotExport(f"The case cannot go on: {trouble}")))
        self._job.slowed.connect(view.busy.show)
        self._job.rested.connect(view.busy.hide)
        unsubscribe = page.document.session.subscribe(self._follow)
        page.destroyed.connect(lambda *_: unsubscribe())

    def show_stream(self, stream_id: str) -> None:
        """Show the case of another stream."""
        self._job.cancel()
        self.view.set_busy(busy=False)
        self._stream = stream_id
        self._show()

    def ask(self) -> None:
        """Begin a case where there is none, and put the keyboard where it goes on."""
        if self._stream and self._stream not in self._cases:
            self.begin()
        self.view.take_focus()

    def begin(self) -> None:
        """Send a case through the stream as it is now."""
        from svs_designer.gui.rehearsal.drive import Drive

        page, stream_id = self._page, self._stream
        document, catalogue, define = page.document.session.document, page.catalogue, self.define
        stream = document.stream(stream_id)

        def work(_wanted: Callable[[], bool]) -> object:
            try:
                return Rehearsed(Drive(define(document, catalogue, stream_id)), stream)
            except CannotExport as refusal:
                return refusal

        self._run(work)

    def close(self) -> None:
        """Give up what runs."""
        self._job.close()

    def _go_on(self, answers: Mapping[str, bool]) -> None:
        case = self._cases.get(self._stream)
        if case is None or self._job.is_busy:
            return
        before = case.drive.standing()
        case.drive.go_on(answers)
        self._show(before)

    def _back(self) -> None:
        case = self._cases.get(self._stream)
        if case is not None and case.drive.answers:
            self._run(lambda _wanted: case._replace(drive=case.drive.back()))

    def _to_the_end(self) -> None:
        case = self._cases.get(self._stream)
        if case is not None:
            self._run(lambda _wanted: case._replace(drive=case.drive.to_the_end()))

    def _run(self, work: Callable[[Callable[[], bool]], object]) -> None:
        self.view.set_busy(busy=True)
        self._job.ask(work)

    def _take(self, made: object) -> None:
        self.view.set_busy(busy=False)
        if isinstance(made, CannotExport):
            self._cases.pop(self._stream, None)
            self._page.canvas.tokens.show_open((), "")
            self.view.show_refusal(made, self._page.document.session.document)
        elif isinstance(made, Rehearsed):
            self._cases[self._stream] = made
            self._show()
            self.view.take_focus()

    def _show(self, before: "Standing | None" = None) -> None:
        case = self._cases.get(self._stream)
        page = self._page
        if case is None:
            page.canvas.tokens.show_open((), "")
            self.view.show_nothing()
            return
        standing = case.drive.standing()
        wording = Wording.of(page.document.session.document, page.catalogue)
        self.view.show_standing(standing, _offers(standing, case.stream), wording)
        self.view.back.setEnabled(bool(case.drive.answers))
        self._show_changed()
        upcoming = standing.next.step if standing.next else _last_element(standing)
        along = _way(case.stream, before.next.step, upcoming) if before and before.next else ()
        page.canvas.tokens.show_open([item.step for item in standing.open] or [upcoming], upcoming, along)
        page.canvas.bring(upcoming)

    def _follow(self, _old: Document, _new: Document) -> None:
        self._show_changed()

    def _show_changed(self) -> None:
        case = self._cases.get(self._stream)
        streams = self._page.document.session.document.streams
        now = next((stream for stream in streams if stream.id == self._stream), None)
        self.view.show_changed(changed=case is not None and now is not case.stream)


def _definition_of(*args: object) -> "Definition":
    from svs_designer.running.definition import BadDefinition
    from svs_designer.running.opening import definition_of

    try:
        return definition_of(*args, rehearsed=True)  # type: ignore[arg-type]  # the arguments of `define`, as they come
    except BadDefinition as error:
        raise CannotExport(str(error)) from error


def _offers(standing: "Standing", stream: ValueStream) -> tuple[Offer, ...]:
    """Return the ways on in the words of the stream: the condition of the link, where it leads, and its share."""
    if standing.next is None or len(standing.ways) < 2:
        return (DONE,)
    return tuple(Offer(_words(way, standing.next.step, stream), way.answers, way.default) for way in standing.ways)


def _words(way: "Way", source: str, stream: ValueStream) -> str:
    link = stream.link(source, way.target)
    words = f"{link.when} → {element_name(stream, link.to)}" if link and link.when else way.title
    return words if way.share is None else f"{way.share * 100:.3g} % {words}"


def _last_element(standing: "Standing") -> str:
    """Return where a case that is over came to its end."""
    return standing.log[-1].element if standing.log else DEMAND


def _way(stream: ValueStream, source: str, target: str) -> tuple[LinkKey, ...]:
    """Return the links from one element to another: one, or two that lead through value."""
    if stream.link(source, target):
        return ((source, target),)
    if stream.link(source, VALUE) and stream.link(VALUE, target):
        return ((source, VALUE), (VALUE, target))
    return ()
