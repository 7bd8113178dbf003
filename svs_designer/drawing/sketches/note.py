"""A note: a calm sticky with its text, and the name of what it is about."""

from svs_designer.drawing.figures import FigureKind, Sketch
from svs_designer.drawing.geometry import Size
from svs_designer.drawing.marks import Mark, Rectangle, Words
from svs_designer.drawing.text import fit, plain, width, wrap
from svs_designer.model.stream import Annotation

EMPTY_NOTE = "Write a note"
WIDTH = 176.0
_PADDING = 12.0
_LINE = 16.0
_MOST_LINES = 12


def note(annotation: Annotation, about: str = "") -> Sketch:
    """Draw a note; `about` is what people read for the element it speaks of."""
    room = WIDTH - 2 * _PADDING
    lines = wrap(annotation.text, room, _MOST_LINES, 12)
    ink = "on-note" if lines else "on-note-dim"
    shown = lines or (EMPTY_NOTE,)
    height = 2 * _PADDING + _LINE * len(shown) + (_LINE + 2 if about else 0)
    marks: list[Mark] = [Rectangle(0, 0, WIDTH, -(-height // 8) * 8, 6, "note", "note-line")]
    y = _PADDING
    if about:
        subject = fit(about, room, 11, 500)
        marks.append(Words(_PADDING, y + 9, subject, 11, 500, "on-note-dim", "start", width(subject, 11, 500)))
        y += _LINE + 2
    marks += [
        Words(_PADDING, y + 12 + index * _LINE, line, 12, 400, ink, "start", width(line, 12))
        for index, line in enumerate(shown)
    ]
    text = plain(annotation.text)
    spoken = f"Note{f' on {about}' if about else ''}: {text or 'empty'}"
    return Sketch(FigureKind.NOTE, Size(WIDTH, -(-height // 8) * 8), tuple(marks), "note", text or EMPTY_NOTE, spoken)
