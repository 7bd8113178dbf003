"""Checking a definition when it is read: tasks are of known kinds, jumps arrive, expressions compile."""

from collections.abc import Callable
from typing import Any

from svs_designer.running.definition import DIRECTIVES, DSL_VERSIONS, KINDS, BadDefinition, Definition, Task
from svs_designer.running.expressions import BadExpression, check_expression, check_template
from svs_designer.running.spans import BadSpan, span_seconds
from svs_designer.running.stages import BEFORE, EXPORTING, LEAVING, WITHIN, WORKFLOW_IN, WORKFLOW_OUT

MOST_DEEP = 40
_COMMON = frozenset({"if", "input", "output", "export", "timeout", "then", "metadata"})
_FIELDS = {kind: _COMMON | {kind} for kind in KINDS}
_FIELDS["for"] |= {"do", "while"}
_FIELDS["try"] |= {"catch"}
_TOP = frozenset({"document", "input", "use", "do", "timeout", "output", "evaluate"})
_USE = frozenset({"timeouts", "errors", "retries", "functions", "authentications", "catalogs"})
_EVENT_FIELDS = ("one", "any", "all")


def checked(source: Any) -> Definition:
    """Return the definition with its tasks in place; raise BadDefinition."""
    _check_frame(source)
    use = source.get("use") or {}
    root = Task("", "", "do", source, {"do": _tasks(source["do"], "/do", frozenset(), use)})
    _check_data("", source, (WORKFLOW_IN, WORKFLOW_OUT, None), frozenset())
    _check_timeout(root, use)
    return Definition(source, root)


def _check_frame(source: Any) -> None:
    if not isinstance(source, dict) or not isinstance(source.get("document"), dict):
        raise BadDefinition("it has no `document`: this is no Open Workflow definition")
    document = source["document"]
    if document.get("dsl") not in DSL_VERSIONS:
        raise BadDefinition(f"document/dsl is {document.get('dsl')!r}: this runner knows {', '.join(DSL_VERSIONS)}")
    for name in ("namespace", "name", "version"):
        if not isinstance(document.get(name), str) or not document[name]:
            raise BadDefinition(f"document/{name} is missing: give it as text")
    _only("the workflow", source, _TOP)
    if "do" not in source:
        raise BadDefinition("the workflow has no `do`: there is nothing to run")
    _only("use", _mapping("use", source.get("use") or {}), _USE)
    evaluate = _mapping("evaluate", source.get("evaluate") or {})
    if evaluate.get("language", "jq") != "jq" or evaluate.get("mode", "strict") != "strict":
        raise BadDefinition("evaluate asks for another language than strict jq, the only one this runner speaks")


def _tasks(listed: Any, path: str, variables: frozenset[str], use: dict[str, Any]) -> tuple[Task, ...]:
    if path.count("/") > MOST_DEEP * 2:
        raise BadDefinition(f"{path}: tasks lie more than {MOST_DEEP} deep in each other")
    if not isinstance(listed, list) or not listed:
        raise BadDefinition(f"{path}: write a list of tasks, each as `- name: ...`")
    tasks: list[Task] = []
    names: set[str] = set()
    for place, item in enumerate(listed):
        if not isinstance(item, dict) or len(item) != 1 or not all(isinstance(name, str) for name in item):
            raise BadDefinition(f"{path}/{place}: write one task as `- name: ...`")
        ((name, body),) = item.items()
        here = f"{path}/{place}/{escaped(name)}"
        if name in names or name in DIRECTIVES:
            why = "stands twice in its list" if name in names else "is a word that `then` keeps for itself"
            raise BadDefinition(f"{here}: the name {name!r} {why}; jumps could not tell")
        names.add(name)
        tasks.append(_task(name, body, here, variables, use))
    _check_jumps(tasks, alone=path.endswith("/fork/branches"))
    return tuple(tasks)


def escaped(name: str) -> str:
    """Return a name as a JSON pointer writes it."""
    return name.replace("~", "~0").replace("/", "~1")


def _task(name: str, body: Any, path: str, variables: frozenset[str], use: dict[str, Any]) -> Task:
    _mapping(path, body)
    kind = next((each for each in KINDS if each in body), None)
    if kind is None:
        what = next((each for each in body if each not in _COMMON), "nothing")
        raise BadDefinition(f"{path}: a task that does {what!r} is not known here; known are {', '.join(KINDS)}")
    _only(path, body, _FIELDS[kind])
    task = Task(name, path, kind, body, _parts(kind, body, path, variables, use), variables)
    try:
        if "if" in body:
            check_expression(_text(f"{path}/if", body["if"]), BEFORE | variables)
        _check_data(path, body, (BEFORE, LEAVING, EXPORTING), variables)
        _check_timeout(task, use)
        _KIND_CHECKS[kind](task, use)
    except (BadExpression, BadSpan) as error:
        raise BadDefinition(f"{path}: {error}") from error
    return task


