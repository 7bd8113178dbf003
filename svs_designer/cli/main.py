"""The command `svs-designer`: opens the window, or does one of its subcommands."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from svs_designer import __version__
from svs_designer.cli.trouble import CLEAN, UNUSABLE, Trouble

DESCRIPTION = """\
Draw value streams over the service value chain, check them, and write YAML that other tools run.

  svs-designer [FILE ...]          open the window
  svs-designer COMMAND --help      about one command
"""
EPILOG = "Exit codes: 0 clean, 1 findings at or above --fail-on, 2 unreadable file or wrong usage."


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; never lets a traceback out for what a user can mend."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8()
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except Trouble as trouble:
        print(f"svs-designer: {trouble}", file=sys.stderr)
        return UNUSABLE
    except BrokenPipeError:
        # The reader of the pipe went away (`| head`): nothing is wrong, and Python must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except OSError as error:
        print(f"svs-designer: the output cannot be written: {error.strerror or error}", file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        return 130
    return code


def _run(arguments: list[str]) -> int:
    first = next((each for each in arguments if not each.startswith("-")), None)
    if first in _commands() or (first is None and {"-h", "--help", "--version"} & set(arguments)):
        parsed = _parser().parse_args(arguments)
        run: Callable[[argparse.Namespace], int] = parsed.run
        return run(parsed)
    from svs_designer.cli.window import open_window

    return open_window(arguments)


def _commands() -> tuple[str, ...]:
    return ("validate", "export", "schema", "rules")


def _parser() -> argparse.ArgumentParser:
    from svs_designer.cli import export, rules, schema, validate

    parser = argparse.ArgumentParser(
        prog="svs-designer",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"SVS Designer {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in (validate, export, schema, rules):
        module.add_to(commands)
    return parser


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale says: files and pipes are read by tools that expect it."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    raise SystemExit(main())
