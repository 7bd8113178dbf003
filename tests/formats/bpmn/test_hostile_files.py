"""Files that want to do harm, or are no BPMN: refused in words, quickly, and never with another error."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svs_designer.exchange.importer import CannotImport, Imported
from svs_designer.formats.bpmn import parsing
from svs_designer.formats.bpmn.importer import IMPORTER
from tests.formats.bpmn.made import worked_file

NS = 'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'
BOMB = "".join(
    f'<!ENTITY a{n} "{"&a" + str(n - 1) + ";" if n else "ha"}{f"&a{n - 1};" * 9 if n else "ha"}">' for n in range(20)
)


def read(data):
    return IMPORTER.read(data if isinstance(data, bytes) else data.encode(), "file.bpmn")


@pytest.mark.parametrize(
    "text",
    [
        f"<!DOCTYPE d [{BOMB}]><definitions {NS}>&a19;</definitions>",
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><definitions {NS}>&x;</definitions>',
        f'<!DOCTYPE d SYSTEM "http://localhost:1/d.dtd"><definitions {NS}/>',
        f'<!DOCTYPE d [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]><definitions {NS}/>',
    ],
    ids=["bomb", "external-entity", "external-dtd", "parameter-entity"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_before_anything_is_made_of_it(text, encoding):
    with pytest.raises(CannotImport, match="declares a document type"):
        read(text.encode(encoding))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no well-formed XML"),
        (b"hello", "no well-formed XML"),
        (b"<a/>", "no BPMN 2.0"),
        (f"<definitions {NS}><process>".encode(), "no well-formed XML"),
        (f"<definitions {NS}>&nothing;</definitions>".encode(), "no well-formed XML"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "encoding|well-formed"),
        (b'<?xml version="1.0" encoding="utf-8"?><a b="\xff"/>', "no well-formed XML"),
        (b'<?xml version="1.0" encoding="shift_jis"?><a/>', "encoding|no BPMN|well-formed"),
        (f"<definitions {NS}>{'<a>' * 500}{'</a>' * 500}</definitions>".encode(), "deep"),
    ],
)
def test_what_is_no_bpmn_is_refused_in_words(data, words):
    with pytest.raises(CannotImport, match=words):
        read(data)


def test_more_bytes_or_elements_than_any_diagram_has_are_refused(monkeypatch):
    monkeypatch.setattr(parsing, "MOST_ELEMENTS", 50)
    many = f"<definitions {NS}>{'<process/>' * 60}</definitions>".encode()

    with pytest.raises(CannotImport, match="more than 50 elements"):
        read(many)
    monkeypatch.setattr(parsing, "MOST_BYTES", 100)
    with pytest.raises(CannotImport, match="more than 100"):
        read(many)


def test_more_nodes_than_anybody_draws_are_refused():
    tasks = "".join(f'<task id="t{number}" name="Same"/>' for number in range(5_001))

    with pytest.raises(CannotImport, match="more than 5,000 nodes"):
        read(f"<definitions {NS}><process id='p'>{tasks}</process></definitions>")


@pytest.mark.slow
def test_gateways_that_multiply_each_other_are_refused_in_time():
    layers = 40
    nodes = "".join(f'<exclusiveGateway id="g{n}_{i}"/>' for n in range(3) for i in range(layers))
    tasks = "".join(f'<task id="t{n}_{i}"/>' for n in range(2) for i in range(500))
    flows = "".join(
        f'<sequenceFlow id="f{n}_{i}_{j}" sourceRef="g{n}_{i}" targetRef="g{n + 1}_{j}"/>'
        for n in range(2)
        for i in range(layers)
        for j in range(layers)
    )
    fans = "".join(
        f'<sequenceFlow id="i{i}" sourceRef="t0_{i}" targetRef="g0_{i % layers}"/>'
        f'<sequenceFlow id="o{i}" sourceRef="g2_{i % layers}" targetRef="t1_{i}"/>'
        for i in range(500)
    )
    imported = read(f"<definitions {NS}><process id='p'>{nodes}{tasks}{flows}{fans}</process></definitions>")

    assert len(imported.document.streams[0].steps) > 1000


TAGS = [
    "task", "userTask", "callActivity", "subProcess", "startEvent", "endEvent", "intermediateCatchEvent",
    "intermediateThrowEvent", "boundaryEvent", "exclusiveGateway", "parallelGateway", "inclusiveGateway",
    "eventBasedGateway", "complexGateway", "sequenceFlow", "laneSet", "lane", "flowNodeRef", "textAnnotation", "text",
    "association", "dataObject", "process", "collaboration", "participant", "extensionElements", "nonsense",
    "timerEventDefinition", "timeDuration", "linkEventDefinition", "conditionExpression", "documentation",
]  # fmt: skip
_ids = st.sampled_from(["a", "b", "c", "d", "value", "demand", "end", "", "a after"])
_words = st.sampled_from(["PT1H", "P99999999D", "yes", "true", "Reject", "a b", "\u2028"])
_attributes = st.dictionaries(
    st.sampled_from(
        ["id", "name", "sourceRef", "targetRef", "processRef", "default", "attachedToRef", "triggeredByEvent"]
    ),
    _ids | _words,
)


@st.composite
def elements(draw, depth=0):
    tag = draw(st.sampled_from(TAGS))
    attributes = "".join(f' {key}="{value}"' for key, value in draw(_attributes).items())
    inner = "".join(draw(st.lists(elements(depth + 1), max_size=5))) if depth < 3 else draw(_ids | _words)
    return f"<{tag}{attributes}>{inner}</{tag}>"


@given(st.lists(elements(), max_size=12))
def test_any_elements_in_any_order_become_a_document_or_are_refused(found):
    outcome = outcome_of(f"<definitions {NS}><process id='p'>{''.join(found)}</process></definitions>")

    assert isinstance(outcome, Imported | CannotImport)


def outcome_of(data):
    try:
        return read(data)
    except CannotImport as refusal:
        return refusal


@given(st.integers(0, 2**32), st.integers(1, 40))
def test_a_damaged_file_of_our_own_becomes_a_document_or_is_refused(seed, faults):
    chance = random.Random(seed)
    data = bytearray(worked_file("standard-change", "spiff").encode())
    for _ in range(faults):
        at = chance.randrange(len(data))
        if chance.random() < 0.5:
            data[at] = chance.choice(b'<>"=/ abcid0123456789')
        else:
            del data[at : at + chance.randrange(1, 60)]

    assert isinstance(outcome_of(bytes(data)), Imported | CannotImport)


@given(st.data())
def test_a_mirror_with_other_values_becomes_a_document_or_is_refused(data):
    text = worked_file("wifi-to-be", "spiff")
    quotes = [at for at, letter in enumerate(text) if letter == '"']
    first = data.draw(st.integers(0, len(quotes) // 2 - 1)) * 2
    value = data.draw(st.sampled_from(["", "nan", "-1", "x", "demand", "value", "1e999", "\\ud800", "P1D", "a b"]))

    changed = text[: quotes[first] + 1] + value + text[quotes[first + 1] :]

    assert isinstance(outcome_of(changed), Imported | CannotImport)