def _parts(
    kind: str, body: dict[str, Any], path: str, variables: frozenset[str], use: dict[str, Any]
) -> dict[str, tuple[Task, ...]]:
    """Return the tasks within a task; each part sees the variables that the task gives it."""
    if kind == "do":
        return {"do": _tasks(body["do"], f"{path}/do", variables, use)}
    if kind == "fork":
        fork = _mapping(f"{path}/fork", body["fork"])
        return {"branches": _tasks(fork.get("branches"), f"{path}/fork/branches", variables, use)}
    if kind == "for":
        loop = _mapping(f"{path}/for", body["for"])
        inner = variables | {str(loop.get("each", "item")), str(loop.get("at", "index"))}
        return {"do": _tasks(body.get("do"), f"{path}/do", inner, use)}
    if kind == "try":
        catch = _mapping(f"{path}/catch", body.get("catch"))
        parts = {"try": _tasks(body["try"], f"{path}/try", variables, use)}
        if "do" in catch:
            inner = variables | {str(catch.get("as", "error"))}
            parts["catch"] = _tasks(catch["do"], f"{path}/catch/do", inner, use)
        return parts
    return {}


def _check_jumps(tasks: list[Task], *, alone: bool) -> None:
    known = {task.name for task in tasks} if not alone else set()
    for task in tasks:
        cases = task.body["switch"] if task.kind == "switch" else []
        thens = [next(iter(case.values())).get("then") for case in cases]
        for then in [*thens, task.body.get("then", "continue")]:
            if isinstance(then, str) and (then in DIRECTIVES or then in known):
                continue
            where = "a branch of a fork can only continue, exit or end" if alone else "there is no such task beside it"
            raise BadDefinition(f"{task.path}: it jumps to {then!r}, and {where}")


def _check_data(
    path: str,
    body: dict[str, Any],
    stages: tuple[frozenset[str], frozenset[str], frozenset[str] | None],
    variables: frozenset[str],
) -> None:
    for name, word, stage in zip(("input", "output", "export"), ("from", "as", "as"), stages, strict=True):
        if name not in body or stage is None:
            continue
        asked = _mapping(f"{path}/{name}", body[name])
        if word not in asked:
            continue
        try:
            if isinstance(asked[word], str):
                check_expression(asked[word], stage | variables)
            else:
                check_template(asked[word], stage | variables)
        except BadExpression as error:
            raise BadDefinition(f"{path}/{name}/{word}: {error}") from error


def _check_timeout(task: Task, use: dict[str, Any]) -> None:
    timeout = task.body.get("timeout")
    if timeout is None:
        return
    if isinstance(timeout, str):
        known = _mapping("use/timeouts", use.get("timeouts") or {})
        if timeout not in known:
            raise BadDefinition(f"{task.path}/timeout: use/timeouts has no {timeout!r}")
        timeout = known[timeout]
    _span(f"{task.path}/timeout", _mapping(f"{task.path}/timeout", timeout).get("after"))


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
        case = _mapping(here, next(iter(item.values())))
        _only(here, case, frozenset({"when", "then"}))
        if not isinstance(case.get("then"), str):
            raise BadDefinition(f"{here}: the case does not say where to go: give `then`")
        defaults += "when" not in case
        if "when" in case:
            check_expression(_text(f"{here}/when", case["when"]), WITHIN | task.variables)
    if defaults > 1:
        raise BadDefinition(f"{task.path}: {defaults} cases have no `when`, and one is the most")


def _check_fork(task: Task, _use: dict[str, Any]) -> None:
    _only(f"{task.path}/fork", task.body["fork"], frozenset({"branches", "compete"}))
    if not isinstance(task.body["fork"].get("compete", False), bool):
        raise BadDefinition(f"{task.path}/fork/compete: is true or false")


def _check_for(task: Task, _use: dict[str, Any]) -> None:
    loop = task.body["for"]
    _only(f"{task.path}/for", loop, frozenset({"each", "in", "at"}))
    check_expression(_text(f"{task.path}/for/in", loop.get("in")), WITHIN | task.variables)
    if "while" in task.body:
        inner = task.variables | {str(loop.get("each", "item")), str(loop.get("at", "index"))}
        check_expression(_text(f"{task.path}/while", task.body["while"]), WITHIN | inner)


def _check_emit(task: Task, _use: dict[str, Any]) -> None:
    event = _mapping(f"{task.path}/emit/event", _mapping(f"{task.path}/emit", task.body["emit"]).get("event"))
    with_ = _mapping(f"{task.path}/emit/event/with", event.get("with"))
    for name in ("source", "type"):
        if not isinstance(with_.get(name), str):
            raise BadDefinition(f"{task.path}/emit/event/with: an event needs its {name}")
    check_template(with_, WITHIN | task.variables)


