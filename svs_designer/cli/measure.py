"""`svs-designer measure`: where the time of value streams goes."""

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from svs_designer.cli.files import read_whole
from svs_designer.cli.trouble import CLEAN, FINDINGS, UNUSABLE, Trouble, say

if TYPE_CHECKING:
    from svs_designer.cli.measuring.measured import Measured

_PAGE = 120
"""How wide lines are where the output is no terminal."""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "measure",
        help="tell where the time goes",
        description="Tell lead time, touch time, quality, targets, steps and teams of value streams; a to-be also "
        "beside its as-is, and any two streams side by side.",
        epilog="Exit codes: 0 all streams have figures, 1 one has none and says why, 2 a file cannot be read.",
    )
    parser.add_argument("files", metavar="FILE", nargs="+", help="a *.svs.yaml file")
    parser.add_argument("--stream", metavar="ID", action="append", help="only this stream; may be given again")
    parser.add_argument("--format", choices=("human", "json"), default="human", help="how they are written (human)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the figures and return the exit code; a file that cannot be read does not hide the others."""
    streams: list[Measured] = []
    unusable = False
    for name in dict.fromkeys(arguments.files):
        try:
            streams += _measured(name)
        except Trouble as trouble:
            say(str(trouble))
            unusable = True
    chosen = _chosen(streams, arguments.stream)
    if chosen or arguments.format == "json":
        sys.stdout.write(_written(chosen, arguments.format))
    if unusable:
        return UNUSABLE
    return FINDINGS if any(each.measures.trouble for each in chosen) else CLEAN


def _measured(name: str) -> "list[Measured]":
    from svs_designer.analysis.measures import measures_of
    from svs_designer.cli.measuring.measured import Measured

    document = read_whole(name, "measured")
    if not document.streams:
        raise Trouble(f"{name} holds no value stream: there is nothing to measure")
    return [Measured(name, document, stream, measures_of(document, stream)) for stream in document.streams]


def _chosen(streams: "Sequence[Measured]", wanted: Sequence[str] | None) -> "list[Measured]":
    if not wanted:
        return list(streams)
    known = {each.stream.id for each in streams}
    for stream_id in wanted:
        if streams and stream_id not in known:
            raise Trouble(f"there is no stream {stream_id!r}: there is {', '.join(sorted(known))}")
    return [each for each in streams if each.stream.id in wanted]


def _written(streams: "Sequence[Measured]", kind: str) -> str:
    from svs_designer.cli.measuring import human, plain_json
    from svs_designer.cli.reporting import terminal_width, wants_colour

    if kind == "json":
        return plain_json.as_json(streams)
    return human.human(streams, width=terminal_width() or _PAGE, colour=wants_colour())
