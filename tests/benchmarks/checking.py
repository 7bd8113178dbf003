"""All rules, beside the graph facts that networkx needs for them, and beside bpmnlint on the same stream as BPMN."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

from svs_designer.analysis.measures import measures_of
from svs_designer.catalogue import load_catalogue
from svs_designer.exchange.exporter import ExportRequest
from svs_designer.formats.bpmn.exporter import EXPORTER
from svs_designer.model.base import evolve
from svs_designer.model.document import Document
from svs_designer.model.ids import DEMAND, VALUE
from svs_designer.model.stream import ValueStream
from svs_designer.no_garbage import no_garbage_collection
from svs_designer.rules.finding import Finding
from svs_designer.rules.installed import installed_rules
from svs_designer.rules.runner import check_document
from tests.benchmarks.big_document import big_document
from tests.benchmarks.measuring import OURS, Cost, side_by_side
from tests.node_tools import node_packages, run_node

NETWORKX = "networkx: facts alone"
FIGURES = "of that: our figures"
AT_HAND = "all rules, figures at hand"
"""As in the window, where the ladder has asked for the same figures before."""
LINTER = "bpmnlint recommended"
LINTER_PACKAGES = ("bpmn-moddle@10.3.1", "bpmnlint@11.15.0")
LINTER_SCRIPT = Path(__file__).with_name("lint.js")


def rule_costs(n: int) -> Iterator[Cost]:
    """Measure a full run over a revision that shares nothing with the one before: clean, and with faults."""
    catalogue, rules = load_catalogue("itil4"), installed_rules()[0]

    def checked(document: Document) -> tuple[Finding, ...]:
        return check_document(_revision(document), catalogue, rules=rules)

    yield from _linter_costs(n)
    for what, faulty in (("all rules", 0.0), ("all rules, 10 % faulty", 0.1)):
        document = big_document(n, faulty=faulty)
        found = len(checked(document))
        measured = _Measured(document)
        acts = {
            OURS: lambda: checked(document),  # noqa: B023 (called at once)
            NETWORKX: lambda: _facts(document.streams[0]),  # noqa: B023
            FIGURES: measured.take,
            AT_HAND: lambda: check_document(measured.document, catalogue, rules=rules),  # noqa: B023
        }
        times = side_by_side(acts, 7 if n <= 1_000 else 3)
        if not faulty:
            at_hand = {"ms": times.pop(AT_HAND), "findings": found}
            yield Cost("validator", n, AT_HAND, OURS, at_hand)
            yield Cost("validator", n, AT_HAND, NETWORKX, {"ms": times[NETWORKX]})
        for tool, ms in times.items():
            yield Cost("validator", n, what, tool, {"ms": ms} | ({"findings": found} if tool == OURS else {}))


def _linter_costs(n: int) -> Iterator[Cost]:
    """Measure bpmnlint in one process of Node, by its best run; nothing where there is no Node, and why on stderr."""
    try:
        folder = node_packages(*LINTER_PACKAGES)
    except pytest.skip.Exception as absent:
        print(f"rules are measured without bpmnlint: {absent}", file=sys.stderr)
        return
    request = ExportRequest(big_document(n), load_catalogue("itil4"), None, {"profile": "analysis"})
    text = EXPORTER.export(request).data.decode()
    told = json.loads(run_node(folder, LINTER_SCRIPT.read_text("utf-8"), "5" if n <= 1_000 else "2", text=text))
    for what in ("all rules", AT_HAND):
        yield Cost("validator", n, what, LINTER, {"ms": min(told["ms"]), "findings": told["findings"]})


def _revision(document: Document) -> Document:
    """Return the document after a change of its stream: another object, of which no facts are known yet."""
    stream = document.streams[0]
    return evolve(document, streams=(evolve(stream, name=f"{stream.name} again"),))


class _Measured:
    """A document whose figures are known, made anew each time."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def take(self) -> None:
        """Change the document, and work out what rules ask of the figures of its stream."""
        self.document = _revision(self.document)
        with no_garbage_collection():
            figures = measures_of(self.document, self.document.streams[0])
            for _ in (figures.handoffs, figures.first_time_right, figures.steps, figures.targets, figures.likely_path):
                pass


def _facts(stream: ValueStream) -> None:
    """Work out the graph, what is reached both ways, its loops, and dominators both ways."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(stream.nodes())
    graph.add_edges_from((source, link.to) for source, link in stream.links())
    nx.descendants(graph, DEMAND)
    nx.ancestors(graph, VALUE)
    list(nx.strongly_connected_components(graph))
    nx.immediate_dominators(graph, DEMAND)
    nx.immediate_dominators(graph.reverse(), VALUE)
