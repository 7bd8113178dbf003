"""Any text, however broken, gives a reading: a document or faults, and never a traceback."""

from hypothesis import given, settings
from hypothesis import strategies as st

from svs_designer.formats.native import read_text, write_text
from svs_designer.resource_files import model_file

SAMPLE = model_file("wifi-as-is.svs.yaml").read_text(encoding="utf-8")[:9000]
LINES = SAMPLE.splitlines(keepends=True)
JUNK = st.sampled_from([
    ": ", "- ", "{", "}", "[", "]", ",", "\n", "  ", "\t", "#", "&a ", "*a", "!t ", "'", '"', "|", "null", "12",
    "-1", "1e999",
    "next:", "id:", "id: demand", "to: value", "share: 700%", "\x00", "\ufeff", "é", "---\n", "? ", "true", "{}", "[]",
    "x" * 200,
]) | st.text(max_size=8)  # fmt: skip


def check(source: str | bytes) -> None:
    reading = read_text(source)

    assert reading.document is not None or reading.faults
    assert reading.complete is (reading.document is not None and not reading.faults)
    assert all(fault.line >= 0 and fault.message for fault in reading.faults)
    assert reading.positions.of("wifi-as-is", "w01", "name") >= (1, 1)
    if reading.document is not None:
        again = read_text(write_text(reading.document))
        assert again.document == reading.document


@settings(max_examples=80)
@given(st.lists(st.tuples(st.integers(0, len(SAMPLE)), st.integers(0, 40), JUNK), min_size=1, max_size=6))
def test_a_file_with_pieces_replaced(changes):
    text = SAMPLE
    for start, length, junk in changes:
        text = text[:start] + junk + text[start + length :]

    check(text)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, len(LINES)), st.integers(0, len(LINES) - 1)), min_size=1, max_size=6))
def test_a_file_with_lines_moved_and_lost(moves):
    lines = list(LINES)
    for at, taken in moves:
        lines.insert(at, lines.pop(taken % len(lines)))

    check("".join(lines))


values = (
    st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(["a", "b", "value", "end", "A b", "60%", "5m"])
)
KEYS = ["id", "steps", "streams", "next", "to", "one", "all", "name", "touch", "layout", "demand", "value", "ends",
        "teams",
        "split", "links", "targets", "starts", "stops", "step", "likely", "svs", "odd"]  # fmt: skip
trees = st.recursive(
    values, lambda below: st.lists(below, max_size=4) | st.dictionaries(st.sampled_from(KEYS), below, max_size=6)
)


@settings(max_examples=150)
@given(
    st.fixed_dictionaries(
        {}, optional={"streams": st.lists(trees, max_size=3) | trees, "layout": trees, "teams": trees, "title": trees}
    )
)
def test_any_tree_in_place_of_a_document(tree):
    from svs_designer.exchange.plain_yaml.emitter import emit

    check(emit({"svs": "1.0", **tree}))


@given(st.binary(max_size=60))
def test_any_bytes(data):
    check(data)
    check(b'svs: "1.0"\n' + data)
