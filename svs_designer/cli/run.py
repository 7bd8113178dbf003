"""`svs-designer run`: a value stream, or an Open Workflow definition, at work: rehearsed here or on Temporal."""

import argparse
import datetime
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from svs_designer.cli.event_logs import check_ending, write_log
from svs_designer.cli.on_temporal import add_server
from svs_designer.cli.trouble import CLEAN, FINDINGS, Trouble, say

if TYPE_CHECKING:
    from svs_designer.running.answering import Choose
    from svs_designer.running.definition import Definition
    from svs_designer.running.local import Rehearsal

MOST_CASES = 100_000


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "run",
        help="rehearse a value stream, or run it on Temporal",
        description="Run a value stream, or an Open Workflow definition. In a terminal a case is rehearsed step by "
        "step: you say which way on. Otherwise it takes the default ways, or those that --answers say; with --seed, or "
        "with several cases, the others by chance, as often as the shares say.",
        epilog="Exit codes: 0 all cases came to an end, 1 a case failed or the stream cannot be run, 2 wrong usage.",
    )
    parser.add_argument("file", metavar="FILE", nargs="?", help="a *.svs.yaml file, or an Open Workflow definition")
    parser.add_argument("--stream", metavar="ID", help="the stream to run, where the file holds several")
    parser.add_argument("--on", choices=("local", "temporal"), default="local", help="where it runs (local)")
    here = parser.add_argument_group("on local")
    here.add_argument(
        "--answers",
        metavar="STEP=WAY,...",
        action="append",
        default=[],
        help="the way on after a step at its first visit, its second ...; may be given again",
    )
    here.add_argument("--seed", metavar="N", type=_number, help="choose by chance, as often as the shares say")
    here.add_argument("--cases", metavar="N", type=_number, default=1, help="how many cases (1)")
    here.add_argument("--start", metavar="TIME", help="when the clock starts, in ISO 8601 (now)")
    here.add_argument("--log", metavar="OUT", help="write what happened: OUT.csv, OUT.xes or OUT.json (OCEL 2.0)")
    there = parser.add_argument_group("on temporal")
    add_server(there)
    there.add_argument("--worker-only", action="store_true", help="start no case, only lead on those there are")
    there.add_argument("--start-only", action="store_true", help="start a case and leave it to the workers there are")
    there.add_argument("--case", metavar="ID", help="what the case is called: its ticket (a new name)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run and return the exit code; raise Trouble where it cannot be done."""
    from svs_designer.cli.definitions import open_definition

    _check(arguments)
    if arguments.on == "temporal":
        from svs_designer.cli.run_on_temporal import run_on_temporal

        return run_on_temporal(arguments)
    definition = open_definition(arguments.file, arguments.stream, rehearsed=True)
    return _local(arguments, definition) if definition else FINDINGS


def _check(arguments: argparse.Namespace) -> None:
    here = {"--answers": arguments.answers, "--seed": arguments.seed is not None, "--log": arguments.log}
    here |= {"--cases": arguments.cases != 1, "--start": arguments.start}
    there = {"--address": arguments.address, "--worker-only": arguments.worker_only, "--case": arguments.case}
    there |= {"--namespace": arguments.namespace, "--start-only": arguments.start_only}
    wrong, where = (here, "local") if arguments.on == "temporal" else (there, "temporal")
    for option, given in wrong.items():
        if given:
            raise Trouble(f"{option} is for --on {where}")
    if arguments.file is None and not arguments.worker_only:
        raise Trouble("the following arguments are required: FILE: see svs-designer run --help")
    if arguments.worker_only and (arguments.file or arguments.start_only):
        raise Trouble("--worker-only starts no case: leave out FILE and --start-only")
    if not 1 <= arguments.cases <= MOST_CASES:
        raise Trouble(f"--cases is a number from 1 to {MOST_CASES:,}")
    if arguments.log:
        check_ending(arguments.log)


def _local(arguments: argparse.Namespace, definition: "Definition") -> int:
    from svs_designer.cli.rehearsing import rehearse_in_terminal
    from svs_designer.cli.reporting import wants_colour
    from svs_designer.cli.summing_up import as_text
    from svs_designer.running.local import NeverEnds
    from svs_designer.running.summary import summary

    start = _start(arguments.start)
    alone = not arguments.answers and arguments.seed is None and arguments.cases == 1
    cases: list[Rehearsal] = []
    try:
        if alone and sys.stdin and sys.stdin.isatty() and sys.stdout.isatty():
            cases.append(rehearse_in_terminal(definition, start, colour=wants_colour()))
        else:
            cases += _rehearsed(arguments, definition, start)
    except NeverEnds as trouble:
        raise Trouble(str(trouble)) from trouble
    log = [event for case in cases for event in case.log]
    sys.stdout.write(as_text(definition, summary(definition, log, {each.case.id: each.began for each in cases})))
    if arguments.log:
        write_log(arguments.log, definition.title, log)
    return _said_failures(cases)


def _rehearsed(arguments: argparse.Namespace, definition: "Definition", start: datetime.datetime) -> "list[Rehearsal]":
    from svs_designer.running.answering import NoSuchWay, by_list
    from svs_designer.running.local import Rehearsal

    answers = _answers(arguments.answers)
    _refuse_unknown(answers, definition)
    cases = []
    for number in range(1, arguments.cases + 1):
        name = f"{definition.name}-{number}"
        choose = by_list(answers, _otherwise(arguments.seed, arguments.cases, name))
        try:
            cases.append(Rehearsal.of(definition, at=start, case=name).rehearse(choose))
        except NoSuchWay as trouble:
            raise Trouble(f"--answers: {trouble}") from trouble
    return cases


def _refuse_unknown(answers: dict[str, list[str]], definition: "Definition") -> None:
    from svs_designer.running.steps import element, is_step

    steps = [element(task) for task in definition.tasks.values() if is_step(task)]
    for step in answers:
        if step not in steps:
            near = get_close_matches(step, steps, n=1)
            hint = f"did you mean {near[0]}?" if near else f"the steps are {', '.join(dict.fromkeys(steps))}"
            raise Trouble(f"--answers: there is no step {step!r}: {hint}")


def _otherwise(seed: int | None, cases: int, name: str) -> "Choose":
    from svs_designer.running.answering import by_shares, default_way

    if seed is None and cases == 1:
        return default_way
    return by_shares(seed or 0, name)


def _answers(given: Sequence[str]) -> dict[str, list[str]]:
    answers: dict[str, list[str]] = {}
    for text in given:
        step, sign, ways = text.partition("=")
        if not sign or not step or not ways:
            raise Trouble(f"--answers {text}: write STEP=WAY, or STEP=WAY,WAY for its first and second visit")
        answers.setdefault(step, []).extend(way.strip() for way in ways.split(","))
    return answers


def _start(text: str | None) -> datetime.datetime:
    if text is None:
        return datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    try:
        found = datetime.datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=datetime.UTC)).astimezone(datetime.UTC)
    except (ValueError, OverflowError) as error:
        raise Trouble(f"--start {text}: write a time like 2026-03-02T09:00") from error


def _said_failures(cases: "list[Rehearsal]") -> int:
    from svs_designer.running.faults import in_words

    failed = [case.case for case in cases if case.case.error is not None]
    for case in failed[:3]:
        say(f"case {case.id} failed: {in_words(case.error or {})}")
    return FINDINGS if failed else CLEAN


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number") from error
