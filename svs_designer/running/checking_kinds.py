"""What each kind of task has to say for itself: checked when a definition is read."""

from collections.abc import Callable
from typing import Any

from svs_designer.running.definition import BadDefinition, Task
from svs_designer.running.expressions import check_expression, check_template
from svs_designer.running.shapes import check_span, listed, mapping, only, text
from svs_designer.running.stages import WITHIN

_STRATEGIES = ("one", "any", "all")
_BACKOFFS = frozenset({"constant", "linear", "exponential"})


def _check_set(task: Task, _use: dict[str, Any]) -> None:
    value = task.body["set"]
    if not isinstance(value, dict | str) or value == "":
        raise BadDefinition(f"{task.path}: set takes an object")
    if isinstance(value, str):
        check_expression(value, WITHIN | task.variables)
    check_template(value, WITHIN | task.variables)


def _check_switch(task: Task, _use: dict[str, Any]) -> None:
    cases = task.body["switch"]
    if not isinstance(cases, list) or not cases:
        raise BadDefinition(f"{task.path}: switch takes a list of cases")
    defaults = 0
    for place, item in enumerate(cases):
        here = f"{task.path}/switch/{place}"
        if not isinstance(item, dict) or len(item) != 1:
            raise BadDefinition(f"{here}: write one case as `- name: ...`")
        case = mapping(here, next(iter(item.values())))
        only(here, case, frozenset({"when", "then"}))
        if not isinstance(case.get("then"), str):
            raise BadDefinition(f"{here}: the case does not say where to go: give `then`")
        defaults += "when" not in case
        if "when" in case:
            check_expression(text(f"{here}/when", case["when"]), WITHIN | task.variables)
    if defaults > 1:
        raise BadDefinition(f"{task.path}: {defaults} cases have no `when`, and one is the most")


def _check_fork(task: Task, _use: dict[str, Any]) -> None:
    only(f"{task.path}/fork", task.body["fork"], frozenset({"branches", "compete"}))
    if not isinstance(task.body["fork"].get("compete", False), bool):
        raise BadDefinition(f"{task.path}/fork/compete: is true or false")


def _check_for(task: Task, _use: dict[str, Any]) -> None:
    loop = task.body["for"]
    only(f"{task.path}/for", loop, frozenset({"each", "in", "at"}))
    check_expression(text(f"{task.path}/for/in", loop.get("in")), WITHIN | task.variables)
    if "while" in task.body:
        inner = task.variables | {str(loop.get("each", "item")), str(loop.get("at", "index"))}
        check_expression(text(f"{task.path}/while", task.body["while"]), WITHIN | inner)


def _check_emit(task: Task, _use: dict[str, Any]) -> None:
    event = mapping(f"{task.path}/emit/event", mapping(f"{task.path}/emit", task.body["emit"]).get("event"))
    with_ = mapping(f"{task.path}/emit/event/with", event.get("with"))
    for name in ("source", "type"):
        if not isinstance(with_.get(name), str):
            raise BadDefinition(f"{task.path}/emit/event/with: an event needs its {name}")
    check_template(with_, WITHIN | task.variables)


def _check_listen(task: Task, _use: dict[str, Any]) -> None:
    listen = mapping(f"{task.path}/listen", task.body["listen"])
    only(f"{task.path}/listen", listen, frozenset({"to", "read"}))
    if listen.get("read", "data") not in ("data", "envelope", "raw"):
        raise BadDefinition(f"{task.path}/listen/read: is data, envelope or raw")
    to = mapping(f"{task.path}/listen/to", listen.get("to"))
    if len(to) != 1 or next(iter(to)) not in _STRATEGIES:
        raise BadDefinition(f"{task.path}/listen/to: takes one of {', '.join(_STRATEGIES)}")
    for each in [to["one"]] if "one" in to else listed(f"{task.path}/listen/to", next(iter(to.values()))):
        _check_filter(task, mapping(f"{task.path}/listen/to", each))
    if to.get("all") == []:
        raise BadDefinition(f"{task.path}/listen/to/all: name the events to wait for")


