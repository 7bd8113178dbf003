"""The flow of a stream as a networkx graph, for whoever needs an algorithm that `facts` has not."""

from typing import TYPE_CHECKING

from svs_designer.model.stream import ValueStream

if TYPE_CHECKING:
    import networkx as nx


def flow_graph(stream: ValueStream) -> "nx.DiGraph[str]":
    """Return the graph of a stream: nodes by id in the author's order, each edge with its `link`.

    Links with a share of 0 are left out: no case takes them.
    """
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(stream.nodes())
    graph.add_edges_from((source, link.to, {"link": link}) for source, link in stream.links() if link.share != 0)
    return graph
