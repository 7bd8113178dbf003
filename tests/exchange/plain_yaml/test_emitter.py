"""Writing a tree: what any YAML reader gets back is what was written."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from svs_designer.exchange.plain_yaml.emitter import WIDTH, emit
from svs_designer.formats.native.tree import parse
from tests.strategies import texts

signs = st.text(st.sampled_from("ab:#-?,[]{}&*!|>'\"%@` \n\t\r0123456789.eExo_~=<yYnN\x85\u2028\ufeff"), max_size=12)
words = st.sampled_from(["0x1f", "0b1", "1.e5", ".inf", "-.INF", ".nan", "=", "<<", "~", "08:00-18:00", "N", "OFF"])
scalars = (
    texts | signs | words | st.integers(-(10**17), 10**17) | st.floats(allow_nan=False, allow_infinity=False)
    | st.booleans() | st.none()
)  # fmt: skip
trees = st.recursive(
    scalars, lambda below: st.lists(below, max_size=5) | st.dictionaries(texts | signs, below, max_size=5)
)


@given(trees)
def test_every_reader_gets_the_same_tree_back(tree):
    text = emit(tree)

    for loader in (yaml.CSafeLoader, yaml.SafeLoader):
        assert repr(yaml.load(text, Loader=loader)) == repr(tree)
    own = parse(text)
    assert own.faults == ()
    assert repr(own.tree) == repr(tree)


@pytest.mark.parametrize(
    "plain", ["Choose the next team", "80%", "1h30m", "3 per week", "P2 (urgent)", "it's", "Größe", "itil4", "a/b"]
)
def test_usual_texts_stand_without_quotes(plain):
    assert emit({"a": plain}) == f"a: {plain}\n"


@pytest.mark.parametrize(
    "risky",
    ["on", "no", "12:30", "010", "2026-12-31", "1.0", "4", "a: b", "a, b", "what?", "#1", "- a", "", "null", "=", "x "],
)
def test_what_a_reader_could_mistake_is_quoted(risky):
    assert emit({"a": risky}) == f'a: "{risky}"\n'


def test_lines_of_text_stand_as_a_block():
    assert emit({"notes": "one\n\ntwo: 2\n", "last": 1}) == "notes: |\n  one\n\n  two: 2\nlast: 1\n"
    assert emit({"notes": "one\ntwo"}) == "notes: |-\n  one\n  two\n"


def test_small_mappings_stand_on_one_line_while_they_fit():
    item = {"id": "a", "name": "x" * 80}

    assert emit({"teams": [item]}) == f"teams:\n  - {{id: a, name: {'x' * 80}}}\n"
    assert emit({"teams": [{**item, "kind": "internal"}]}).count("\n") == 4


def test_lines_keep_the_width_where_they_can():
    text = emit({"a": {f"k{i}": ["word"] * i for i in range(40)}})

    assert max(len(line) for line in text.splitlines()) <= WIDTH


def test_block_keys_keep_their_shape_at_every_size():
    assert emit({"steps": [{"id": "a"}]}, in_block={"steps"}) == "steps:\n  - id: a\n"
    assert emit({"layout": {"s": {"a": [0, 0]}}}, in_block={"layout"}) == "layout:\n  s:\n    a: [0, 0]\n"


def test_a_very_long_key_is_read_back():
    tree = {"k" * 2000: 1, "list": [{"l" * 2000: {"m" * 2000: "x"}}]}

    assert parse(emit(tree)).tree == tree


@pytest.mark.parametrize("number", [float("inf"), float("nan")])
def test_numbers_that_are_not_finite_are_refused(number):
    with pytest.raises(ValueError, match="finite"):
        emit({"a": number})
