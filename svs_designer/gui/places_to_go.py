"""What the command palette finds beside commands: streams, documents and files to go to."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from svs_designer.gui.commands import Command

if TYPE_CHECKING:
    from svs_designer.gui.main_window import MainWindow


def places_to_go(window: "MainWindow") -> Iterator[Command]:
    """Return a command for each stream of the document in front, each open document and each recent file."""
    if window.has_page():
        page = window.page
        for stream in window.current.session.document.streams:
            yield _go(
                f"stream.{stream.id}", f"Go to stream {stream.label}", partial(page.show_stream, stream.id), "stream"
            )
    for document in window.documents:
        yield _go(
            f"document.{document.key}",
            f"Go to document {document.name}",
            partial(window.bring_forward, document),
            "file",
        )
    for path in window.settings.recent_files:
        if path.exists():
            yield _go(f"file.{path}", f"Open {path.name}", partial(window.files.open, [path]), "open", str(path.parent))


def _go(place: str, text: str, run: partial[None], icon: str, tip: str = "") -> Command:
    return Command(f"go.{place}", text.replace("&", "&&"), run, icon=icon, tip=tip)
