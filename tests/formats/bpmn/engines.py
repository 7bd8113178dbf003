"""Cases run in real engines: how often each node was visited, and whether the case came to its end."""

import io
import json
import logging
from collections import Counter
from pathlib import Path

from tests.exchange.flow_game import Answers
from tests.node_tools import node_packages, run_node

HERE = Path(__file__).parent
ENGINE = ("bpmn-engine@25.0.1",)
CHECKERS = ("bpmn-js@18.31.1", "bpmn-moddle@10.3.1", "bpmnlint@11.15.0", "jsdom@26.1.0")


def run_in_bpmn_engine(cases: list[tuple[str, Answers]]) -> list[dict[str, int]]:
    """Run cases in bpmn-engine, each a file and its answers."""
    text = json.dumps([{"xml": xml, "answers": answers} for xml, answers in cases])
    found = json.loads(run_node(node_packages(*ENGINE), (HERE / "run.js").read_text(encoding="utf-8"), text=text))
    assert [each["state"] for each in found] == ["ended"] * len(cases)
    return [each["visits"] for each in found]


def run_in_spiff(xml: str, answers: Answers, booleans: set[str]) -> dict[str, int]:
    """Run one case in SpiffWorkflow; people complete every task, and say what the answers say."""
    from SpiffWorkflow.bpmn import BpmnWorkflow
    from SpiffWorkflow.bpmn.parser import BpmnParser
    from SpiffWorkflow.util.task import TaskState

    logging.getLogger("spiff").setLevel(logging.ERROR)
    parser = BpmnParser()
    parser.add_bpmn_io(io.BytesIO(xml.encode()))
    spec = parser.get_spec(parser.get_process_ids()[0])
    workflow = BpmnWorkflow(spec, parser.get_subprocess_specs(spec.name))
    workflow.task_tree.data.update(dict.fromkeys(booleans, False))
    counted: Counter[str] = Counter()
    while not workflow.is_completed():
        ready = workflow.get_tasks(state=TaskState.READY)
        assert ready, "the engine waits for nothing that anybody could do"
        task = ready[0]
        name = task.task_spec.bpmn_id
        if name is not None:
            counted[name] += 1
        for variable, rounds in answers.get(name or "", {}).items():
            task.data[variable] = rounds[counted[name] - 1 : counted[name]] == [True]
        if task.run() is None:
            task.complete()  # a machine's work is started by the engine, and completed by whoever does it
    return dict(counted)
