"""Which streams no engine could run: refused, with the findings that explain why."""

from svs_designer.catalogue import Catalogue
from svs_designer.exchange.exporter import CannotExport
from svs_designer.model.document import Document
from svs_designer.model.stream import ValueStream
from svs_designer.rules.finding import Finding, Level
from svs_designer.rules.installed import installed_rules
from svs_designer.rules.runner import check_document
from svs_designer.rules.settings import Settings

_FRAME = ("SVS001", "SVS002")
_FLOW = ("SVS020", "SVS021", "SVS022", "SVS023", "SVS026", "SVS027")
"""What a flow must not have: parts out of reach, dead ends, endless loops, unsound parallels, undecided splits."""


def obstacles(document: Document, stream_id: str, catalogue: Catalogue) -> tuple[Finding, ...]:
    """Return the findings for which no engine could run a stream, however the check is set; none for a sound one.

    What is accepted counts as well: an acceptance is a promise to people and mends no flow.
    """
    rules = [rule for rule in installed_rules(())[0] if rule.id in {*_FRAME, *_FLOW}]
    found = check_document(document, catalogue, rules=rules, settings=Settings(), streams=(stream_id,))
    stream = document.stream(stream_id)
    return tuple(finding for finding in found if _stops(finding, stream))


def _stops(finding: Finding, stream: ValueStream) -> bool:
    match finding.rule:
        case "SVS001":
            return stream.demand is None or not stream.demand.next.links
        case "SVS002":
            return stream.value is None
        case "SVS027":
            return True
    return finding.level is Level.ERROR


def refuse_unsound(document: Document, stream_id: str, catalogue: Catalogue) -> None:
    """Raise CannotExport, with the findings, for a stream that no engine could run."""
    found = obstacles(document, stream_id, catalogue)
    if found:
        label = document.stream(stream_id).label
        count = "a fault" if len(found) == 1 else f"{len(found)} faults"
        raise CannotExport(f"No engine could run “{label}”: its flow has {count} to be mended first", found)
