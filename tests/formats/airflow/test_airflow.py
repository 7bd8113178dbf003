"""Airflow YAML: the tasks dag-factory makes of it, and that they run as the stream was drawn."""

import os
import re
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from svs_designer.catalogue import load_catalogue
from svs_designer.exchange.exporter import CannotExport, Exported, ExportRequest
from svs_designer.exchange.tasks import TaskKind, tasks_of
from svs_designer.formats.airflow.exporter import EXPORTER
from svs_designer.formats.airflow.operators import CHOOSE, DONE, EMPTY
from svs_designer.formats.native import read_file
from svs_designer.model.document import Document
from svs_designer.model.stream import ValueStream
from svs_designer.resource_files import model_file
from tests.analysis.flows import a_flow
from tests.builders import a_document, a_step, a_stream
from tests.exchange.grown import grown_streams
from tests.exchange.played import Answers, Chooser, visits
from tests.formats.airflow.airflow_rules import Run

CATALOGUE = load_catalogue("itil4")
MODELS = sorted(model_file().glob("*.svs.yaml"))
CHOICES = st.lists(st.integers(0, 5), min_size=5, max_size=11)
TASK_ID = re.compile(r"[\w.-]{1,250}")


def written(stream: ValueStream, document: Document | None = None, **chosen: Any) -> Exported:
    return EXPORTER.export(ExportRequest(document or a_document(stream), CATALOGUE, stream.id, chosen))


def read(data: bytes) -> dict[str, Any]:
    """Read a file as dag-factory does: variables of the environment first, then YAML."""
    (dag,) = yaml.safe_load(os.path.expandvars(data.decode())).values()
    found: dict[str, Any] = dag
    return found


def run_alike(stream: ValueStream, document: Document, numbers: list[int]) -> None:
    tasks = {task.id: task for task in tasks_of(stream, 2).tasks}
    answers = Answers(stream, tuple(tasks.values()), numbers)
    dag = read(written(stream, document, **{"most-repeats": 2}).data)
    mapping = {each["task_id"]: each.get("options_mapping", {}) for each in dag["tasks"]}

    def choose(name: str, options: list[str]) -> str:
        task = tasks[name]
        wanted = None if task.kind is TaskKind.GATE else answers.at(task)
        leads = wanted.task if wanted else None
        return next((words for words in options if mapping[name][words] == leads), next(iter(options), ""))

    run = Run(dag, choose)

    assume(not answers.missed)
    done = [task.node for task in tasks.values() if task.kind is not TaskKind.GATE and run.states[task.id] == "success"]
    expected = visits(stream, Chooser(numbers))
    assert {node: done.count(node) for node in done} == dict(expected)


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.name.split(".")[0])
def test_every_worked_stream_becomes_tasks_that_airflow_takes(path: Any) -> None:
    document = read_file(path).document
    for stream in document.streams:
        dag = read(written(stream, document).data)

        ids = [task["task_id"] for task in dag["tasks"]]
        assert len(set(ids)) == len(ids)
        assert all(TASK_ID.fullmatch(each) for each in ids)
        for task in dag["tasks"]:
            assert set(task.get("dependencies", [])) <= set(ids)
            assert task["operator"] in {CHOOSE, DONE, EMPTY}
            assert ("options" in task) is (task["operator"] == CHOOSE)
            assert list(task.get("options_mapping", {})) == task.get("options", [])
            assert set(task.get("options_mapping", {}).values()) <= set(ids)
            assert set(task.get("defaults", [])) <= set(task.get("options", []))


@given(st.sampled_from(MODELS), CHOICES)
def test_every_worked_stream_runs_as_it_was_drawn(path: Any, numbers: list[int]) -> None:
    document = read_file(path).document
    for stream in document.streams:
        run_alike(stream, document, numbers)


@given(grown_streams(), CHOICES)
def test_what_is_grown_at_random_runs_as_it_was_drawn(stream: ValueStream, numbers: list[int]) -> None:
    run_alike(stream, a_document(stream), numbers)


def test_a_step_that_several_ways_lead_to_runs_if_one_of_them_was_taken() -> None:
    stream = a_flow("demand > a", "a > one b value", "b > value")

    tasks = {task["task_id"]: task for task in read(written(stream).data)["tasks"]}

    assert tasks["value"]["trigger_rule"] == "none_failed_min_one_success"
    assert tasks["value"]["dependencies"] == ["a-to-value", "b"]
    assert tasks["a-to-value"]["operator"] == EMPTY
    assert "trigger_rule" not in tasks["b"]


def test_whoever_chooses_reads_where_each_way_leads_and_which_boolean_it_is_elsewhere() -> None:
    steps = (a_step("ask", team="desk", next={"one": [{"to": "value", "when": "yes"}, {"to": "no", "default": True}]}),)
    stream = a_stream(steps=steps, ends=({"id": "no", "name": "Refused"},))
    document = a_document(stream, teams=({"id": "desk", "name": "Desk"},))

    task = next(each for each in read(written(stream, document).data)["tasks"] if each["task_id"] == "ask")

    assert task["operator"] == CHOOSE
    assert task["options_mapping"] == {"1. value (yes)": "value", "2. Refused": "no"}
    assert task["defaults"] == ["2. Refused"]
    assert task["body"] == "who: Desk, 1: ask_value, 2: default"
    assert task["owner"] == "desk"


@given(st.text(max_size=30))
def test_names_are_neither_templates_nor_variables(name: str) -> None:
    step = {"id": "a", "name": name, "next": {"one": [{"to": "value", "when": name}, {"to": "no"}]}}
    stream = ValueStream(
        id="s", name=name, demand={"text": name, "next": "a"}, value={"outcome": name}, steps=[step],
        ends=[{"id": "no"}],
    )  # fmt: skip

    data = written(stream).data

    assert os.path.expandvars(data.decode()) == data.decode()
    assert not re.search(r"\{[{%#]", yaml.safe_dump(read(data), allow_unicode=True, default_flow_style=False))


def test_a_variable_of_the_environment_in_a_name_stays_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "s3cret\nx: y")
    step = a_step("a", "Pay $SECRET and ${SECRET} in $", next="value")

    data = written(a_stream(steps=(step,), name="Of $SECRET")).data

    tasks = {task["task_id"]: task for task in read(data)["tasks"]}
    assert tasks["a"]["subject"] == "Pay $SECRET and ${SECRET} in $"
    assert b"s3cret" not in os.path.expandvars(data)


def test_dag_factorys_own_words_are_no_names_of_a_dag() -> None:
    assert list(yaml.safe_load(written(a_stream("default")).data)) == ["default-stream"]


def test_the_file_says_what_it_could_not_hold() -> None:
    steps = (
        a_step("do", "Do it", next={"one": [{"to": "value"}, {"to": "do", "kind": "rework"}]}, automation="automatic"),
    )

    made = written(a_stream(steps=steps))

    head = [line for line in made.data.decode().splitlines() if line.startswith("#")]
    assert [loss.message for loss in made.losses] == [line.removeprefix("#   - ") for line in head if "#   - " in line]
    assert made.losses[1].elements == ("do",)


def test_a_stream_that_no_engine_could_run_is_refused() -> None:
    with pytest.raises(CannotExport, match="its flow has a fault"):
        written(a_flow("demand > a", "a > b", "b > a"))


def test_the_same_stream_gives_the_same_bytes() -> None:
    assert written(a_stream()).data == written(a_stream()).data
