"""A stranger's file can only be refused: in words, soon, and whatever it holds."""

from contextlib import suppress

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from svs_designer.exchange.importer import CannotImport, Imported
from svs_designer.exchange.plain_yaml.emitter import emit
from svs_designer.exchange.plain_yaml.reading import MOST_BYTES, load_tree
from svs_designer.formats.open_workflow.importer import IMPORTER
from tests.formats.open_workflow.exporting import exported, tree_of
from tests.strategies import texts

HEAD = "document: {dsl: 1.0.0, namespace: a, name: b, version: 1.0.0}\n"
BOMB = "".join(f"b{n}: &b{n} [{', '.join([f'*b{n - 1}'] * 9 if n else ['x'] * 9)}]\n" for n in range(9))
CHAIN = ", ".join(f"{{t{n}: {{metadata: {{svs: {{repeat: {{}}}}}}, set: {{a: 1}}}}}}" for n in range(5000))
TWICE = ", ".join(
    f"{{t{n}: {{metadata: {{svs: {{decision: a}}}}, switch: [{ways}]}}}}"
    for n in range(90)
    for ways in [f"{{a: {{when: x, then: t{n + 1}}}}}, {{b: {{then: t{n + 1}}}}}"]
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("document: !!python/object/apply:os.system [ls]", "the tag tag:yaml.org,2002:python"),
        (BOMB, "more than 1,000,000 keys and values"),
        ("a: &a [*a]", "an alias stands for nothing, or for itself"),
        ("a: *b", "undefined alias|an alias stands for nothing"),
        ("[" * 400 + "]" * 400, "more than 250 levels"),
        ("- x\n" * 1_100_000, "more than 1,000,000 keys and values"),
        ("a: 1\na: 2", "line 2: the key 'a' stands twice"),
        ("{[a]: 1}", "a list or mapping cannot be a key"),
        ("a: 1\n---\nb: 2", "line 2: a second document"),
        ("%YAML 1.2\n---\na: 1", "a directive"),
        ("a: [1", "this is no YAML"),
        ("a: \x01", "does not allow"),
        (HEAD + f"do: [{CHAIN}, {{z: {{set: {{a: 1}}}}}}]", "only lead on: shorten it"),
        (HEAD + f"do: [{', '.join('{a: {set: {b: 1}}}' for _ in range(30_001))}]", "more than 30,000 tasks"),
    ],
)  # fmt: skip
def test_what_could_harm_is_refused_in_words(text, words):
    with pytest.raises(CannotImport, match=words):
        IMPORTER.read(text.encode(), "bad.yaml")


def test_large_files_and_other_encodings_are_refused():
    with pytest.raises(CannotImport, match="20 MB is the most"):
        load_tree(b"a" * (MOST_BYTES + 1), "big.yaml")
    with pytest.raises(CannotImport, match="no UTF-8 text"):
        load_tree("a: é".encode("latin-1"), "old.yaml")
    assert load_tree("a: é".encode("utf-16"), "wide.yaml") == {"a": "é"}
    assert load_tree("\ufeffa: é".encode(), "marked.yaml") == {"a": "é"}


def test_ways_that_double_at_every_task_are_walked_once():
    back = IMPORTER.read((HEAD + f"do: [{{s: {{set: {{a: 1}}}}}}, {TWICE}, {{t90: {{set: {{a: 1}}}}}}]").encode(), "x")

    assert [link.to for link in back.document.streams[0].steps[0].next.links] == ["t90"]


@pytest.mark.parametrize(
    "data",
    [
        b"document:\n" + b" \n" * 30_000,
        b"document:\n" * 7_000,
        b"document:" + b"\n" * 60_000,
        b"document: {" + b"dsl " * 16_000,
    ],
)
def test_a_file_is_told_at_once_whatever_it_holds(data):
    assert not IMPORTER.recognises(data)


def test_ten_thousand_tasks_of_one_name_each_get_an_id():
    tasks = "- a: {fork: {branches: [{a: {set: {b: 1}}}, {a: {set: {b: 1}}}]}}\n" * 4_000
    back = IMPORTER.read((HEAD + "do:\n" + tasks).encode(), "x")

    assert len({step.id for step in back.document.streams[0].steps}) == 12_001


def test_a_few_aliases_are_written_out():
    held = {"b": [1, "no", 31]}

    assert load_tree(b"a: &x {b: [1, no, 0x1f]}\nc: *x\nd: [*x, *x]", "x") == {"a": held, "c": held, "d": [held, held]}


PLAIN = texts | st.integers(-99, 99) | st.none() | st.booleans()


@given(st.recursive(PLAIN, lambda below: st.lists(below, max_size=4) | st.dictionaries(texts, below, max_size=4)))
def test_what_is_written_is_read_back(tree):
    assert load_tree(emit({"tree": tree}).encode(), "x") == {"tree": tree}


def read(data: bytes) -> None:
    """Read what may be anything: all but a document or a refusal is a failure."""
    with suppress(CannotImport):
        assert isinstance(IMPORTER.read(data, "fuzz.yaml"), Imported)


@given(st.binary(max_size=200) | texts.map(lambda text: (HEAD + text).encode("utf-8", "replace")))
def test_no_bytes_do_more_than_be_refused(data):
    IMPORTER.recognises(data)
    read(data)


WORDS = ["take-call", "log", "value", "end", "exit", "continue", "x", 1, None, True, -1.5, "${ . }", "demand"]
KEYS = ["do", "then", "switch", "fork", "branches", "set", "when", "metadata", "svs", "step", "next", "id", "one", "to"]
ANY = st.recursive(
    st.sampled_from(WORDS),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.sampled_from(KEYS), below, max_size=3),
    max_leaves=6,
)


@pytest.mark.slow
@given(st.data())
def test_a_definition_of_ours_spoilt_anywhere_is_read_or_refused(data):
    tree = tree_of(exported("wifi-to-be"))
    for _ in range(data.draw(st.integers(1, 3))):
        held = tree
        while True:
            keys = list(held) if isinstance(held, dict) else list(range(len(held)))
            key = data.draw(st.sampled_from(keys))
            if not isinstance(held[key], dict | list) or not held[key] or data.draw(st.integers(0, 5)) == 0:
                break
            held = held[key]
        held[key] = data.draw(ANY)

    read(yaml.dump(tree, Dumper=yaml.CSafeDumper if yaml.__with_libyaml__ else yaml.SafeDumper).encode())
