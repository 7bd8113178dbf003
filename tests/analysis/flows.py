"""Flows said in one line, and random ones."""

from hypothesis import strategies as st

from svs_designer.model.links import Split
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
