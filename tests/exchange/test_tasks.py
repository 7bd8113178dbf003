"""A stream as tasks: what each waits for, where gates stand, and what people are asked."""

from svs_designer.exchange.tasks import AllTasks, AnyTask, Task, TaskKind, tasks_of
from svs_designer.model.stream import ValueStream
from tests.analysis.flows import a_flow


def by_id(stream: ValueStream, most: int = 2) -> dict[str, Task]:
    return {task.id: task for task in tasks_of(stream, most).tasks}


def test_a_row_needs_one_after_the_other() -> None:
    tasks = by_id(a_flow("demand > a", "a > value"))

    assert [(task.kind.value, task.needs) for task in tasks.values()] == [
        ("demand", None), ("step", "demand"), ("value", "a"),
    ]  # fmt: skip


def test_the_only_way_into_a_step_is_asked_by_the_step_itself() -> None:
    tasks = by_id(a_flow("demand > a", "a > one b c", "b > value", "c > end"))

    assert (tasks["b"].needs, tasks["b"].reads) == ("a", (("a_b", True),))
    assert (tasks["c"].needs, tasks["c"].reads) == ("a", (("a_b", False),))
    assert [(option.task, option.variable) for option in tasks["a"].options] == [("b", "a_b"), ("c", None)]
    assert tasks["end"].kind is TaskKind.END


def test_a_way_among_others_into_a_step_has_a_gate() -> None:
    tasks = by_id(a_flow("demand > a", "a > one b value", "b > value"))

    assert tasks["value"].needs == AnyTask(("a-to-value", "b"))
    assert tasks["value"].reads == ()
    assert (tasks["a-to-value"].kind, tasks["a-to-value"].needs) == (TaskKind.GATE, "a")
    assert tasks["a-to-value"].reads == (("a_b", False),)
    assert [option.task for option in tasks["a"].options] == ["b", "a-to-value"]


def test_a_join_needs_every_branch_and_one_of_the_alternatives_within_a_branch() -> None:
    stream = a_flow("demand > f", "f > all a b", "a > one c d", "c > j", "d > j", "b > j", "*j > value")

    assert by_id(stream)["j"].needs == AllTasks((AnyTask(("c", "d")), "b"))


def test_a_join_needs_one_visit_of_those_there_may_be() -> None:
    stream = a_flow("demand > f", "f > all a b", "a > one j a", "b > j", "*j > value")

    assert by_id(stream, 1)["j"].needs == AllTasks((AnyTask(("a-to-j", "a-2")), "b"))


def test_a_gate_never_takes_the_id_of_a_step() -> None:
    stream = a_flow("demand > a", "a > one b value", "b > a-to-value", "a-to-value > value")

    assert set(by_id(stream)) == {"demand", "a", "b", "a-to-value", "a-to-value-gate", "value"}


def test_what_is_cut_short_or_left_out_is_said() -> None:
    do = {"id": "do", "name": "Do", "next": {"one": [{"to": "value"}, {"to": "do", "kind": "rework"}]}}
    tell = {"id": "tell", "name": "Tell", "next": {"one": [{"to": "end"}, {"to": "do", "kind": "feedback"}]}}
    stream = ValueStream(
        id="s", demand={"next": "do"}, value={"next": "tell"}, steps=[do, tell], ends=[{"id": "end"}]
    )  # fmt: skip

    said = {most: [loss.message for loss in tasks_of(stream, most).losses] for most in (0, 1, 2)}

    assert said[0][0] == "the way from “Do” to “Do” is left out: no loop is repeated"
    assert said[1][0] == "the way from “Do” to “Do” is offered at most once, and no longer after that"
    assert said[2][0] == "the way from “Do” to “Do” is offered at most 2 times, and no longer after that"
    assert said[2][1] == "the feedback from “Tell” to “Do” carries no case: it is left out"