def _check_listen(task: Task, _use: dict[str, Any]) -> None:
    listen = _mapping(f"{task.path}/listen", task.body["listen"])
    _only(f"{task.path}/listen", listen, frozenset({"to", "read"}))
    if listen.get("read", "data") not in ("data", "envelope", "raw"):
        raise BadDefinition(f"{task.path}/listen/read: is data, envelope or raw")
    to = _mapping(f"{task.path}/listen/to", listen.get("to"))
    if len(to) != 1 or next(iter(to)) not in _EVENT_FIELDS:
        raise BadDefinition(f"{task.path}/listen/to: takes one of {', '.join(_EVENT_FIELDS)}")
    for each in [to["one"]] if "one" in to else _list(f"{task.path}/listen/to", next(iter(to.values()))):
        _check_filter(task, _mapping(f"{task.path}/listen/to", each))
    if to.get("all") == []:
        raise BadDefinition(f"{task.path}/listen/to/all: name the events to wait for")


def _check_filter(task: Task, wanted: dict[str, Any]) -> None:
    here = f"{task.path}/listen/to"
    _only(here, wanted, frozenset({"with", "correlate"}))
    check_template(_mapping(f"{here}/with", wanted.get("with")), WITHIN | task.variables)
    for name, correlation in _mapping(f"{here}/correlate", wanted.get("correlate") or {}).items():
        asked = _mapping(f"{here}/correlate/{name}", correlation)
        check_expression(_text(f"{here}/correlate/{name}/from", asked.get("from")), WITHIN | task.variables)
        check_template(asked.get("expect"), WITHIN | task.variables)


def _check_wait(task: Task, _use: dict[str, Any]) -> None:
    _span(f"{task.path}/wait", task.body["wait"])


def _check_raise(task: Task, use: dict[str, Any]) -> None:
    error = _mapping(f"{task.path}/raise", task.body["raise"]).get("error")
    if isinstance(error, str):
        known = _mapping("use/errors", use.get("errors") or {})
        if error not in known:
            raise BadDefinition(f"{task.path}/raise: use/errors has no {error!r}")
        error = known[error]
    described = _mapping(f"{task.path}/raise/error", error)
    if "type" not in described or "status" not in described:
        raise BadDefinition(f"{task.path}/raise/error: an error needs its type and its status")
    check_template(described, WITHIN | task.variables)


def _check_try(task: Task, use: dict[str, Any]) -> None:
    catch, here = task.body["catch"], f"{task.path}/catch"
    _only(here, catch, frozenset({"errors", "as", "when", "exceptWhen", "retry", "do"}))
    inner = WITHIN | task.variables | {str(catch.get("as", "error"))}
    _mapping(f"{here}/errors/with", _mapping(f"{here}/errors", catch.get("errors") or {}).get("with") or {})
    policies = [catch]
    if "retry" in catch:
        policies.append(_retry(f"{here}/retry", catch["retry"], use))
    for policy in policies:
        for name in ("when", "exceptWhen"):
            if name in policy:
                check_expression(_text(f"{here}/{name}", policy[name]), inner)


def _retry(path: str, retry: Any, use: dict[str, Any]) -> dict[str, Any]:
    if isinstance(retry, str):
        known = _mapping("use/retries", use.get("retries") or {})
        if retry not in known:
            raise BadDefinition(f"{path}: use/retries has no {retry!r}")
        retry = known[retry]
    policy = _mapping(path, retry)
    _only(path, policy, frozenset({"when", "exceptWhen", "delay", "limit", "backoff"}))
    if "delay" in policy:
        _span(f"{path}/delay", policy["delay"])
    limit = _mapping(f"{path}/limit", policy.get("limit") or {})
    _only(f"{path}/limit", limit, frozenset({"attempt", "duration"}))
    if "duration" in limit:
        _span(f"{path}/limit/duration", limit["duration"])
    attempt = _mapping(f"{path}/limit/attempt", limit.get("attempt") or {})
    _only(f"{path}/limit/attempt", attempt, frozenset({"count"}))
    count = attempt.get("count", 0)
    if isinstance(count, bool) or not isinstance(count, int) or count < 0:
        raise BadDefinition(f"{path}/limit/attempt/count: {count!r} is no number of attempts")
    _only(f"{path}/backoff", _mapping(f"{path}/backoff", policy.get("backoff") or {}), _BACKOFFS)
    return policy


_BACKOFFS = frozenset({"constant", "linear", "exponential"})


def _check_do(_task: Task, _use: dict[str, Any]) -> None:
    """Say nothing: the tasks within were checked as its parts."""


_KIND_CHECKS: dict[str, Callable[[Task, dict[str, Any]], None]] = {
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


def _mapping(path: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise BadDefinition(f"{path}: an object with named fields is expected, not {value!r:.60}")
    return value


def _list(path: str, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise BadDefinition(f"{path}: a list is expected, not {value!r:.60}")
    return value


def _text(path: str, value: Any) -> str:
    if not isinstance(value, str):
        raise BadDefinition(f"{path}: an expression is expected, not {value!r:.60}")
    return value


def _span(path: str, value: Any) -> None:
    try:
        span_seconds(value)
    except BadSpan as error:
        raise BadDefinition(f"{path}: {error}") from error


def _only(path: str, value: dict[str, Any], known: frozenset[str]) -> None:
    for name in value:
        if name not in known:
            raise BadDefinition(f"{path}: this runner does not know {name!r} here; it knows {', '.join(sorted(known))}")
