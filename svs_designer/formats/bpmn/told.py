"""What a file tells of, and how: a stream with its flow and lanes, for one dialect."""

from collections.abc import Mapping
from dataclasses import dataclass

from svs_designer.catalogue import Catalogue
from svs_designer.drawing.geometry import Box
from svs_designer.drawing.picture import boxes_of
from svs_designer.exchange.gateways import GatewayFlow, gateway_flow
from svs_designer.formats.bpmn.dialects import DIALECTS, Dialect
from svs_designer.formats.bpmn.lanes import Lane, lanes_of
from svs_designer.formats.bpmn.signals import signalled
from svs_designer.model.document import Document
from svs_designer.model.stream import ValueStream


@dataclass(frozen=True, slots=True)
class Told:
    """A stream to write. `signals` are those that an event throws or waits for, by the event's id."""

    document: Document
    stream: ValueStream
    catalogue: Catalogue
    flow: GatewayFlow
    lanes: tuple[Lane, ...]
    profile: str
    signals: Mapping[str, str]

    @property
    def dialect(self) -> Dialect:
        """Return the dialect of its profile."""
        return DIALECTS[self.profile]


def told_of(document: Document, stream: ValueStream, catalogue: Catalogue, profile: str) -> Told:
    """Return what the file of a stream tells; raise CannotExport where its flow cannot be told in this dialect."""
    flow = gateway_flow(stream)
    signals: Mapping[str, str] = {}
    if DIALECTS[profile].signals:
        flow, signals = signalled(flow)
    return Told(document, stream, catalogue, flow, lanes_of(document, stream, flow), profile, signals)


def canvas_of(told: Told) -> dict[str, Box]:
    """Return the boxes of the stream's elements on the canvas."""
    return boxes_of(told.document, told.stream.id, told.catalogue)
