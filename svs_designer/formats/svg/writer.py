"""Writing a page as SVG: plain text elements, short classes, a group with a title for every element of the stream."""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape

from svs_designer.drawing.icons import icon_paths
from svs_designer.drawing.marks import Icon
from svs_designer.drawing.page import Page, PagePart
from svs_designer.drawing.text import plain
from svs_designer.drawing.theme import Theme
from svs_designer.formats.svg.elements import Elements
from svs_designer.formats.svg.numbers import number
from svs_designer.formats.svg.styles import Styles


def write_svg(page: Page, theme: Theme) -> str:
    """Return the page as an SVG 1.1 document; the same page and theme always give the same text."""
    styles = Styles(theme)
    ground = styles.shape("canvas", "", 0)
    write = Elements(styles)
    groups = "\n".join(_group(part, write) for part in page.parts)
    width, height = number(page.size.width), number(page.size.height)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" '
        'aria-labelledby="page_name page_about">\n'
        f'<title id="page_name">{escape(plain(page.title))}</title>\n'
        f'<desc id="page_about">{escape(plain(page.description))}</desc>\n'
        f"<style>{styles.sheet()}</style>\n"
        f"<defs>{''.join(_icons(page))}</defs>\n"
        f'<rect class="{ground}" width="{width}" height="{height}"/>\n'
        f"{groups}\n</svg>\n"
    )


def _group(part: PagePart, write: Elements) -> str:
    """Write one part; an id of the stream keeps its name in the picture, so that a page can be compared or linked."""
    title = f"<title>{escape(part.spoken)}</title>" if part.spoken else ""
    drawn = "".join(map(write, part.marks))
    at = f' transform="translate({number(part.at.x)} {number(part.at.y)})"' if part.at != (0, 0) else ""
    return f'<g id="{part.key}"{at}>{title}{drawn}</g>'


def _icons(page: Page) -> Iterator[str]:
    names = {mark.name for part in page.parts for mark in part.marks if isinstance(mark, Icon)}
    for name in sorted(names):
        data = "".join(icon_paths(name))
        yield f'<path id="icon_{re.sub(r"[^a-z0-9-]", "", name)}" d="{_compact(data)}"/>'


def _compact(data: str) -> str:
    return re.sub(r" ?([A-Z]) ?", r"\1", data)
