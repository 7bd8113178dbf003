"""Numbers as the ladder and the figures show them; a no-break space keeps a number with its sign."""

NO_BREAK = "\u00a0"


def percent(share: float) -> str:
    """Return a share as people read it: `61 %`, `7.7 %`, `<0.1 %`."""
    hundred = share * 100
    if 0 < hundred < 0.1:
        return f"<0.1{NO_BREAK}%"
    digits = f"{hundred:.1f}".removesuffix(".0") if abs(hundred) < 9.95 else f"{hundred:.0f}"
    return f"{digits}{NO_BREAK}%"


def number(value: float) -> str:
    """Return an average as people read it: `14.2`, `3`, `0.07`."""
    if value >= 99.95:
        return f"{value:,.0f}"
    return f"{value:.1f}".removesuffix(".0") if value >= 0.995 else f"{value:.2g}"


def visits(often: float) -> str:
    """Return how often something happens a case: `1.25`, `0.2`, `12`."""
    return f"{often:.2f}".rstrip("0").rstrip(".") if often < 10 else f"{often:.0f}"


def count(amount: int, word: str) -> str:
    """Return so many things: `1 step`, `3 steps`."""
    return f"{amount} {word}" if amount == 1 else f"{amount} {word}s"
