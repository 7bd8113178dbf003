"""Files as other tools write them: steps, teams, ways on, demand, value; and a word on everything else."""

from pathlib import Path

import pytest

from svs_designer.exchange.importer import CannotImport
from svs_designer.formats.bpmn.importer import IMPORTER
from svs_designer.formats.native import read_text, write_text
from svs_designer.model.duration import Duration
from svs_designer.model.layout import Place

FOREIGN = Path(__file__).parent / "foreign"
HEAD = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><process id="p">'
FOOT = "</process></definitions>"


def read(name):
    return IMPORTER.read((FOREIGN / name).read_bytes(), name)


def drawn(*elements):
    """Read a process of elements said in short: `task a`, `parallelGateway g`, `a > b`, `a > b: when`."""
    parts = []
    for number, words in enumerate(elements):
        if ">" in words:
            ends, _, when = words.partition(":")
            source, target = (each.strip() for each in ends.split(">"))
            flow = f'<sequenceFlow id="f{number}" name="{when.strip()}" sourceRef="{source}" targetRef="{target}"/>'
            parts.append(flow)
        else:
            tag, node, *name = words.split(maxsplit=2)
            parts.append(f'<{tag} id="{node}" name="{name[0] if name else node}"/>')
    return IMPORTER.read(f"{HEAD}{''.join(parts)}{FOOT}".encode(), "drawn.bpmn")


def ways(imported):
    """Say the ways on of the first stream: `a > one b c`."""
    stream = imported.document.streams[0]
    sources = [("demand", stream.demand.next), *((step.id, step.next) for step in stream.steps)]
    return [
        f"{source} > {' '.join([*filter(None, [each.split]), *(link.to for link in each.links)])}"
        for source, each in sources
    ]


def words(imported, *, guess):
    return [remark.message for remark in imported.remarks if remark.guess is guess]


@pytest.mark.parametrize("name", ["camunda.bpmn", "signavio.bpmn", "bpmnio.bpmn", "visio.bpmn"])
def test_what_is_read_is_a_document_that_saves_and_opens(name):
    imported = read(name)

    assert IMPORTER.recognises((FOREIGN / name).read_bytes())
    assert read_text(write_text(imported.document)).document == imported.document
    elements = {each for stream in imported.document.streams for each in stream.elements()}
    assert {remark.element for remark in imported.remarks} <= {None, *elements}


def test_camunda_modeler_lanes_gateways_rework_and_a_boundary_timer():
    imported = read("camunda.bpmn")

    stream = imported.document.streams[0]
    assert (stream.id, stream.name, stream.notes) == ("incident", "Incident", "How we solve incidents.")
    assert ways(imported) == [
        "demand > log-the-incident",
        "log-the-incident > one rejected investigate",
        "investigate > deploy-the-fix",
        "deploy-the-fix > one value investigate",
    ]
    assert [(link.when, link.default, link.kind) for link in stream.step("log-the-incident").next.links] == [
        ("Is it ours? no", False, "flow"),
        ("Is it ours? yes", True, "flow"),
    ]
    assert stream.link("deploy-the-fix", "investigate").kind == "rework"
    assert [(step.team, step.automation) for step in stream.steps] == [
        ("service-desk", "manual"),
        ("second-level", "manual"),
        ("second-level", "automatic"),
    ]
    assert (stream.demand.text, stream.value.outcome) == ("Incident reported", "Incident solved")
    assert [(end.id, end.name) for end in stream.ends] == [("rejected", "Rejected")]
    assert [(note.text, note.about) for note in stream.annotations] == [("Only with evidence", "investigate")]
    assert stream.step("log-the-incident").practices == ("incident-management",)
    assert imported.document.parties[0].name == "User"
    assert imported.document.layout.of("incident")["investigate"] == Place(1098, 392)


