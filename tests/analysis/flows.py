"""Flows said in one line, and random ones."""

from collections.abc import Callable

from hypothesis import strategies as st

from svs_designer.model.base import evolve
from svs_designer.model.links import Split, Ways
from svs_designer.model.step import Join
from svs_designer.model.stream import ValueStream
from tests.builders import a_step

DEFAULT_ENDS = ({"id": "end", "name": "Declined"},)


def a_flow(*lines: str, **fields: object) -> ValueStream:
    """Build a stream from lines such as `demand > a`, `a > one b c`, `b > all c d`, `*j > value` (j waits for all)."""
    ways: dict[str, object] = {}
    waiting: set[str] = set()
    for line in lines:
        source, _, targets = (part.strip() for part in line.partition(">"))
        if source.startswith("*"):
            source = source[1:]
            waiting.add(source)
        ways[source] = _ways(targets.split())
    inner = [node for node in ways if node not in ("demand", "value")]
    return ValueStream(
        **{
            "id": "s",
            "name": "Stream",
            "demand": {"text": "Somebody asks", "next": ways.get("demand")},
            "value": {"outcome": "Somebody can work again", "next": ways.get("value")},
            "steps": tuple(a_step(node, next=ways[node], join="all" if node in waiting else "any") for node in inner),
            "ends": DEFAULT_ENDS,
            **fields,
        }
    )


def delayed(stream: ValueStream, delay: Callable[[str, str], str] = lambda source, target: "3m") -> ValueStream:
    """Return a stream with a delay on each of its links."""

    def ways(source: str, told: Ways) -> Ways:
        return evolve(told, links=tuple(evolve(link, delay=delay(source, link.to)) for link in told.links))

    return evolve(
        stream,
        demand=evolve(stream.demand, next=ways("demand", stream.demand.next)),
        value=evolve(stream.value, next=ways("value", stream.value.next)),
        steps=tuple(evolve(step, next=ways(step.id, step.next)) for step in stream.steps),
    )


def _ways(words: list[str]) -> object:
    if words[:1] in (["one"], ["all"]):
        return {words[0]: words[1:]}
    return words or None


@st.composite
def flows(draw: st.DrawFn, *, most: int = 6) -> ValueStream:
    """Draw a stream of any shape: loops, forks, joins, dead ends and unreached parts included."""
    names = [f"n{number}" for number in range(draw(st.integers(1, most)))]
    targets = [*names, "value", "end"]
    steps = []
    for name in names:
        links = draw(st.lists(st.sampled_from(targets), max_size=3, unique=True))
        split = draw(st.sampled_from([Split.ONE, Split.ALL]))
        ways = {"links": tuple({"to": target} for target in links), "split": split if len(links) > 1 else None}
        steps.append(a_step(name, next=ways, join=draw(st.sampled_from(list(Join)))))
    return ValueStream(
        id="s",
        name="Stream",
        demand={"text": "Somebody asks", "next": names[0]},
        value={"outcome": "Somebody can work again"},
        steps=tuple(steps),
        ends=DEFAULT_ENDS,
    )


class _Growing:
    """A flow that grows block by block; each block begins at one node and is left by some that lead nowhere yet."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.ways: dict[str, list[str]] = {}
        self.forks: set[str] = set()
        self.joins: set[str] = set()

    def node(self) -> str:
        name = f"n{len(self.ways)}"
        self.ways[name] = []
        return name

    def lead(self, sources: list[str], target: str) -> None:
        for source in sources:
            self.ways[source].append(target)

    def block(self, depth: int) -> tuple[str, list[str]]:
        kinds = ["step", "line", "choice", "rework", "fork"] if depth else ["step"]
        return getattr(self, self.draw(st.sampled_from(kinds)))(depth - 1)

    def step(self, _depth: int) -> tuple[str, list[str]]:
        name = self.node()
        return name, [name]

    def line(self, depth: int) -> tuple[str, list[str]]:
        entry, left = self.block(depth)
        for _ in range(self.draw(st.integers(1, 2))):
            following, after = self.block(depth)
            self.lead(left, following)
            left = after
        return entry, left

    def choice(self, depth: int) -> tuple[str, list[str]]:
        name = self.node()
        left = [name] if self.draw(st.booleans()) else []
        for _ in range(2 - len(left)):
            entry, after = self.block(depth)
            self.lead([name], entry)
            left += after
        return name, left

    def rework(self, depth: int) -> tuple[str, list[str]]:
        entry, left = self.block(depth)
        check = self.node()
        self.lead(left, check)
        self.lead([check], entry)
        return entry, [check]

    def fork(self, depth: int) -> tuple[str, list[str]]:
        name, join = self.node(), self.node()
        self.forks.add(name)
        self.joins.add(join)
        for _ in range(self.draw(st.integers(2, 3))):
            entry, left = self.block(depth)
            self.lead([name], entry)
            self.lead(left, join)
        return name, [join]

    def line_of(self, node: str) -> str:
        targets = self.ways[node]
        split = "" if len(targets) < 2 else "all " if node in self.forks else "one "
        return f"{'*' if node in self.joins else ''}{node} > {split}{' '.join(targets)}"


@st.composite
def nested_flows(draw: st.DrawFn, *, depth: int = 3) -> ValueStream:
    """Draw a sound stream of blocks inside blocks: lines, choices, rework and forks, with a tail after value."""
    growing = _Growing(draw)
    entry, left = growing.block(depth)
    growing.lead(left, "value")
    after = ""
    if draw(st.booleans()):
        after, left = growing.block(1)
        growing.lead(left, "end")
    nodes = draw(st.permutations(list(growing.ways)))
    lines = [growing.line_of(node) for node in nodes]
    return a_flow(f"demand > {entry}", *lines, *([f"value > {after}"] if after else []))


@st.composite
def tangled_flows(draw: st.DrawFn, *, most: int = 6) -> ValueStream:
    """Draw a stream of choices alone that lead anywhere, back and forth; each step is reached and can get to value."""
    names = [f"n{number}" for number in range(draw(st.integers(1, most)))]
    steps = []
    for name, following in zip(names, [*names[1:], "value"], strict=True):
        others = draw(st.lists(st.sampled_from([*names, "value", "end"]), max_size=2, unique=True))
        targets = draw(st.permutations(list(dict.fromkeys([following, *others]))))
        kinds = st.sampled_from(["flow", "rework"])
        links = [{"to": target, "kind": draw(kinds), "default": draw(st.booleans())} for target in targets]
        steps.append(a_step(name, next={"one": links} if len(links) > 1 else links[0]))
    return a_flow(f"demand > {names[0]}", steps=tuple(draw(st.permutations(steps))))
