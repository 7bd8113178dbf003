"""The command `svs-designer`: opens the window, or does one of its subcommands."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from svs_designer import __version__
from svs_designer.cli.trouble import CLEAN, UNUSABLE, Trouble, say

DESCRIPTION = """\
Draw value streams over the service value chain, check and measure them,
and write YAML that other tools run.

  svs-designer [FILE ...]          open the window
  svs-designer COMMAND --help      about one command
"""
EPILOG = "Exit codes: 0 clean, 1 findings at or above --fail-on, 2 unreadable file or wrong usage."


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; never lets a traceback out for what a user can mend."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _mend_streams()
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except Trouble as trouble:
        say(str(trouble))
        code = UNUSABLE
    except BrokenPipeError:
        code = CLEAN  # the reader of the pipe went away (`| head`): nothing is wrong
    except OSError as error:
        say(f"the output cannot be written: {error.strerror or error}")
        code = UNUSABLE
    except KeyboardInterrupt:
        code = 130
    _let_go()
    if argv is None and "temporalio" in sys.modules:
        os._exit(code)  # threads of its SDK may still touch Python, which aborts while Python takes itself down
    return code


def _let_go() -> None:
    """Lead streams that take no more to nowhere, or Python tries again at exit and ends with a code of its own."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _run(arguments: list[str]) -> int:
    first = next((each for each in arguments if not each.startswith("-")), None)
    if first in _commands() or (first is None and {"-h", "--help", "--version"} & set(arguments)):
        parsed = _parser(first).parse_args(arguments)
        run: Callable[[argparse.Namespace], int] = parsed.run
        return run(parsed)
    if first and not Path(first).suffix and not os.path.lexists(first):
        _refuse_misspelled(first)
    from svs_designer.cli.window import open_window

    return open_window(arguments)


def _refuse_misspelled(word: str) -> None:
    from difflib import get_close_matches

    for command in get_close_matches(word, _commands(), n=1):
        raise Trouble(f"there is no command or file {word}: did you mean {command}?")


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, as the rest of the program does."""

    def error(self, message: str) -> NoReturn:
        raise Trouble(f"{message.removeprefix('argument ')}: see {self.prog} --help")


def _commands() -> tuple[str, ...]:
    return (
        "validate", "measure", "measure-from", "export", "import", "hand-over", "run", "work", "schema", "rules",
    )  # fmt: skip


def _parser(chosen: str | None) -> argparse.ArgumentParser:
    from svs_designer.cli import export, hand_over, import_, measure, rules, run, schema, tickets, validate, work

    parser = _Parser(
        prog="svs-designer",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"SVS Designer {__version__}")
    # Each subcommand's parser is of our class as well, which argparse's types cannot say.
    commands: Any = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    validate.add_to(commands)
    measure.add_to(commands)
    tickets.add_to(commands)
    export.add_to(commands, chosen=chosen == "export")
    import_.add_to(commands, chosen=chosen == "import")
    hand_over.add_to(commands)
    run.add_to(commands)
    work.add_to(commands)
    schema.add_to(commands)
    rules.add_to(commands)
    return parser


def _mend_streams() -> None:
    """Write UTF-8 whatever the locale says: files and pipes are read by tools that expect it.

    A stream that was closed by the caller, or that a program without a console never had, swallows what it gets.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - lives as long as the program
        elif hasattr(stream := getattr(sys, name), "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    raise SystemExit(main())
