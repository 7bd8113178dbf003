"""How times are said."""


def time_text(seconds: float, *, day: float = 86400.0) -> str:
    """Return a time as people read it: `40 s`, `12 min`, `3 h 53 min`, `2.5 d`; `day` is a day's length in seconds."""
    if seconds < 60:
        return f"{_short(seconds)} s" if seconds else "0 min"
    if seconds < 599.5:
        return f"{_short(seconds / 60)} min"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    if seconds < 2 * day and minutes < 48 * 60:
        hours, rest = divmod(minutes, 60)
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    return f"{_short(seconds / day)} d"


def _short(number: float) -> str:
    return f"{number:.0f}" if number >= 99.95 else f"{number:.1f}".removesuffix(".0")