def _check_filter(task: Task, wanted: dict[str, Any]) -> None:
    here = f"{task.path}/listen/to"
    only(here, wanted, frozenset({"with", "correlate"}))
    check_template(mapping(f"{here}/with", wanted.get("with")), WITHIN | task.variables)
    for name, correlation in mapping(f"{here}/correlate", wanted.get("correlate") or {}).items():
        asked = mapping(f"{here}/correlate/{name}", correlation)
        check_expression(text(f"{here}/correlate/{name}/from", asked.get("from")), WITHIN | task.variables)
        check_template(asked.get("expect"), WITHIN | task.variables)


def _check_wait(task: Task, _use: dict[str, Any]) -> None:
    check_span(f"{task.path}/wait", task.body["wait"])


def _check_raise(task: Task, use: dict[str, Any]) -> None:
    error = mapping(f"{task.path}/raise", task.body["raise"]).get("error")
    if isinstance(error, str):
        known = mapping("use/errors", use.get("errors") or {})
        if error not in known:
            raise BadDefinition(f"{task.path}/raise: use/errors has no {error!r}")
        error = known[error]
    described = mapping(f"{task.path}/raise/error", error)
    if "type" not in described or "status" not in described:
        raise BadDefinition(f"{task.path}/raise/error: an error needs its type and its status")
    check_template(described, WITHIN | task.variables)


def _check_try(task: Task, use: dict[str, Any]) -> None:
    catch, here = task.body["catch"], f"{task.path}/catch"
    only(here, catch, frozenset({"errors", "as", "when", "exceptWhen", "retry", "do"}))
    inner = WITHIN | task.variables | {str(catch.get("as", "error"))}
    mapping(f"{here}/errors/with", mapping(f"{here}/errors", catch.get("errors") or {}).get("with") or {})
    policies = [catch]
    if "retry" in catch:
        policies.append(_retry(f"{here}/retry", catch["retry"], use))
    for policy in policies:
        for name in ("when", "exceptWhen"):
            if name in policy:
                check_expression(text(f"{here}/{name}", policy[name]), inner)


def _retry(path: str, retry: Any, use: dict[str, Any]) -> dict[str, Any]:
    if isinstance(retry, str):
        known = mapping("use/retries", use.get("retries") or {})
        if retry not in known:
            raise BadDefinition(f"{path}: use/retries has no {retry!r}")
        retry = known[retry]
    policy = mapping(path, retry)
    only(path, policy, frozenset({"when", "exceptWhen", "delay", "limit", "backoff"}))
    if "delay" in policy:
        check_span(f"{path}/delay", policy["delay"])
    limit = mapping(f"{path}/limit", policy.get("limit") or {})
    only(f"{path}/limit", limit, frozenset({"attempt", "duration"}))
    if "duration" in limit:
        check_span(f"{path}/limit/duration", limit["duration"])
    attempt = mapping(f"{path}/limit/attempt", limit.get("attempt") or {})
    only(f"{path}/limit/attempt", attempt, frozenset({"count"}))
    count = attempt.get("count", 0)
    if isinstance(count, bool) or not isinstance(count, int) or count < 0:
        raise BadDefinition(f"{path}/limit/attempt/count: {count!r} is no number of attempts")
    only(f"{path}/backoff", mapping(f"{path}/backoff", policy.get("backoff") or {}), _BACKOFFS)
    return policy


def _check_do(_task: Task, _use: dict[str, Any]) -> None:
    """Say nothing: the tasks within were checked as its parts."""


KIND_CHECKS: dict[str, Callable[[Task, dict[str, Any]], None]] = {
    "set": _check_set,
    "switch": _check_switch,
    "fork": _check_fork,
    "for": _check_for,
    "emit": _check_emit,
    "listen": _check_listen,
    "wait": _check_wait,
    "raise": _check_raise,
    "try": _check_try,
    "do": _check_do,
}
