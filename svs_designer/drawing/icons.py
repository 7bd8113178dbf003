"""The icons as path data: strokes of 1.6 on a 24 x 24 grid, from resources/icons."""

import re
from functools import cache

from svs_designer.resource_files import resource

ICON_GRID, ICON_LINE = 24.0, 1.6
_PATH = re.compile(r'\sd="([^"]+)"')


@cache
def icon_paths(name: str) -> tuple[str, ...]:
    """Return the path data of an icon (upper case commands M L H V C A Z); empty for a name without an icon."""
    file = resource("icons", f"{name}.svg")
    return tuple(_PATH.findall(file.read_text("utf-8"))) if file.is_file() else ()
