"""The shapes that parts of a definition have: what is of another is refused with its place."""

from typing import Any

from svs_designer.running.definition import BadDefinition
from svs_designer.running.spans import BadSpan, span_seconds


def mapping(path: str, value: Any) -> dict[str, Any]:
    """Return a value that is an object with named fields; raise BadDefinition."""
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise BadDefinition(f"{path}: an object with named fields is expected, not {value!r:.60}")
    return value


def listed(path: str, value: Any) -> list[Any]:
    """Return a value that is a list; raise BadDefinition."""
    if not isinstance(value, list):
        raise BadDefinition(f"{path}: a list is expected, not {value!r:.60}")
    return value


def text(path: str, value: Any) -> str:
    """Return a value that is text; raise BadDefinition."""
    if not isinstance(value, str):
        raise BadDefinition(f"{path}: an expression is expected, not {value!r:.60}")
    return value


def check_span(path: str, value: Any) -> None:
    """Raise BadDefinition for what is no duration."""
    try:
        span_seconds(value)
    except BadSpan as error:
        raise BadDefinition(f"{path}: {error}") from error


def only(path: str, value: dict[str, Any], known: frozenset[str]) -> None:
    """Raise BadDefinition for a field that is not among the known ones: ignored, it would be missed in a run."""
    for name in value:
        if name not in known:
            raise BadDefinition(f"{path}: this runner does not know {name!r} here; it knows {', '.join(sorted(known))}")
