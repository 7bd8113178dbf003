"""Checking a definition when it is read: tasks are of known kinds, jumps arrive, expressions compile."""

from typing import Any

from svs_designer.running.checking_kinds import KIND_CHECKS
from svs_designer.running.definition import DIRECTIVES, DSL_VERSIONS, KINDS, BadDefinition, Definition, Task
from svs_designer.running.expressions import BadExpression, check_expression, check_template, checked_together
from svs_designer.running.shapes import check_span, mapping, only, text
from svs_designer.running.spans import BadSpan
from svs_designer.running.stages import BEFORE, EXPORTING, LEAVING, WORKFLOW_IN, WORKFLOW_OUT

MOST_DEEP = 40
_COMMON = frozenset({"if", "input", "output", "export", "timeout", "then", "metadata"})
_FIELDS = {kind: _COMMON | {kind} for kind in KINDS}
_FIELDS["for"] |= {"do", "while"}
_FIELDS["try"] |= {"catch"}
_TOP = frozenset({"document", "input", "use", "do", "timeout", "output", "evaluate"})
_USE = frozenset({"timeouts", "errors", "retries", "functions", "authentications", "catalogs"})


def checked(source: Any) -> Definition:
    """Return the definition with its tasks in place; raise BadDefinition."""
    try:
        with checked_together():
            return _checked(source)
    except BadExpression:
        pass  # now one by one, which names the place
    try:
        return _checked(source)
    except BadExpression as error:
        raise BadDefinition(f"the workflow: {error}") from error


def _checked(source: Any) -> Definition:
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
    only("the workflow", source, _TOP)
    if "do" not in source:
        raise BadDefinition("the workflow has no `do`: there is nothing to run")
    only("use", mapping("use", source.get("use") or {}), _USE)
    evaluate = mapping("evaluate", source.get("evaluate") or {})
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
    mapping(path, body)
    kind = next((each for each in KINDS if each in body), None)
    if kind is None:
        what = next((each for each in body if each not in _COMMON), "nothing")
        raise BadDefinition(f"{path}: a task that does {what!r} is not known here; known are {', '.join(KINDS)}")
    only(path, body, _FIELDS[kind])
    task = Task(name, path, kind, body, _parts(kind, body, path, variables, use), variables)
    try:
        if "if" in body:
            check_expression(text(f"{path}/if", body["if"]), BEFORE | variables)
        _check_data(path, body, (BEFORE, LEAVING, EXPORTING), variables)
        _check_timeout(task, use)
        KIND_CHECKS[kind](task, use)
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
        fork = mapping(f"{path}/fork", body["fork"])
        return {"branches": _tasks(fork.get("branches"), f"{path}/fork/branches", variables, use)}
    if kind == "for":
        loop = mapping(f"{path}/for", body["for"])
        inner = variables | {str(loop.get("each", "item")), str(loop.get("at", "index"))}
        return {"do": _tasks(body.get("do"), f"{path}/do", inner, use)}
    if kind == "try":
        catch = mapping(f"{path}/catch", body.get("catch"))
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
        asked = mapping(f"{path}/{name}", body[name])
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
        known = mapping("use/timeouts", use.get("timeouts") or {})
        if timeout not in known:
            raise BadDefinition(f"{task.path}/timeout: use/timeouts has no {timeout!r}")
        timeout = known[timeout]
    check_span(f"{task.path}/timeout", mapping(f"{task.path}/timeout", timeout).get("after"))
