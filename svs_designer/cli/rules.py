"""`svs-designer rules`: which rules there are, and one of them explained."""

import argparse
import sys

from svs_designer.cli.trouble import CLEAN, Trouble, say


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "rules",
        help="list the rules, or explain one",
        description="List the rules the check runs, or print one rule's page: what, why, examples, how to mend.",
    )
    parser.add_argument("id", metavar="ID", nargs="?", help="the rule to explain, such as SVS021")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the list or the page; raise Trouble for a rule there is not."""
    sys.stdout.write(_list() if arguments.id is None else _page(arguments.id.upper()))
    return CLEAN


def _list() -> str:
    from svs_designer.rules.installed import installed_rules

    rules, faults = installed_rules()
    width = max(len(rule.id) for rule in rules)
    lines = [f"{rule.id:<{width}}  {rule.level:<7}  {rule.group:<8}  {rule.name}" for rule in rules]
    for fault in faults:
        say(fault.message)
    return "\n".join(lines) + "\n"


def _page(rule_id: str) -> str:
    from svs_designer.rules.installed import installed_rules
    from svs_designer.rules.pages import NoSuchPage, page

    try:
        return page(rule_id).markdown
    except NoSuchPage:
        rules = {rule.id: rule for rule in installed_rules()[0]}
    if rule_id in rules:
        rule = rules[rule_id]
        return f"# {rule.id} {rule.name}\n\n{rule.level.capitalize()} · {rule.group}\n\n{rule.help}\n"
    from difflib import get_close_matches

    near = get_close_matches(rule_id, rules, n=1)
    raise Trouble(
        f"there is no rule {rule_id}" + (f": did you mean {near[0]}?" if near else ": svs-designer rules lists them")
    )
