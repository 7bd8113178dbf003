"""Layout and routing, beside the columns of the same flow by networkx: the least that any layered layout does."""

from collections.abc import Iterator

import networkx as nx

from svs_designer.catalogue import load_catalogue
from svs_designer.drawing.geometry import Box
from svs_designer.drawing.layout import LayoutEdge, LayoutNode, arrange
from svs_designer.drawing.picture import picture_of
from svs_designer.drawing.routing import RouteLink, route
from svs_designer.model.links import LinkKind
from tests.benchmarks.big_document import STREAM, laid_out
from tests.benchmarks.measuring import OURS, Act, Cost, side_by_side

COLUMNS = "networkx: columns alone"


def drawing_costs(n: int) -> Iterator[Cost]:
    """Measure layout and routing together and apart, and the whole picture of a stream that is laid out."""
    document, catalogue = laid_out(n), load_catalogue("itil4")
    picture = picture_of(document, STREAM, catalogue)
    nodes = [LayoutNode(key, figure.sketch.size) for key, figure in picture.figures.items()]
    edges, links = [], []
    for source, link in document.streams[0].links():
        label = picture.connectors[source, link.to].label
        edges.append(LayoutEdge(source, link.to, label.width if label else 0.0, link.share or 1.0))
        size = label.size if label else None
        links.append(RouteLink(source, link.to, label=size, rework=link.kind is LinkKind.REWORK))
    boxes = {key: figure.box for key, figure in picture.figures.items()}

    def both() -> None:
        corners = arrange(nodes, edges)
        route({node.key: Box.at(corners[node.key], node.size) for node in nodes}, links)

    rounds = 5 if n <= 1_000 else 2
    acts: dict[str, Act] = {OURS: both, COLUMNS: lambda: _columns(nodes, edges)}
    apart = side_by_side({"arrange": lambda: arrange(nodes, edges), "route": lambda: route(boxes, links)}, rounds)
    bends = sum(len(each.points) - 2 for each in picture.connectors.values()) / len(links)
    for tool, ms in side_by_side(acts, rounds).items():
        more = {"layout_ms": apart["arrange"], "route_ms": apart["route"], "bends": bends} if tool == OURS else {}
        yield Cost("layout", n, "layout + routing", tool, {"m": len(links), "ms": ms} | more)
    acts[OURS] = lambda: picture_of(document, STREAM, catalogue)
    for tool, ms in side_by_side(acts, rounds).items():
        yield Cost("layout", n, "picture of a laid-out stream", tool, {"ms": ms})


def _columns(nodes: list[LayoutNode], edges: list[LayoutEdge]) -> list[list[int]]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(node.key for node in nodes)
    graph.add_edges_from(edge[:2] for edge in edges)
    return list(nx.topological_generations(nx.condensation(graph)))
