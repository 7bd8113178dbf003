"""SVG: a page as plain shapes and text that browsers, Inkscape and Word open."""

from svs_designer.formats.svg.writer import write_svg

__all__ = ["write_svg"]
