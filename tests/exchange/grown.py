"""Sound streams grown at random: rows, decisions, branches that meet, rework, and alternatives within branches."""

from hypothesis import strategies as st

from svs_designer.model.links import LinkKind
from svs_designer.model.stream import ValueStream


class _Growing:
    """A stream in the making: steps by id, each with its ways on."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.steps: list[dict[str, object]] = []

    def step(self, ways: object = None, **fields: object) -> str:
        step_id = f"s{len(self.steps)}"
        team = self.draw(st.sampled_from(["desk", "network", None]))
        self.steps.append({"id": step_id, "name": f"Do {step_id}", "team": team, "next": ways, **fields})
        return step_id

    def lead(self, source: str, ways: object) -> None:
        """Set the ways on of a step; a loop has left one already, and the other is added."""
        step = self.steps[int(source[1:])]
        before = step["next"]
        if isinstance(before, dict) and isinstance(ways, str):
            step["next"] = {"one": [*before["one"], {"to": ways, "share": 0.8}]}
        else:
            step["next"] = ways

    def block(self, budget: int) -> tuple[str, list[str]]:
        """Grow a piece with one way in; return its first step and the steps whose way on is open."""
        shape = self.draw(st.sampled_from(["row", "one", "all", "loop"])) if budget > 1 else "step"
        if shape == "step":
            step = self.step()
            return step, [step]
        if shape == "row":
            first, loose = self.block(budget // 2)
            second, rest = self.block(budget - budget // 2)
            for each in loose:
                self.lead(each, second)
            return first, rest
        if shape == "loop":
            first, loose = self.block(budget - 1)
            check = self.step()
            for each in loose:
                self.lead(each, check)
            self.lead(check, {"one": [{"to": first, "share": 0.2, "kind": LinkKind.REWORK}]})
            return first, [check]
        head = self.step()
        parts = [self.block(budget // 3) for _ in range(self.draw(st.integers(2, 3)))]
        self.lead(head, {shape: [first for first, _ in parts]})
        loose = [each for _, part in parts for each in part]
        if shape == "one":
            return head, loose
        join = self.step(join="all")
        for each in loose:
            self.lead(each, join)
        return head, [join]

    def close(self, loose: list[str], target: str) -> None:
        for each in loose:
            self.lead(each, target)


@st.composite
def grown_streams(draw: st.DrawFn, *, most: int = 9) -> ValueStream:
    """Draw a stream that every engine can run, with or without a tail after value."""
    growing = _Growing(draw)
    first, loose = growing.block(draw(st.integers(1, most)))
    growing.close(loose, "value")
    tail = growing.step("end") if draw(st.booleans()) else None
    return ValueStream(
        id="grown",
        name="Grown",
        demand={"text": "Somebody asks", "next": first},
        value={"outcome": "Somebody can work again", "next": tail},
        steps=tuple(growing.steps),
        ends=({"id": "end", "name": "Over"},),
    )
