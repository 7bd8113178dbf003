"""Whether a `try` catches an error, and whether it tries again."""

from typing import TYPE_CHECKING, Any

from svs_designer.running.case import Frame, as_time
from svs_designer.running.spans import span_seconds

if TYPE_CHECKING:
    from svs_designer.running.machine import Turn

MOST_ATTEMPTS = 100
"""How often is tried again where a definition sets no limit."""


def caught(turn: "Turn", frame: Frame, error: dict[str, Any]) -> bool:
    """Go on in a `try` whose task raised an error; return False where it is none of its errors.

    The tasks of `catch.do` come after the last retry.
    """
    catch = turn.task(frame).body["catch"]
    if not _is_wanted(turn, frame, catch, error):
        return False
    turn.close_below(frame)
    policy = _policy(turn, catch)
    if policy is not None and _tries_again(turn, frame, policy, catch, error):
        _again(turn, frame, policy)
        return True
    if "do" in catch:
        frame.variables = {catch.get("as", "error"): error}
        turn.open_within(frame, "catch", 0, frame.input)
        return True
    if policy is not None:
        return False
    turn.leave(frame, frame.input)
    return True


def _is_wanted(turn: "Turn", frame: Frame, catch: dict[str, Any], error: dict[str, Any]) -> bool:
    wanted = (catch.get("errors") or {}).get("with") or {}
    if any(error.get(name) != value for name, value in wanted.items()):
        return False
    return _allows(turn, frame, catch, catch, error)


def _allows(turn: "Turn", frame: Frame, policy: dict[str, Any], catch: dict[str, Any], error: dict[str, Any]) -> bool:
    frame.variables = {catch.get("as", "error"): error}
    try:
        if "when" in policy and not turn.holds(frame, policy["when"], frame.input):
            return False
        return "exceptWhen" not in policy or not turn.holds(frame, policy["exceptWhen"], frame.input)
    finally:
        frame.variables = {}


def _policy(turn: "Turn", catch: dict[str, Any]) -> dict[str, Any] | None:
    retry = catch.get("retry")
    return turn.definition.reusable("retries", retry) if isinstance(retry, str) else retry


def _tries_again(
    turn: "Turn", frame: Frame, policy: dict[str, Any], catch: dict[str, Any], error: dict[str, Any]
) -> bool:
    limit = policy.get("limit") or {}
    if frame.rounds >= (limit.get("attempt") or {}).get("count", MOST_ATTEMPTS):
        return False
    if "duration" in limit:
        passed = (turn.now - as_time(frame.started)).total_seconds()
        if passed + _delay(frame.rounds + 1, policy) > span_seconds(limit["duration"]):
            return False
    return _allows(turn, frame, policy, catch, error)


def _again(turn: "Turn", frame: Frame, policy: dict[str, Any]) -> None:
    frame.rounds += 1
    seconds = _delay(frame.rounds, policy)
    if seconds:
        turn.start_timer(frame, "retry", seconds)
    else:
        turn.open_within(frame, "try", 0, frame.input)


def _delay(attempt: int, policy: dict[str, Any]) -> float:
    """Return how long to wait before an attempt, counted from 1; it grows as the backoff says."""
    delay = span_seconds(policy["delay"]) if "delay" in policy else 0.0
    backoff = policy.get("backoff") or {}
    if "exponential" in backoff:
        return min(delay * 2.0 ** (attempt - 1), 86400.0 * 365)
    return delay * attempt if "linear" in backoff else delay
