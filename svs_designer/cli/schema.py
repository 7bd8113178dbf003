"""`svs-designer schema`: the JSON Schema of the native file."""

import argparse
import sys

from svs_designer.cli.trouble import CLEAN
from svs_designer.resource_files import resource


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "schema",
        help="print the JSON Schema of the native file",
        description="Print the JSON Schema (2020-12) of *.svs.yaml, for editors and other tools.",
    )
    parser.set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Print the schema as shipped."""
    sys.stdout.write(resource("schema", "svs-1.json").read_text(encoding="utf-8"))
    return CLEAN
