"""Reading a file: what is sound becomes a document, what is not is named, and the rest still opens."""

import os
import re

import pytest

from svs_designer.formats.native import Fault, FileStamp, read_file, read_text, write_text
from svs_designer.formats.native import decoding as decoding_module
from svs_designer.model.links import Split

HEAD = 'svs: "1.0"\n'


def stream(*lines: str) -> str:
    return HEAD + "streams:\n  - id: s\n" + "".join(f"    {line}\n" for line in lines)


def places(text: str) -> list[str]:
    """Return of each fault the word in the text that it points at."""
    lines = text.splitlines()
    return [re.split(r"[,:}\]]", lines[f.line - 1][f.column - 1 :])[0] for f in read_text(text).faults]


def told(text: str) -> list[str]:
    return [str(fault) for fault in read_text(text).faults]


def test_a_sound_file_is_whole():
    reading = read_text(stream("steps:", "  - {id: log, next: triage}", "  - {id: triage, touch: 5-10-20m}"))

    assert reading.complete
    assert reading.faults == ()
    assert reading.version == "1.0"
    assert reading.document is not None
    assert [step.id for step in reading.document.streams[0].steps] == ["log", "triage"]


def test_links_to_value_and_end_need_no_declaration():
    reading = read_text(stream("steps:", "  - {id: a, next: {one: [value, end]}}"))

    assert reading.complete
    assert reading.document is not None
    assert reading.document.streams[0].nodes() == ("a", "value", "end")


def test_several_ways_without_a_word_are_undecided():
    reading = read_text(stream("steps:", "  - {id: a, next: [b, c]}", "  - id: b", "  - id: c"))

    assert reading.document is not None
    assert reading.document.streams[0].steps[0].next.split is Split.UNDECIDED


def test_an_empty_key_counts_as_absent():
    assert read_text(stream("steps:", "name:", "suppliers:")).complete


def test_unknown_keys_are_named_with_the_nearest_known():
    assert told(stream("nmae: S")) == ["4:5: 'nmae' is not a key of a stream. Did you mean 'name'?"]


def test_the_names_of_the_code_are_no_keys_of_the_file():
    assert "'cost_per_hour' is not a key of a role" in told(HEAD + "roles: [{id: a, cost_per_hour: 3}]")[0]
    assert "next" in told(stream("steps:", "  - {id: a, next: {split: one, links: []}}"))[0]


def test_every_fault_is_named_and_the_rest_is_opened():
    text = stream(
        "kind: foo",
        "demand: {activity: engage, next: trige}",
        "steps:",
        "  - {id: triage, practices: incident, live: maybe, next: {one: [b, {to: c, share: 600%}]}}",
        "  - {id: triage}",
        "  - {id: b, touch: soon, name: 12}",
        "  - {name: no id}",
        "  - {id: Bad one}",
        "  - {id: c, wait: {typical: 5}, change: norml}",
    )

    reading = read_text(text)

    assert places(text) == [
        "foo", "activity", "trige", "incident", "maybe", "600%", "{id", "soon", "12", "{name", "Bad one", "5", "norml",
    ]  # fmt: skip
    assert {fault.rule for fault in reading.faults} == {None, "SVS016", "SVS101", "SVS102"}
    assert not reading.complete
    assert reading.document is not None
    assert [step.id for step in reading.document.streams[0].steps] == ["triage", "b", "c"]
    assert [link.to for link in reading.document.streams[0].steps[0].next.links] == ["b", "c"]


def test_what_demand_cannot_carry_is_advice():
    (fault,) = read_text(stream("demand: {touch: 5m}")).faults

    assert (fault.rule, fault.level) == ("SVS016", "advice")


def test_a_step_that_was_left_out_is_no_second_fault_at_the_links_to_it():
    assert len(told(stream("steps:", "  - {id: a, next: b-}", "  - {id: b-, kind: {}}", "  - {id: C, next: a}"))) == 2


def test_an_unknown_target_is_told_with_the_nearest_id():
    (fault,) = read_text(stream("steps:", "  - {id: triage}", "  - {id: a, next: {to: trige, when: now}}")).faults

    assert fault.rule == "SVS102"
    assert fault.suggestion == "Did you mean 'triage'?"
    assert fault.path == ("streams", 0, "steps", 1, "next")


def test_two_links_to_one_step_are_told_and_the_first_stays():
    reading = read_text(stream("steps:", "  - {id: a, next: [b, b]}", "  - {id: b}"))

    assert [fault.column for fault in reading.faults] == [27]
    assert reading.document is not None
    assert len(reading.document.streams[0].steps[0].next.links) == 1