def test_camunda_modeler_everything_else_is_said_with_its_line():
    imported = read("camunda.bpmn")

    said = " ".join(words(imported, guess=False))
    for part in ("“Ticket”", "message flow “call”", "several times", "terminate event", "camunda.org", "“IT support”"):
        assert part in said
    guesses = " ".join(words(imported, guess=True))
    for part in ("two hours are over", "the step goes on as well", "sounds like", "taken for the value", "rework"):
        assert part in guesses
    assert {remark.place for remark in imported.remarks if "“Ticket”" in remark.message} == {"line 92"}


def test_signavio_default_namespace_nested_lanes_branches_and_a_wait():
    imported = read("signavio.bpmn")

    stream = imported.document.streams[0]
    assert ways(imported)[1] == "sign-the-contract > all create-accounts order-and-install-the-laptop"
    assert stream.step("sign-the-contract").name == "Sign the contract"
    assert stream.step("sign-the-contract").team == "recruiting"
    assert stream.step("welcome-and-hand-over").join == "all"
    assert {link.delay for source, link in stream.links() if link.to == "welcome-and-hand-over"} == {Duration(days=14)}
    assert any("“Human resources”" in each for each in words(imported, guess=False))


def test_bpmn_io_sub_processes_links_and_gateways_that_are_neither_one_nor_all():
    imported = read("bpmnio.bpmn")

    assert ways(imported) == [
        "demand > check-stock",
        "check-stock > check-price",
        "check-price > undecided pick-the-goods send-the-key",
        "pick-the-goods > decide",
        "send-the-key > decide",
        "decide > one payment-received remind-the-customer",
        "payment-received > value",
        "remind-the-customer > decide",
    ]
    said = " ".join(words(imported, guess=False))
    for part in (
        "“Check the order”",
        "“Which parts?”",
        "“Reminder”",
        "“Cancelled by the customer”",
        "“Shop database”",
        "group",
    ):
        assert part in said


def test_visio_latin_1_two_pools_and_no_events():
    imported = read("visio.bpmn")

    first, second = imported.document.streams
    assert [step.name for step in first.steps] == ["Auftrag entgegennehmen", "Größe prüfen", ""]
    assert [team.name for team in imported.document.teams] == ["Büro", "Lager"]
    assert {step.team for step in second.steps} == {"lager"}
    assert ways(imported) == [
        "demand > auftrag-entgegennehmen",
        "auftrag-entgegennehmen > all groesse-pruefen step",
        "groesse-pruefen > value",
        "step > value",
    ]
    assert imported.document.layout.of(first.id).keys() == {"auftrag-entgegennehmen"}


def test_alternatives_that_meet_before_a_join_stay_alternatives():
    imported = drawn(
        "startEvent s", "task a", "parallelGateway f", "task b", "exclusiveGateway x", "task c", "task d",
        "exclusiveGateway m", "parallelGateway j", "task z", "endEvent e",
        "s > a", "a > f", "f > b", "f > x: or", "x > c", "x > d", "c > m", "d > m", "m > j", "b > j", "j > z", "z > e",
    )  # fmt: skip

    assert ways(imported) == [
        "demand > a", "a > all b x", "b > z", "x > one c d", "c > z", "d > z", "z > value",
    ]  # fmt: skip
    assert imported.document.streams[0].step("z").join == "all"
    assert imported.document.streams[0].step("x").kind == "decision"
    assert any("it became the step “x”" in each for each in words(imported, guess=True))


def test_a_join_before_the_end_becomes_a_step_that_waits():
    imported = drawn(
        "startEvent s", "task a", "parallelGateway f", "task b", "task c", "parallelGateway j", "endEvent e",
        "s > a", "a > f", "f > b", "f > c", "b > j", "c > j", "j > e",
    )  # fmt: skip

    assert imported.document.streams[0].step("j").join == "all"
    assert ways(imported)[-1] == "j > value"


