"""Numbers as SVG writes them: at most two decimals, nothing that says nothing."""

from functools import lru_cache


@lru_cache(maxsize=65536)
def number(value: float) -> str:
    """Return a length: 12, 0.5, 103.25."""
    whole = round(value)
    if abs(value - whole) < 0.005:
        return str(whole)
    return f"{value:.2f}".rstrip("0")
