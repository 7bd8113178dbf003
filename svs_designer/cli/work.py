"""`svs-designer work`: what people have to do in the cases on a Temporal server, and what they say about it."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from svs_designer.cli.event_logs import check_ending, write_log
from svs_designer.cli.on_temporal import add_server, on_server
from svs_designer.cli.trouble import CLEAN, Trouble, say

if TYPE_CHECKING:
    from temporalio.client import Client

    from svs_designer.exchange.events import WorkEvent
    from svs_designer.running.temporal.desk import OpenCase

_TOLD = {
    "pause": ("let a case wait: its timers, and no work counts as done", "is paused"),
    "resume": ("let a paused case go on", "goes on"),
    "cancel": ("end a case before its end", "is cancelled"),
}


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "work",
        help="see and do the work of cases on Temporal",
        description="See what is to be done in the cases on a Temporal server, and say that it is done.",
        epilog="Exit codes: 0 done, 2 there is no such work or no server.",
    )
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    listing = _verb(verbs, "list", "show the open work", _list)
    listing.add_argument("--team", metavar="ID", help="only that of a team")
    listing.add_argument("--format", choices=("human", "json"), default="human", help="how it is written (human)")
    beginning = _verb(verbs, "begin", "say that somebody begins a piece of work", _begin)
    beginning.add_argument("item", metavar="WORK", help="its id, as the list shows it")
    done = _verb(verbs, "complete", "say that a piece of work is done", _complete)
    done.add_argument("item", metavar="WORK", help="its id, as the list shows it")
    done.add_argument("--way", metavar="STEP", help="where the case goes on, where there is a choice (the default way)")
    done.add_argument(
        "--answer", metavar="NAME=yes|no", action="append", default=[], help="an answer by its name; may be given again"
    )
    for verb, (help_text, _) in _TOLD.items():
        told = _verb(verbs, verb, help_text, _tell)
        told.add_argument("case", metavar="CASE", help="the id of the case")
        told.set_defaults(verb=verb)
    log = _verb(verbs, "log", "write what happened: OUT.csv, OUT.xes or OUT.json (OCEL 2.0)", _log)
    log.add_argument("cases", metavar="CASE", nargs="*", help="only of these cases")
    log.add_argument("-o", "--out", metavar="OUT", required=True, help="the file to write")


def _verb(
    verbs: "argparse._SubParsersAction[Any]", name: str, help_text: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = verbs.add_parser(name, help=help_text, description=help_text.capitalize() + ".")
    add_server(parser)
    parser.set_defaults(run=run)
    return parser


def _list(arguments: argparse.Namespace) -> int:
    async def listed(client: "Client") -> "list[OpenCase]":
        from svs_designer.running.temporal.desk import open_cases

        return await open_cases(client)

    cases = on_server(arguments, listed)
    items = [
        item | {"paused": case.paused, "title": case.title}
        for case in cases
        for item in case.work
        if arguments.team in (None, item["team"])
    ]
    if arguments.format == "json":
        sys.stdout.write(json.dumps({"work": items}, indent=2) + "\n")
    else:
        sys.stdout.write("".join(f"{line}\n" for line in _lines(items, len(cases))))
    return CLEAN


def _lines(items: Sequence[dict[str, Any]], cases: int) -> list[str]:
    if not items:
        return [f"no open work ({cases} {'case' if cases == 1 else 'cases'} under way)"]
    width = max(len(item["id"]) for item in items)
    lines = []
    for item in items:
        team = f" - {item['team']}" if item["team"] else ""
        paused = "  (paused)" if item["paused"] else ""
        lines.append(f"{item['id'].ljust(width)}  {item['name']}{team}{paused}")
        if len(item["ways"]) > 1:
            lines += [f"{'':{width}}    {_way(way)}" for way in item["ways"]]
    return lines


def _way(way: dict[str, Any]) -> str:
    return f"--way {way['target']}: {way['title']}{' (default)' if way['default'] else ''}"


def _begin(arguments: argparse.Namespace) -> int:
    async def begun(client: "Client") -> bool:
        from svs_designer.running.temporal.desk import begin

        return await begin(client, arguments.item)

    news = on_server(arguments, begun)
    say(f"{arguments.item} has begun" if news else f"{arguments.item} had begun already", name="")
    return CLEAN


def _complete(arguments: argparse.Namespace) -> int:
    answers = _answers(arguments.answer)

    async def completed(client: "Client") -> bool:
        from svs_designer.running.temporal.desk import complete

        return await complete(client, arguments.item, answers, way=arguments.way)

    news = on_server(arguments, completed)
    say(f"{arguments.item} is done" if news else f"{arguments.item} was done already: it counts once", name="")
    return CLEAN


def _answers(given: Sequence[str]) -> dict[str, bool]:
    answers = {}
    for text in given:
        name, _, answer = text.partition("=")
        if not name or answer not in ("yes", "no"):
            raise Trouble(f"--answer {text}: write NAME=yes or NAME=no")
        answers[name] = answer == "yes"
    return answers


def _tell(arguments: argparse.Namespace) -> int:
    async def told(client: "Client") -> None:
        from svs_designer.running.temporal.desk import tell

        await tell(client, arguments.case, arguments.verb)

    on_server(arguments, told)
    say(f"case {arguments.case} {_TOLD[arguments.verb][1]}", name="")
    return CLEAN


def _log(arguments: argparse.Namespace) -> int:
    check_ending(arguments.out)

    async def logged(client: "Client") -> "list[WorkEvent]":
        from svs_designer.running.temporal.desk import every_case, log_of

        cases = arguments.cases or await every_case(client)
        return [event for case in cases for event in await log_of(client, case)]

    write_log(arguments.out, "svs-designer", on_server(arguments, logged))
    return CLEAN
