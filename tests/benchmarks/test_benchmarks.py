"""The measurements run, at a size where nobody waits; what they find is told by `./dev bench`, never asserted."""

import pytest
from PySide6.QtWidgets import QApplication

from svs_designer.catalogue import load_catalogue
from svs_designer.rules.runner import check_document
from tests.benchmarks.big_document import big_document
from tests.benchmarks.canvas import canvas_costs, opening_costs
from tests.benchmarks.checking import LINTER, LINTER_PACKAGES, rule_costs
from tests.benchmarks.documents import document_costs
from tests.benchmarks.drawing import drawing_costs
from tests.benchmarks.exporting import export_costs
from tests.benchmarks.goals import GOALS, table
from tests.benchmarks.ladder import ladder_costs
from tests.benchmarks.measuring import OURS, Cost
from tests.benchmarks.running import ONE_WORKER, engine_costs, rehearsal_costs
from tests.benchmarks.tickets import ticket_costs
from tests.node_tools import node_packages
from tests.running.temporal.servers import temporal_binary

STEPS = 20


@pytest.mark.slow
def test_everything_but_the_start_is_measured_beside_something(qapp):
    measures = (
        *(document_costs, rule_costs, drawing_costs, export_costs),
        *(canvas_costs, opening_costs, ladder_costs, rehearsal_costs, ticket_costs),
    )
    apart = {"startup", "engine"}

    costs = [cost for measure in measures for cost in measure(STEPS)]

    assert {cost.tool for cost in costs} > {OURS}
    assert {(cost.bench, cost.what) for cost in costs} == {
        (goal.bench, goal.what) for goal in GOALS if goal.bench not in apart
    }
    text = table(Cost.of(cost.record()) for cost in costs)
    assert all(f"{goal.what}" in text for goal in GOALS if goal.bench not in apart)
    assert not [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]


@pytest.mark.slow
def test_cases_go_through_a_server_with_one_worker_and_with_two():
    temporal_binary()

    costs = list(engine_costs(6))

    assert [cost.tool for cost in costs] == [ONE_WORKER, OURS]
    assert all(cost.figures["completions_per_s"] > 0 for cost in costs)


def test_rules_are_measured_without_bpmnlint_where_there_is_no_node(monkeypatch, capsys):
    monkeypatch.setenv("PATH", "")

    costs = list(rule_costs(STEPS))

    assert LINTER not in {cost.tool for cost in costs}
    assert "without bpmnlint: needs Node: there is no npm on this machine" in capsys.readouterr().err


@pytest.mark.slow
def test_rules_are_measured_beside_bpmnlint_on_the_same_stream():
    node_packages(*LINTER_PACKAGES)

    costs = {cost.tool: cost.record() for cost in rule_costs(STEPS) if cost.what == "all rules"}

    assert costs[LINTER]["ms"] > 0
    assert costs[LINTER]["lib"] == LINTER
    assert costs[LINTER].keys() == costs[OURS].keys()


def test_a_ratio_below_the_goal_is_called_missed():
    slow = [
        Cost("export", 20, "SVG", OURS, {"ms": 10.0, "kb": 1}),
        Cost("export", 20, "SVG", "QSvgGenerator", {"ms": 20.0, "kb": 9}),
    ]

    lines = table(slow).splitlines()

    assert [line.split()[-1] for line in lines[1:]] == ["MISSED", "met"]


def test_a_big_document_has_as_many_steps_as_asked_for_and_only_its_length_for_the_rules_to_find():
    document = big_document(57)

    assert len(document.streams[0].steps) == 57
    assert [finding.rule for finding in check_document(document, load_catalogue("itil4"))] == ["SVS051"]


def test_a_faulty_document_gives_the_rules_something_to_find():
    assert check_document(big_document(57, faulty=0.5), load_catalogue("itil4"))
