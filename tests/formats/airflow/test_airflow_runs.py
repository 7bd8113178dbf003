"""A stream in a real Airflow: people answer through its API, and the case goes the way it was drawn."""

from pathlib import Path

import pytest
import yaml

from svs_designer.catalogue import load_catalogue
from svs_designer.exchange.exporter import ExportRequest
from svs_designer.exchange.tasks import TaskKind, tasks_of
from svs_designer.formats.airflow.exporter import EXPORTER
from svs_designer.model.stream import ValueStream
from tests.builders import a_document, a_step
from tests.exchange.played import visits
from tests.formats.airflow.airflow_server import RUN_SECONDS, airflow_python, running, until

STREAM = ValueStream(
    id="restore", name='Restore "Wi-Fi" for $HOME', demand={"text": "No {{ wi_fi }} {% here %}", "next": "log"},
    value={"outcome": "Works: again", "next": "survey"}, ends=({"id": "refused", "name": "Refused"}, {"id": "over"}),
    steps=(
        a_step("log", "Log {{ it }} {# for ${HOME} #}", next={"all": ["inform", "repair"]}),
        a_step("inform", "Inform 🚒 שלום", next="close"),
        a_step("repair", "Repair: it", next="check"),
        a_step("check", next={"one": [{"to": "close", "when": "__and__"}, {"to": "repair", "kind": "rework"}]}),
        a_step("close", join="all", next={"one": [{"to": "value"}, {"to": "confirm"}, {"to": "refused"}]}),
        a_step("confirm", next="value"),
        a_step("survey", next="over"),
    ),
)  # fmt: skip


def wanted(node: str, visit: int, targets: tuple[str, ...]) -> str:
    """Send the case back once, and then by the longer way."""
    return {("check", 1): "repair", ("close", 1): "confirm"}.get((node, visit), targets[0])


@pytest.mark.slow
@pytest.mark.timeout(2400)
def test_a_case_runs_through_branches_and_rework_to_its_end(tmp_path: Path) -> None:
    python = airflow_python()
    request = ExportRequest(a_document(STREAM), load_catalogue("itil4"), STREAM.id, {"most-repeats": 2})
    data = EXPORTER.export(request).data
    tasks = {task.id: task for task in tasks_of(STREAM, 2).tasks}
    words = {
        each["task_id"]: {task: option for option, task in each.get("options_mapping", {}).items()}
        for each in yaml.safe_load(data)[STREAM.id]["tasks"]
    }
    dags, home = tmp_path / "dags", tmp_path / "home"
    for folder in (dags, home):
        folder.mkdir()
    (dags / "restore.airflow.yaml").write_bytes(data)

    with running(python, dags, home) as airflow:
        run = until(180, lambda: airflow.start(STREAM.id), "the DAG")

        def finished() -> str:
            for waiting in airflow.pending(STREAM.id, run):
                task = tasks[waiting["task_instance"]["task_id"]]
                targets = tuple(option.link.to for option in task.options)
                option = "OK"
                if targets:
                    target = wanted(task.node, task.visit, targets)
                    leads = next(each.task for each in task.options if each.link.to == target)
                    option = words[task.id][leads]
                assert option in waiting["options"]
                airflow.answer(STREAM.id, run, task.id, option)
            state: str = airflow.call("GET", f"/api/v2/dags/{STREAM.id}/dagRuns/{run}")["state"]
            return state if state in {"success", "failed"} else ""

        state = until(RUN_SECONDS, finished, "the end of the run")
        states = airflow.states(STREAM.id, run)

    assert state == "success"
    assert set(states.values()) == {"success", "skipped"}
    done = [task.node for task in tasks.values() if task.kind is not TaskKind.GATE and states[task.id] == "success"]
    assert {node: done.count(node) for node in done} == dict(visits(STREAM, wanted))
    assert done.count("repair") == 2
    assert "confirm" in done
