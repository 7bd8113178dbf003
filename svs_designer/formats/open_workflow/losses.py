"""What an Open Workflow definition cannot hold of a stream, or does otherwise than the picture says."""

from collections.abc import Iterator

from svs_designer.exchange.decisions import carrying
from svs_designer.exchange.exporter import Loss
from svs_designer.formats.open_workflow.plan import Plan
from svs_designer.model.ids import DEMAND, VALUE


def losses_of(plan: Plan) -> tuple[Loss, ...]:
    """Return what has to be said about a definition, in the order of importance."""
    return tuple(_losses(plan))


def _losses(plan: Plan) -> Iterator[Loss]:
    stream = plan.stream
    for source, target, instead in plan.bounded:
        way = f"{_label(plan, source)} → {_label(plan, target)}"
        yield Loss(
            f"A case takes {way} {plan.most} times at most, then goes on to {_label(plan, instead)}", (source, target)
        )
    if plan.copied:
        names = ", ".join(_label(plan, step) for step in plan.copied)
        yield Loss(
            f"Branches that end on their own have steps of their own: {names} stands in several", tuple(plan.copied)
        )
    undecided = tuple(node for node in (DEMAND, VALUE) if plan.decision(node))
    if undecided:
        named = " and ".join(undecided)
        yield Loss(f"Nobody decides at {named}: the input of the workflow says which way a case takes", undecided)
    quiet = [(source, link.to) for source, link in stream.links() if link not in carrying(plan.ways(source))]
    if quiet:
        ways = ", ".join(f"{_label(plan, source)} → {_label(plan, target)}" for source, target in quiet)
        yield Loss(f"No case takes these links, they are kept as metadata: {ways}", tuple(each for each, _ in quiet))
    yield from _unplayed(plan)


def _unplayed(plan: Plan) -> Iterator[Loss]:
    stream = plan.stream
    if stream.targets:
        names = ", ".join(target.name or target.id for target in stream.targets)
        yield Loss(f"Targets do not stop or warn anybody, they are kept as metadata: {names}")
    if any(step.queue and step.queue.limit for step in stream.steps):
        limited = tuple(step.id for step in stream.steps if step.queue and step.queue.limit)
        yield Loss("Limits of queues are kept as metadata: an engine takes any number of cases", limited)


def _label(plan: Plan, node: str) -> str:
    found = plan.stream.step(node) or plan.stream.end(node)
    return f"“{found.name or node}”" if found else node
