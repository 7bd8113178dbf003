"""What we write comes back as it was, and what somebody changes by hand counts."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svs_designer.exchange.exporter import CannotExport, ExportRequest
from svs_designer.exchange.importer import CannotImport
from svs_designer.exchange.plain_yaml.emitter import emit
from svs_designer.formats.open_workflow.exporter import EXPORTER
from svs_designer.formats.open_workflow.importer import IMPORTER
from svs_designer.model.base import evolve
from svs_designer.model.document import Document
from svs_designer.model.edits.streams import delete_stream
from svs_designer.model.links import Link, Ways
from svs_designer.model.step import Step
from tests.analysis.flows import a_flow, delayed, nested_flows
from tests.builders import a_document
from tests.formats.open_workflow.exporting import CATALOGUE, EVERY, export, exported, lists_of, model, tree_of
from tests.strategies import documents, ratios, texts, touches, waits


@pytest.mark.parametrize(("name", "version", "profile"), EVERY)
def test_a_worked_stream_comes_back_equal(name, version, profile):
    data = exported(name, version, profile)

    back = IMPORTER.read(data, "x.workflow.yaml")

    assert IMPORTER.recognises(data)
    assert back.document == model(name)
    assert back.remarks == ()


@st.composite
def rich_documents(draw: st.DrawFn) -> Document:
    """Draw a document with anything in its registers and stream, and a flow that can be run."""
    document = draw(documents())
    stream = draw(nested_flows(depth=2))
    fields = {"touch": touches, "wait": waits, "name": texts, "notes": texts, "complete_and_accurate": ratios}
    steps = [
        evolve(step, **{name: draw(values) for name, values in fields.items() if draw(st.booleans())})
        for step in stream.steps
    ]
    said = st.fixed_dictionaries({}, optional={"when": texts, "notes": texts, "default": st.booleans()})
    steps = [evolve(step, next=Ways(links=_links(step, draw, said), split=step.next.split)) for step in steps]
    about = document.streams[0] if document.streams else stream
    kept = {name: getattr(about, name) for name in ("name", "notes", "targets", "metrics", "suppliers", "improvements")}
    return evolve(document, streams=(evolve(stream, steps=tuple(steps), **kept),))


def _links(step: Step, draw: st.DrawFn, said: st.SearchStrategy[dict[str, Any]]) -> tuple[Link, ...]:
    return tuple(Link(to=link.to, **draw(said)) for link in step.next.links)


@pytest.mark.slow
@given(rich_documents())
def test_anything_that_can_be_run_comes_back_equal(document):
    document = evolve(document, catalogue={"id": "itil4", "version": "4"})

    back = IMPORTER.read(export(document).data, "x.workflow.yaml")

    assert back.document == document
    assert back.remarks == ()


AROUND = {
    "choices": a_flow("demand > a", "a > b", "b > one value c d", "c > value", "d > value"),
    "crossing order": a_flow("demand > b", "a > value", "b > a"),
    "a branch straight to the join": a_flow("demand > a", "a > all b j", "b > j", "*j > value"),
    "branches that meet early": a_flow(
        "demand > a", "a > all b c d", "b > j", "d > j", "*j > k", "c > k", "*k > value"
    ),
    "a fork within whose branches wait outside": a_flow(
        "demand > a", "a > all b c", "b > all d e", "d > j", "e > j", "c > j", "*j > value"
    ),
    "a tail of which some branches meet": a_flow(
        "demand > a", "a > value", "value > all b c d", "b > j", "d > j", "*j > end", "c > end"
    ),
    "open branches": a_flow("demand > a", "a > value", "value > all b c", "b > d", "c > d", "d > end"),
    "alternatives of a branch": a_flow("demand > a", "a > all b c", "b > one x j", "x > j", "c > j", "*j > value"),
    "a default that goes back": a_flow("demand > a", "a > one value b", "b > a"),
    "forks and choices at the frame": a_flow(
        "demand > one a b", "a > value", "b > value", "value > one c d", "c > end", "d > end"
    ),
}  # fmt: skip


@pytest.mark.parametrize("stream", AROUND.values(), ids=AROUND.keys())
def test_every_kind_of_way_comes_back_equal(stream):
    document = a_document(stream)

    back = IMPORTER.read(export(document).data, "x.workflow.yaml")

    assert back.document == document
    assert back.remarks == ()


@pytest.mark.parametrize("settings", [{"profile": "rehearse"}, {"delays": "always"}], ids=str)
@pytest.mark.parametrize("stream", AROUND.values(), ids=AROUND.keys())
def test_every_kind_of_way_comes_back_equal_with_the_waits_on_it(stream, settings):
    stream = delayed(stream, lambda source, target: f"{len(source) + len(target)}m")
    document = a_document(stream)

    data = export(document, **settings).data
    back = IMPORTER.read(data, "x.workflow.yaml")

    waits = [
        tuple(task["metadata"]["svs"]["delay"])
        for tasks in lists_of(tree_of(data)["do"])
        for named in tasks
        for task in named.values()
        if "delay" in task.get("metadata", {}).get("svs", {})
    ]
    assert set(waits) == {(source, link.to) for source, link in stream.links()}
    assert back.document == document
    assert back.remarks == ()


def test_links_and_ends_that_no_case_comes_to_come_back_in_their_places():
    stream = a_flow("demand > a", "a > b", "b > value")
    first, second = stream.steps
    ways = {"one": [{"to": "value"}, {"to": "a", "kind": "feedback", "info": ["a note"]}, {"to": "no", "share": "0%"}]}
    ends = [{"id": "no", "name": "Refused"}, {"id": "end", "name": "Declined"}]
    document = a_document(evolve(stream, steps=(first, evolve(second, next=ways)), ends=ends))

    made = export(document)

    assert IMPORTER.read(made.data, "x").document == document
    assert any("No case takes these links" in loss.message for loss in made.losses)


def test_only_the_stream_that_was_exported_comes_back():
    document = a_document(a_flow("demand > a", "a > value"), evolve(a_flow("demand > a", "a > value"), id="t"))

    made = EXPORTER.export(ExportRequest(document, CATALOGUE, "t", {}))

    assert IMPORTER.read(made.data, "x").document == delete_stream(document, "s")
    with pytest.raises(CannotExport, match="Choose one stream"):
        export(document)


def changed(name: str, **changes: Any) -> Any:
    """Import a definition of ours in which some tasks of the outermost list have been changed by hand."""
    tree = tree_of(exported(name))
    for task in tree["do"]:
        for key, change in changes.items():
            if key.replace("_", "-") in task:
                task[key.replace("_", "-")] |= change
            elif key in task:
                task[key] |= change
    return IMPORTER.read(emit(tree).encode(), "edited.yaml")


def test_a_jump_that_was_bent_by_hand_counts_and_is_remarked():
    cases = [{"pool-tablet": {"when": "${ true }", "then": "pool-tablet"}}, {"restart": {"then": "restart"}}]

    back = changed("wifi-to-be", route_way={"switch": cases})

    route = back.document.streams[0].step("route")
    assert [(link.to, link.share, link.default) for link in route.next.links] == [
        ("pool-tablet", 0.08, False),
        ("restart", None, True),
    ]
    assert [(remark.element, remark.message) for remark in back.remarks] == [
        ("route", "The flow leads elsewhere than its metadata say: the flow counts")
    ]


def test_a_plain_way_on_that_was_bent_by_hand_counts():
    back = changed("wifi-to-be", log={"then": "close"})

    assert [link.to for link in back.document.streams[0].step("log").next.links] == ["close"]


def test_a_task_that_was_added_becomes_a_step():
    tree = tree_of(exported("wifi-to-be"))
    tree["do"].insert(2, {"Call back": {"call": "http", "with": {"method": "get", "endpoint": "https://example.org"}}})

    back = IMPORTER.read(emit(tree).encode(), "edited.yaml")

    stream = back.document.streams[0]
    assert [link.to for link in stream.step("take-call").next.links] == ["call-back"]
    assert [link.to for link in stream.step("call-back").next.links] == ["log"]
    assert [remark.element for remark in back.remarks] == ["call-back"]


def test_a_task_that_was_deleted_takes_its_links_along():
    tree = tree_of(exported("wifi-to-be"))
    tree["do"] = [task for task in tree["do"] if "pool-tablet" not in task]

    back = IMPORTER.read(emit(tree).encode(), "edited.yaml")

    stream = back.document.streams[0]
    assert stream.step("pool-tablet") is None
    assert "pool-tablet" not in {link.to for _, link in stream.links()}
    assert any("`then: pool-tablet` leads to no task" in remark.message for remark in back.remarks)


def test_metadata_that_fit_no_longer_are_refused_with_the_place():
    with pytest.raises(CannotImport, match=r"does not fit at streams/0/steps/1/touch .*not a duration"):
        changed("wifi-to-be", log={"metadata": {"svs": {"step": {"id": "log", "touch": "soon"}}}})


def test_a_step_that_lost_its_id_gets_a_new_one():
    back = changed("wifi-to-be", survey={"metadata": {"svs": {"step": {"id": ["x"], "name": "Ask"}}}})

    assert back.document.streams[0].step("survey").name == "Ask"
    assert any("Its id was lost" in remark.message for remark in back.remarks)
