"""Argo templates: valid by the models made of Argo's own schema, and running as the stream was drawn."""

import re
from collections import Counter
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from svs_designer.catalogue import load_catalogue
from svs_designer.exchange.exporter import CannotExport, Exported, ExportRequest
from svs_designer.exchange.settings import BadSetting
from svs_designer.exchange.tasks import TaskKind, tasks_of
from svs_designer.formats.argo.exporter import EXPORTER
from svs_designer.formats.argo.names import task_names
from svs_designer.formats.native import read_file
from svs_designer.model.document import Document
from svs_designer.model.stream import ValueStream
from svs_designer.resource_files import model_file
from tests.analysis.flows import a_flow
from tests.builders import a_document, a_step, a_stream
from tests.exchange.grown import grown_streams
from tests.exchange.played import Answers, Chooser, visits
from tests.formats.argo.argo_engine import Run

CATALOGUE = load_catalogue("itil4")
MODELS = sorted(model_file().glob("*.svs.yaml"))
NAME = re.compile(r"[a-zA-Z0-9][-a-zA-Z0-9]{0,127}")
CHOICES = st.lists(st.integers(0, 5), min_size=5, max_size=11)


def written(stream: ValueStream, document: Document | None = None, **chosen: Any) -> Exported:
    return EXPORTER.export(ExportRequest(document or a_document(stream), CATALOGUE, stream.id, chosen))


def tree_of(stream: ValueStream, document: Document | None = None, **chosen: Any) -> Any:
    return yaml.safe_load(written(stream, document, **chosen).data)


def check_schema(tree: Any) -> None:
    """Hold a template against Argo's schema, in which every field has to be known."""
    models = pytest.importorskip("hera.workflows.models", reason="needs hera-workflows, which holds Argo's schema")

    read = models.WorkflowTemplate.model_validate(tree)

    assert read.model_dump(by_alias=True, exclude_unset=True, mode="json") == tree


def played(stream: ValueStream, tree: Any, most: int, numbers: list[int]) -> Counter[str] | None:
    """Run a template with the choices of a chooser; None where it wants what is no longer offered."""
    tasks = tasks_of(stream, most).tasks
    names = task_names(task.id for task in tasks)
    by_name = {names[task.id]: task for task in tasks}
    answers = Answers(stream, tasks, numbers)

    def answer(name: str, asked: list[str]) -> dict[str, str]:
        task = by_name[name]
        assert asked == [option.variable for option in task.options if option.variable]
        chosen = None if task.kind is TaskKind.GATE else answers.at(task)
        return {chosen.variable: "true"} if chosen and chosen.variable else {}

    run = Run(tree, answer)
    assert set(run.phases.values()) <= {"Succeeded", "Skipped", "Omitted"}
    return None if answers.missed else answers.visits


@pytest.mark.parametrize("most", [0, 1, 2])
@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.name.split(".")[0])
def test_every_worked_stream_is_valid_by_argos_schema(path: Any, most: int) -> None:
    document = read_file(path).document
    for stream in document.streams:
        tree = tree_of(stream, document, **{"most-repeats": most})

        check_schema(tree)
        check_names(tree)


def check_names(tree: Any) -> None:
    templates = [template["name"] for template in tree["spec"]["templates"]]
    tasks = tree["spec"]["templates"][0]["dag"]["tasks"]
    names = [task["name"] for task in tasks]
    assert len(set(templates)) == len(templates)
    assert len(set(names)) == len(names)
    assert all(NAME.fullmatch(name) for name in (*templates, *names))
    assert {task["template"] for task in tasks} <= set(templates)


@given(st.sampled_from(MODELS), CHOICES)
def test_every_worked_stream_runs_as_it_was_drawn(path: Any, numbers: list[int]) -> None:
    document = read_file(path).document
    for stream in document.streams:
        run_alike(stream, document, numbers)


@given(grown_streams(), CHOICES)
def test_what_is_grown_at_random_runs_as_it_was_drawn(stream: ValueStream, numbers: list[int]) -> None:
    run_alike(stream, a_document(stream), numbers)


def run_alike(stream: ValueStream, document: Document, numbers: list[int]) -> None:
    got = played(stream, tree_of(stream, document, **{"most-repeats": 2}), 2, numbers)

    assume(got is not None)
    assert got == visits(stream, Chooser(numbers))


