"""The styles of one picture: each kind of line, fill and type becomes one short class."""

from svs_designer.drawing.theme import Theme

FAMILY = "'SVS Inter',Inter,'Segoe UI','Helvetica Neue',Arial,sans-serif"


class Styles:
    """Hand out class names and remember what they mean."""

    def __init__(self, theme: Theme) -> None:
        """Begin without a class."""
        self._theme = theme
        self._names: dict[tuple[object, ...], str] = {}
        self._rules: list[str] = []

    def shape(self, fill: str, stroke: str, line: float, *, dashed: bool = False) -> str:
        """Return the class of a shape; empty roles draw nothing."""
        key = (fill, stroke, line, dashed)
        return self._names.get(key) or self._new(key, self._shape_rule(fill, stroke, line, dashed=dashed))

    def type(self, size: float, weight: int, colour: str, anchor: str) -> str:
        """Return the class of a line of text."""
        key = (size, weight, colour, anchor)
        return self._names.get(key) or self._new(key, self._type_rule(size, weight, colour, anchor))

    def sheet(self) -> str:
        """Return the style sheet, in the order of first use."""
        return f"text{{font-family:{FAMILY};font-kerning:none;white-space:pre}}" + "".join(self._rules)

    def _new(self, key: tuple[object, ...], rule: str) -> str:
        name = _name(len(self._names))
        self._names[key] = name
        self._rules.append(f".{name}{{{rule}}}")
        return name

    def _shape_rule(self, fill: str, stroke: str, line: float, *, dashed: bool) -> str:
        rule = f"fill:{self._theme.colour(fill) if fill else 'none'}"
        if stroke:
            rule += f";stroke:{self._theme.colour(stroke)};stroke-width:{line:g}"
            rule += ";stroke-linejoin:round" + (";stroke-dasharray:6 4" if dashed else ";stroke-linecap:round")
        return rule

    def _type_rule(self, size: float, weight: int, colour: str, anchor: str) -> str:
        rule = f"font-size:{size:g}px;fill:{self._theme.colour(colour)}"
        if weight != 400:
            rule += f";font-weight:{weight}"
        return rule if anchor == "start" else f"{rule};text-anchor:{anchor}"


def _name(index: int) -> str:
    """Return a, b, ... z, a1, b1, ..."""
    turn, letter = divmod(index, 26)
    return chr(ord("a") + letter) + (str(turn) if turn else "")
