"""Tools: whether a case stays in one of them, or is entered twice."""

from collections.abc import Iterator, Mapping
from functools import partial

from svs_designer.analysis.facts import Facts
from svs_designer.model.document import Document
from svs_designer.model.edits import registers, steps
from svs_designer.model.links import LinkKind
from svs_designer.model.registers import Tool
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.wording import quoted
from svs_designer.rules.finding import Fix
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

_HOLDING_CASES = (
    "ticket", "itsm", "service management", "service desk", "help desk", "helpdesk", "workflow", "case", "crm",
    "issue", "request", "work item", "work management",
)  # fmt: skip
"""Words in the category of a tool that holds the record of a case. Two phones, consoles or storerooms are no fault."""

Held = tuple[str, ...]
"""The tools of one category that a case is in."""

Pairs = frozenset[tuple[str, str]]
"""Pairs of tools, each both ways round."""


def integrations(document: Document) -> Pairs:
    """Return the pairs of tools that share their records."""
    pairs = [(tool.id, other) for tool in document.tools for other in tool.integrated_with]
    return frozenset((*pairs, *((other, one) for one, other in pairs)))


def share_records(one: Held, other: Held, integrated: Pairs) -> bool:
    """Tell whether two steps have a tool in common, or tools that are integrated."""
    for tool in one:
        if tool in other:
            return True
    return bool(integrated) and any((a, b) in integrated for a in one for b in other)


@rule("SVS053")
def two_tools(subject: Subject) -> Iterator[Found]:
    """Object to a case that goes on in another tool of the same category, or is kept in two at once."""
    for rivals in _rivals(subject):
        holding = {
            step.id: tuple(tool for tool in step.tools if tool in rivals)
            for step in subject.stream.steps
            if not rivals.isdisjoint(step.tools)
        }
        yield from _kept_twice(subject, holding)
        yield from _changed(subject, holding)


def _rivals(subject: Subject) -> list[set[str]]:
    """Return the tools that hold cases, by category, where the steps of the stream use several of a category."""
    if len(subject.document.tools) < 2:
        return []
    used = {tool for step in subject.stream.steps for tool in step.tools}
    by_category: dict[str, set[str]] = {}
    for tool in subject.document.tools:
        category = " ".join(tool.category.casefold().replace("-", " ").split())
        if tool.id in used and any(word in category for word in _HOLDING_CASES):
            by_category.setdefault(category, set()).add(tool.id)
    return [tools for tools in by_category.values() if len(tools) > 1]


def _kept_twice(subject: Subject, holding: Mapping[str, Held]) -> Iterator[Found]:
    integrated = integrations(subject.document)
    for step, (first, *others) in holding.items():
        other = next((each for each in others if (first, each) not in integrated), None)
        if other and step not in subject.facts.tail:
            message = (
                f"Step {quoted(subject, step)} keeps the case in {_names(subject, first, other)}, "
                "which do not share their records: keep it in one, or integrate them"
            )
            yield Found(message, step, "tools", _ways_out(subject, first, other))


def _changed(subject: Subject, holding: Mapping[str, Held]) -> Iterator[Found]:
    integrated, arriving = integrations(subject.document), _arriving(subject.facts, holding)
    for target, held in holding.items():
        for source, brought in arriving.get(target, {}).items() if target not in subject.facts.tail else ():
            apart = [each for each in sorted(brought) if not share_records(each, held, integrated)]
            if apart:
                yield _change(subject, (source, target), apart[0][0], held[0])


def _change(subject: Subject, link: tuple[str, str], old: str, new: str) -> Found:
    source, target = link
    message = (
        f"From {quoted(subject, source)} to {quoted(subject, target)} the case goes over from one tool to another "
        f"of its kind, {_names(subject, old, new)}, which do not share their records: keep it in one, or integrate them"
    )
    return Found(message, link, None, _ways_out(subject, old, new))


def _arriving(facts: Facts, holding: Mapping[str, Held]) -> dict[str, dict[str, set[Held]]]:
    """Return for each node, by the node before it, in which tools a case arrives; it stays in them until the next."""
    arriving: dict[str, dict[str, set[Held]]] = {}
    waiting = list(holding.items())
    known = set(waiting)
    while waiting:
        node, held = waiting.pop()
        for link in facts.ways[facts.index[node]].links:
            if link.kind is LinkKind.FEEDBACK or link.share == 0:
                continue
            arriving.setdefault(link.to, {}).setdefault(node, set()).add(held)
            if link.to not in holding and (link.to, held) not in known:
                known.add((link.to, held))
                waiting.append((link.to, held))
    return arriving


def _names(subject: Subject, first: str, second: str) -> str:
    labels = [f"'{subject.document.label('tools', each)}'" for each in (first, second)]
    return " and ".join(labels)


def _ways_out(subject: Subject, first: str, second: str) -> tuple[Fix, ...]:
    """Offer to do without one of two tools in the whole stream, or to declare that they share their records."""
    one, other = (subject.document.label("tools", each) for each in (first, second))
    both = " and ".join(f"'{each}'" for each in sorted((one, other)))  # the same for either direction
    sid, tool = subject.stream.id, subject.document.entry("tools", first)
    linked = (*(tool.integrated_with if isinstance(tool, Tool) else ()), second)
    integrate = partial(registers.set_entry, register="tools", entry_id=first, integrated_with=linked)
    return (
        Fix(
            f"Use '{one}' in place of '{other}' in all steps",
            partial(steps.exchange_tool, stream_id=sid, old=second, new=first),
        ),
        Fix(
            f"Use '{other}' in place of '{one}' in all steps",
            partial(steps.exchange_tool, stream_id=sid, old=first, new=second),
        ),
        Fix(f"Declare that {both} are integrated", integrate),
    )


RULES: tuple[Rule, ...] = (two_tools,)
