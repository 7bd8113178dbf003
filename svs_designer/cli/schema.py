"""`svs-designer schema`: the JSON Schemas of the native file and of what other subcommands print."""

import argparse
import sys

from svs_designer.cli.trouble import CLEAN
from svs_designer.resource_files import resource

SCHEMAS = {"document": "svs-1.json", "findings": "findings-1.json", "measures": "measures-1.json"}


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "schema",
        help="print the JSON Schema of the native file, or of a report",
        description="Print a JSON Schema (2020-12), for editors and other tools: of *.svs.yaml (document), of "
        "`validate --format json` (findings), or of `measure --format json` (measures).",
    )
    parser.add_argument("of", nargs="?", choices=SCHEMAS, default="document", help="what it describes (document)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the schema as shipped."""
    sys.stdout.write(resource("schema", SCHEMAS[arguments.of]).read_text(encoding="utf-8"))
    return CLEAN