def test_choices_behind_choices_are_one_choice():
    imported = drawn(
        "startEvent s", "task a", "exclusiveGateway x First?", "exclusiveGateway y Second?", "task b", "endEvent e",
        "endEvent n Rejected", "s > a", "a > x", "x > b: yes", "x > y: no", "y > n: yes", "y > e: no", "b > e",
    )  # fmt: skip

    stream = imported.document.streams[0]
    assert ways(imported)[1] == "a > one b rejected value"
    assert {link.when for link in stream.step("a").next.links} == {
        "First? yes", "First? no, Second? yes", "First? no, Second? no",
    }  # fmt: skip


def test_a_step_that_leads_to_itself_is_said():
    imported = drawn("startEvent s", "task a", "exclusiveGateway x", "endEvent e", "s > a", "a > x", "x > a", "x > e")

    assert ways(imported) == ["demand > a", "a > value"]
    assert any("back to itself" in each for each in words(imported, guess=False))


def test_an_id_that_stands_twice_is_said():
    imported = drawn("startEvent s", "task a First", "task a Second", "endEvent e", "s > a", "a > e")

    assert [step.name for step in imported.document.streams[0].steps] == ["First"]
    assert any("stands twice" in each for each in words(imported, guess=False))


@pytest.mark.parametrize(
    "process", ["", '<startEvent id="s"/>', '<textAnnotation id="t"><text>Hi</text></textAnnotation>']
)
def test_a_file_without_steps_is_refused(process):
    with pytest.raises(CannotImport, match="no process with a step"):
        IMPORTER.read(f"{HEAD}{process}{FOOT}".encode(), "empty.bpmn")


def on_the_border(event):
    body = (
        '<startEvent id="s"/><userTask id="t" name="Do it"/><userTask id="u" name="Ask again"/><endEvent id="e"/>'
        f'<boundaryEvent id="b" name="late" attachedToRef="t">{event}</boundaryEvent>'
        '<sequenceFlow id="f1" sourceRef="s" targetRef="t"/><sequenceFlow id="f2" sourceRef="t" targetRef="e"/>'
        '<sequenceFlow id="f3" sourceRef="b" targetRef="u"/><sequenceFlow id="f4" sourceRef="u" targetRef="e"/>'
    )
    stream = IMPORTER.read(f"{HEAD}{body}{FOOT}".encode(), "border.bpmn").document.streams[0]
    return [link.when for link in stream.steps[0].next.links if link.to == "ask-again"]


def test_an_event_on_a_border_keeps_its_name_and_what_happens():
    timer = "<timerEventDefinition><timeDuration>PT2H</timeDuration></timerEventDefinition>"

    assert on_the_border(timer) == ["late, after 2h"]
    assert on_the_border("<errorEventDefinition/>")[0].startswith("late, ")


def test_an_only_end_that_terminates_is_the_value():
    body = (
        '<startEvent id="s"/><userTask id="t" name="Do it"/>'
        '<endEvent id="e" name="Order fulfilled"><terminateEventDefinition/></endEvent>'
        '<sequenceFlow id="f1" sourceRef="s" targetRef="t"/><sequenceFlow id="f2" sourceRef="t" targetRef="e"/>'
    )

    stream = IMPORTER.read(f"{HEAD}{body}{FOOT}".encode(), "end.bpmn").document.streams[0]

    assert stream.value is not None
    assert stream.value.outcome == "Order fulfilled"


def test_where_no_end_is_the_value_that_is_said():
    body = (
        '<startEvent id="s"/><userTask id="t" name="Do it"/>'
        '<endEvent id="e" name="Gone wrong"><errorEventDefinition/></endEvent>'
        '<sequenceFlow id="f1" sourceRef="s" targetRef="t"/><sequenceFlow id="f2" sourceRef="t" targetRef="e"/>'
    )

    imported = IMPORTER.read(f"{HEAD}{body}{FOOT}".encode(), "end.bpmn")

    assert any(each.startswith("No end is taken for the value (“Gone wrong”)") for each in words(imported, guess=False))