def test_a_repeated_id_in_a_register_is_told():
    (fault,) = read_text(HEAD + "teams:\n  - id: a\n  - id: a\n").faults

    assert (fault.rule, fault.line) == ("SVS101", 4)


def test_bad_places_are_told_one_by_one_and_the_others_stay():
    text = HEAD + "layout:\n  s: {a: [1], b: [1, 2, pinned], c: [7, x]}\n  t: 4\n  A B: {x: [1, 2]}\n"

    reading = read_text(text)

    assert places(text) == ["[1", "[7", "4", "A B"]
    assert reading.document is not None
    assert list(reading.document.layout.of("s")) == ["b"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("# nothing\n", "empty"),
        ("- a\n", "not a value stream file"),
        ("just text", "not a value stream file"),
        ("title: x\n", "no 'svs' key"),
        ("svs:\n", "no 'svs' key"),
        ('svs: "2.0"\n', "newer version"),
        ('svs: "1.0"\ntitle: \'x\n', "closing quote"),
    ],
)
def test_a_file_of_another_kind_gives_no_document(text, words):
    reading = read_text(text)

    assert reading.document is None
    assert not reading.complete
    assert words in str(reading.faults[0])


@pytest.mark.parametrize("version", ['"1.0"', "1.0", "1"])
def test_the_version_may_be_a_number(version):
    assert read_text(f"svs: {version}\n").complete


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_encodings_are_read(encoding):
    reading = read_text((HEAD + "title: Größe\r\n").encode(encoding))

    assert reading.document is not None
    assert reading.document.title == "Größe"


def test_latin_1_is_refused_with_the_place_of_the_byte():
    (fault,) = read_text((HEAD + "title: Größe\n").encode("latin-1")).faults

    assert (fault.line, fault.column) == (2, 10)
    assert "Byte 20 (0xf6) is not UTF-8" in fault.message


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("title: a # why", True),
        ("# why", True),
        ("  # indented", True),
        ("notes: |  # why\n  text", True),
        ("title: 'a # b'", False),
        ("notes: |\n  # a heading\n  text", False),
        ("title: a#b", False),
        ("# yaml-language-server: $schema=other.json", False),
    ],
)
def test_comments_that_a_save_would_drop_are_noticed(line, found):
    assert read_text(HEAD + line + "\n").had_comments is found


def test_positions_fall_back_to_what_is_there():
    text = stream(
        "demand: {next: a}", "steps:", "  - id: a", "    name: A", "    next: [b, {to: c}]", "  - id: b", "  - id: c"
    )
    positions = read_text(text).positions

    assert positions.of("s", "a", "name") == (7, 9)
    assert positions.of("s", "a", "touch") == (6, 9)
    assert positions.of("s", ("a", "c")) == (8, 19)
    assert positions.of("s", ("a", "nowhere")) == (6, 9)
    assert positions.of("s", "demand") == (4, 5)
    assert positions.of("s", "nothing") == (3, 5)
    assert positions.of("no-stream") == (1, 1)


def test_positions_find_entries_of_registers_and_fields_by_their_name_in_code():
    positions = read_text(HEAD + "roles:\n  - id: agent\n    cost-per-hour: 3\n").positions

    assert positions.of(None, "agent") == (3, 5)
    assert positions.of(None, "agent", "cost_per_hour") == (4, 5)


def test_a_file_is_stamped_as_it_was_read(tmp_path):
    path = tmp_path / "a.svs.yaml"
    path.write_text(HEAD)

    reading = read_file(path)

    assert reading.stamp == FileStamp.of(path)


def test_a_large_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "large.svs.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)

    (fault,) = read_file(path).faults

    assert "100.0 MB; 20 MB is the most" in fault.message


def test_a_large_text_is_refused(monkeypatch):
    monkeypatch.setattr(decoding_module, "MOST_BYTES", 100)

    assert read_text("x" * 101).document is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_refused_instead_of_waited_for(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)

    assert "pipe" in read_file(path).faults[0].message


