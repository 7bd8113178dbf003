"""Parsing: values as YAML 1.2 has them, faults with their place, and limits that a hostile file cannot pass."""

import pytest
import yaml

from svs_designer.formats.native import tree as tree_module
from svs_designer.formats.native.tree import parse


def messages(text: str) -> list[str]:
    return [str(fault) for fault in parse(text).faults]


@pytest.mark.parametrize(
    "word", ["on", "off", "yes", "No", "y", "12:30", "010", "1_000", "2026-12-31", ".nan", "1e999"]
)
def test_what_yaml_versions_read_differently_stays_text(word):
    assert parse(f"a: {word}").tree == {"a": word}


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12), ("-1.5", -1.5), ("0x1F", 31), ("0o17", 15), ("1e3", 1000.0), ("true", True), ("~", None), ("", None)],
)
def test_core_scalars_have_their_value(text, value):
    assert parse(f"a: {text}").tree == {"a": value}


def test_quoted_words_are_text():
    assert parse("a: \"12\"\nb: 'true'").tree == {"a": "12", "b": "true"}


def test_every_fault_of_form_is_named_with_its_place():
    text = "a: 1\na: 2\nb: !t c\n12: x\nd: *x\ne: &y z\n? [q]\n: r\n"

    found = parse(text)

    assert [(fault.line, fault.column) for fault in found.faults] == [
        (2, 1), (3, 4), (4, 1), (5, 4), (6, 4), (7, 3),
    ]  # fmt: skip
    assert found.tree == {"a": 1, "b": "c", "e": "z"}


def test_a_repeated_key_names_both_lines():
    assert messages("a: 1\nb: 2\na: 3\n") == [
        "3:1: The key 'a' stands twice; the first in line 1 counts. Remove one of the two."
    ]


def test_a_comma_that_cuts_a_text_is_told():
    found = parse("{text: No Wi-Fi, because of rain}")

    assert found.tree == {"text": "No Wi-Fi"}
    assert str(found.faults[0]) == (
        "1:18: The comma before 'because of rain' cuts the text 'No Wi-Fi' short. Put the whole text in quotes."
    )


def test_an_empty_value_with_its_colon_is_no_fault():
    assert parse("{a: , b: }\n").tree == {"a": None, "b": None}
    assert parse("{a: , b: }\n").faults == ()


def test_a_second_document_is_refused():
    assert messages("a: 1\n---\nb: 2\n") == ["2:1: A second document ('---') begins here. Keep one document in a file."]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: b: c", (1, 5), "needs quotes"),
        ("a: @x", (1, 4), "cannot begin with '@'"),
        ("a: `x", (1, 4), "cannot begin with '`'"),
        ("a:\n\tb: c", (2, 1), "Replace the tab"),
        ("a: {b: c\n", (2, 1), "The '{' of line 1 is not closed"),
        ("a: [b\nc: d", (2, 2), "The '[' of line 1 is not closed"),
        ("a: 'x", (1, 6), "closing quote"),
        ('a: "\\q"', (1, 5), "two backslashes"),
        ('a: "x" y', (1, 8), "after its closing quote"),
        ("a: *", (1, 5), "Put the whole text in double quotes"),
        ("a: b\n c: d", (2, 3), "A key cannot stand here"),
        ("- a\nb: c", (2, 1), "A list item was expected"),
        ("a: - b", (1, 4), "A list cannot begin here"),
        ("%YAML 1.1\n---\na: b", (1, 1), "directive"),
        ("a: \x00", (1, 4), "NUL"),
        ("a: x\x07y", (1, 5), "U+0007"),
        ("a: \ud800", (1, 4), "U+D800"),
    ],
)
def test_broken_syntax_is_told_in_plain_words(text, place, words):
    (fault,) = parse(text).faults

    assert (fault.line, fault.column) == place
    assert words in str(fault)


def test_marks_find_keys_values_and_items():
    found = parse("a:\n  - {b: c}\n  - d: [e, f]\n", with_marks=True)
    marks = found.marks

    assert marks is not None
    assert marks.of(found.tree, ("a",), key=True) == (1, 1)
    assert marks.of(found.tree, ("a", 0, "b")) == (2, 9)
    assert marks.of(found.tree, ("a", 1)) == (3, 5)
    assert marks.of(found.tree, ("a", 1, "d", 1)) == (3, 12)
    assert marks.of(found.tree, ("a", 1, "missing", 7)) == (3, 5)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[" * 5_000_000, "64 levels"),
        ("{a: " * 3_000_000, "64 levels"),
        ("- " * 9_000_000, "64 levels"),
        ("a: &a [x]\nb: [" + "*a," * 100_000 + "]", "anchor"),
        ("&a " * 500_000, "anchor"),
        ("".join(f"%TAG !a{i}! x\n" for i in range(100_000)), "directive"),
        ("a: 1\n" * 100_000, "stands twice"),
    ],
    ids=["brackets", "braces", "dashes", "aliases", "anchors", "directives", "duplicates"],
)
def test_hostile_texts_are_refused(text, words):
    found = parse(text)

    assert words in str(found.faults[0])
    assert len(found.faults) <= tree_module.MOST_FAULTS + 1


def test_too_many_nodes_are_refused(monkeypatch):
    monkeypatch.setattr(tree_module, "MOST_EVENTS", 1000)

    assert "more than 1,000 keys" in messages("[" + "a," * 2000 + "]")[0]


def test_the_slow_parser_reads_the_same(monkeypatch):
    text = 'svs: "1.0"\nstreams:\n  - {id: a, name: "é # x"}\n  - id: b\n    notes: |\n      one\n\n      two\n'
    fast = parse(text).tree

    monkeypatch.setattr(tree_module, "LOADER", yaml.SafeLoader)

    assert parse(text).tree == fast