def test_the_choices_of_people_lead_through_both_outcomes_of_rework() -> None:
    stream = a_flow("demand > do", "do > check", "check > one value do")
    tree = tree_of(stream, **{"most-repeats": 2})

    twice = Run(tree, lambda name, asked: {})
    straight = Run(tree, lambda name, asked: {"check_value": "true"} if "check_value" in asked else {})

    again = [name for name in twice.order if name.startswith("do") and "-to-" not in name]
    assert again == ["do", "do-2", "do-3"]
    assert [name for name in straight.order if name.startswith("do")] == ["do"]
    assert straight.phases["value"] == twice.phases["value"] == "Succeeded"


def test_a_choice_at_demand_or_after_value_is_answered_as_well() -> None:
    stream = a_flow("demand > one a b", "a > value", "b > value", "value > one c end", "c > end")
    tree = tree_of(stream)

    run = Run(tree, lambda name, asked: dict.fromkeys(asked, "true"))

    assert [name for name in run.order if name in "abc"] == ["a", "c"]
    assert [run.phases[name] for name in ("b", "value", "end")] == ["Skipped", "Succeeded", "Succeeded"]


def test_a_join_waits_for_its_branches() -> None:
    stream = a_flow("demand > f", "f > all a b", "a > j", "b > j", "*j > value")

    tasks = {task["name"]: task for task in tree_of(stream)["spec"]["templates"][0]["dag"]["tasks"]}

    assert tasks["j"]["depends"] == "a.Succeeded && b.Succeeded"


def test_steps_wait_for_people_and_their_answers_have_the_same_booleans_as_elsewhere() -> None:
    steps = (
        a_step("check-in", next={"one": [{"to": "value", "when": "all {{well}}"}, {"to": "no", "default": True}]}),
    )
    tree = tree_of(a_stream(steps=steps, ends=({"id": "no", "name": "Refused"},)))

    (waiting,) = [each for each in tree["spec"]["templates"] if each["name"] == "wait-check-in"]

    assert waiting["suspend"] == {}
    assert waiting["inputs"]["parameters"] == [
        {
            "name": "check_in_value", "default": "false", "enum": ["false", "true"],
            "description": "all { {well}}: value",
        }
    ]  # fmt: skip
    assert waiting["outputs"]["parameters"] == [
        {"name": "check_in_value", "valueFrom": {"supplied": {}, "default": "false"}}
    ]


def test_ids_that_argo_would_not_understand_have_other_names() -> None:
    long = "a" * 80
    stream = a_flow("demand > in", f"in > one {long} b{long[1:]}", f"{long} > b{long[1:]}", f"b{long[1:]} > value")

    tree = tree_of(stream)

    check_names(tree)
    names = {task["name"] for task in tree["spec"]["templates"][0]["dag"]["tasks"]}
    assert "in" not in names
    assert "in-task" in names
    assert set(Run(tree, lambda name, asked: {}).phases.values()) <= {"Succeeded", "Skipped"}


def test_a_long_id_of_a_stream_fits_the_label_of_its_workflows() -> None:
    tree = tree_of(a_stream("s-" * 40))

    assert len(tree["metadata"]["name"]) <= 57
    assert tree["metadata"]["name"][-1] != "-"


@given(st.text(max_size=30))
def test_whatever_a_name_holds_it_is_no_template_and_comes_back(name: str) -> None:
    step = {"id": "a", "name": name, "next": {"one": [{"to": "value", "when": name}, {"to": "no"}]}}
    stream = ValueStream(
        id="s", name=name, demand={"text": name, "next": "a"}, value={"outcome": name}, steps=[step],
        ends=[{"id": "no"}],
    )  # fmt: skip

    data = written(stream).data.decode()

    assert yaml.safe_load(data)["spec"]["entrypoint"] == "value-stream"
    assert "{{" not in data.replace("{{tasks.", "")


def test_the_file_says_what_it_could_not_hold() -> None:
    steps = (
        a_step("do", "Do it", next={"one": [{"to": "value"}, {"to": "do", "kind": "rework"}]}, automation="automatic"),
    )

    made = written(a_stream(steps=steps))

    head = [line for line in made.data.decode().splitlines() if line.startswith("#")]
    assert [loss.message for loss in made.losses] == [line.removeprefix("#   - ") for line in head if "#   - " in line]
    assert made.losses[0].message == (
        "the way from “Do it” to “Do it” is offered at most 2 times, and no longer after that"
    )
    assert made.losses[1].elements == ("do",)


def test_a_stream_that_no_engine_could_run_is_refused() -> None:
    with pytest.raises(CannotExport, match="its flow has a fault"):
        written(a_flow("demand > a", "a > b", "b > a"))
    with pytest.raises(BadSetting, match="whole number"):
        written(a_stream(), **{"most-repeats": 0.5})


def test_the_same_stream_gives_the_same_bytes() -> None:
    assert written(a_stream()).data == written(a_stream()).data
