"""What goes wrong while a case runs: errors as Open Workflow describes them, after RFC 7807."""

from typing import Any

_STANDARD = "https://serverlessworkflow.io/spec/1.0.0/errors/"
CONFIGURATION, VALIDATION, EXPRESSION = f"{_STANDARD}configuration", f"{_STANDARD}validation", f"{_STANDARD}expression"
TIMEOUT, RUNTIME = f"{_STANDARD}timeout", f"{_STANDARD}runtime"
STATUS = {CONFIGURATION: 400, VALIDATION: 400, EXPRESSION: 400, TIMEOUT: 408, RUNTIME: 500}


class Fault(Exception):
    """An error that a task raised; `error` holds type, status, title, detail and instance, as far as they are known."""

    def __init__(self, error: dict[str, Any]) -> None:
        """Take the error as the definition, or a standard type, describes it."""
        super().__init__(error.get("detail") or error.get("title") or error["type"])
        self.error = error


def standard(kind: str, detail: str) -> Fault:
    """Return a fault of one of the standard types."""
    return Fault({"type": kind, "status": STATUS[kind], "title": kind.rpartition("/")[2], "detail": detail})


def in_words(error: dict[str, Any]) -> str:
    """Return an error for people: what it says, and which task it comes from."""
    said = error.get("detail") or error.get("title") or error.get("type")
    return f"{said} ({error['type']}, at {error.get('instance', '/')})"
