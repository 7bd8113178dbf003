"""Writing what happened to a file, in the format its ending says."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from svs_designer.cli.trouble import Trouble, say

if TYPE_CHECKING:
    from svs_designer.exchange.events import WorkEvent

ENDINGS = (".csv", ".xes", ".json")


def check_ending(name: str) -> None:
    """Raise Trouble for a file whose ending says no format of logs."""
    if Path(name).suffix not in ENDINGS:
        raise Trouble(f"--log {name}: its ending says the format, and known are {', '.join(ENDINGS)}")


def write_log(name: str, title: str, events: "Iterable[WorkEvent]") -> None:
    """Write a log: CSV, XES, or OCEL 2.0 as JSON. Raises Trouble where it cannot be written."""
    from svs_designer.cli.files import write
    from svs_designer.formats.event_log import write_csv, write_ocel, write_xes

    match Path(name).suffix:
        case ".csv":
            data = write_csv(events)
        case ".xes":
            data = write_xes(events, title)
        case _:
            data = write_ocel(events)
    write(name, data)
    say(f"wrote {name}", name="")