def test_a_missing_file_and_a_folder_raise(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_file(tmp_path / "missing")
    with pytest.raises(IsADirectoryError):
        read_file(tmp_path)


def test_a_fault_reads_as_one_line():
    assert str(Fault(None, "A thing.", 3, 7, suggestion="Mend it.")) == "3:7: A thing. Mend it."
    assert str(Fault(None, "A thing.")) == "A thing."


def test_more_faults_than_anybody_mends_are_refused_as_one():
    (fault,) = read_text(HEAD + "".join(f"k{number}: 1\n" for number in range(10_001))).faults

    assert "more than 10,000 faults" in fault.message


@pytest.mark.parametrize(
    "line",
    [
        "steps: [{id: a, touch: " + "1" * 200_000 + "}]",
        "steps: [{id: a, touch: '" + "1-" * 50_000 + "x'}]",
        "steps: [{id: a, complete-and-accurate: '1" + " " * 100_000 + "x'}]",
        "demand: {rate: '1" + " " * 100_000 + "'}",
    ],
    ids=["digits", "spread", "share", "rate"],
)
def test_endless_numbers_are_refused_with_a_short_message(line):
    (fault,) = read_text(stream(line)).faults

    assert len(str(fault)) < 150


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (stream("steps:", "  - {id: , name: Triage, touch: 5m}"), "A step needs 'id'"),
        (stream("steps:", "  - {id: a, next: {one: [{to: , share: 50%}, a]}}"), "A link needs 'to'"),
        (stream("steps:", "  - {id: a, touch: {likely: , high: 5m}}"), "A touch needs 'likely'"),
        (HEAD + "teams: [{id: null, name: Desk}]\n", "A team needs 'id'"),
    ],
)
def test_what_is_lost_for_want_of_a_needed_value_is_told(text, word):
    reading = read_text(text)

    assert [word in fault.message for fault in reading.faults] == [True]
    assert not reading.complete


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "roles: [{id: a, cost-per-hour: 1e400}]\n",
        HEAD + "teams: [{id: a, staff: .inf}]\n",
        HEAD + "layout: {s: {a: [0, true]}}\n",
        stream("improvements: [{id: a, due: 86400}]"),
        stream("improvements: [{id: a, due: 2026-12-31T00:00:00}]"),
    ],
)
def test_what_only_looks_like_a_number_or_a_date_is_refused(text):
    reading = read_text(text)

    assert len(reading.faults) == 1
    assert reading.document is not None
    assert read_text(write_text(reading.document)).complete


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("steps: [{id: a, next: 12}]", "'next' is '12'; the id of a step"),
        ("steps: [{id: a, next: [1, a]}]", "'next' is '1'; the id of a step or a link"),
        ("steps: [{id: a, next: demand}]", "which begins the stream"),
        ("steps: [{id: a, next: A}]", "Did you mean 'a'?"),
        ("steps: [{id: a, touch: [5m]}]", "a time like 10m"),
        ("steps: [{id: a, complete-and-accurate: 60}]", "write 60%"),
        ("steps: [{id: a, complete-and-accurate: 120%}]", "120% is outside"),
        ("steps: [{id: a, wastes: [defect]}]", "'wastes' cannot be 'defect'. Did you mean 'defects'?"),
        ("improvements: [{id: a, due: 20261231}]", "20261231 is not a date: write it like 2026-12-31"),
    ],
)
def test_a_message_names_the_thing_in_the_words_of_the_file_and_the_way_out(line, message):
    (fault,) = told(stream(line))

    assert message in fault


@pytest.mark.parametrize("line", ["value: 5", "ends: x", "steps: {a: {name: A}}"])
def test_links_to_what_has_a_wrong_form_are_no_second_fault(line):
    text = stream("demand: {next: [value, end, a]}", *([] if "steps" in line else ["steps: [{id: a}]"]), line)

    assert [fault.line for fault in read_text(text).faults] == [text[: text.index(line)].count("\n") + 1]


def test_a_huge_list_in_place_of_a_number_does_not_flood_the_message():
    (fault,) = told(stream(f"steps: [{{id: a, touch: {{likely: [{'1, ' * 9999}]}}}}]"))

    assert len(fault) < 150


def test_a_list_of_faults_that_is_cut_says_so():
    steps = [f"  - {{id: a{number}, nmae: A}}" for number in range(1200)]
    repeated = [f"{HEAD}title: A\n" + "title: A\n" * 1200, stream("steps:", *steps)]

    for text in repeated:
        assert [fault for fault in told(text) if "more than the 1,000 faults listed" in fault]


@pytest.mark.parametrize(
    ("version", "way_out"), [("2.0", "newer version"), ("1.0.0", "Write svs"), ("0.9", "Write svs")]
)
def test_only_a_newer_file_asks_for_a_newer_program(version, way_out):
    (fault,) = read_text(f'svs: "{version}"\n').faults

    assert way_out in fault.suggestion


def test_utf_16_without_its_mark_is_called_that():
    (fault,) = read_text(f"{HEAD}title: Grüße\n".encode("utf-16-le")).faults

    assert "UTF-16" in fault.message


def test_a_message_is_one_line_whatever_it_quotes():
    (fault,) = read_text(stream('"na\\nme\\e[31m": S')).faults

    assert str(fault).isprintable()


def test_a_list_without_measure_is_refused_where_it_begins():
    (fault,) = told(stream("steps:", *(f"  - {{id: a{number}}}" for number in range(20_001))))

    assert fault.startswith("5:7: 20,001 entries stand in one list")
