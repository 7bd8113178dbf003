"""The hand-over folder: what is in it, what its README says, and that nothing half is ever written."""

import re

import pytest

from svs_designer.catalogue import load_catalogue
from svs_designer.exchange.exporter import CannotExport, Exported, Exporter, Kind, Loss
from svs_designer.exchange.hand_over import README, folder_name, hand_over
from svs_designer.exchange.hand_over_readme import MARK
from svs_designer.exchange.installed import installed_formats
from svs_designer.exchange.settings import Choice, Setting
from svs_designer.formats.native import read_file, read_text
from svs_designer.resource_files import model_file
from tests.builders import a_document, a_step, a_stream

CATALOGUE = load_catalogue("itil4")
PROFILES = Setting("profile", "Profile", "spiff", tuple(Choice(each, each) for each in ("spiff", "bpmn-engine")))


def a_format(format_id, *, settings=(), losses=()):
    def write(request):
        return Exported(f"{format_id} {dict(request.settings)}".encode(), tuple(losses))

    return Exporter(format_id, format_id, format_id[:4], Kind.DEFINITION, write, settings=settings)


def rework():
    wrong = {"to": "call", "when": "wrong", "share": 0.2}
    return a_document(
        a_stream(
            steps=(
                a_step("call", "Take | the call", next="check", touch="5m", wait="1h", team="desk"),
                a_step("check", "Check <it>", next={"one": [{"to": "value", "default": True}, wrong]}),
            ),
            targets=({"id": "t", "name": "Priority 2", "within": "2h", "percentile": 90},),
        ),
        teams=({"id": "desk", "name": "Service desk"},),
    )  # fmt: skip


ALL = {
    "yaml": installed_formats().exporters["yaml"],
    "svg": installed_formats().exporters["svg"],
    "bpmn": a_format("bpmn", settings=(PROFILES,), losses=(Loss("Wait becomes a note", ("call", "value")),)),
    "open-workflow": a_format("open-workflow"),
}


def readme(made):
    return made.files[README].decode()


def test_each_engine_gets_its_own_file_of_one_format():
    made = hand_over(rework(), CATALOGUE, "s", ALL)

    assert list(made.files) == [
        "README.md", "stream-s.svs.yaml", "stream-s-spiff.bpmn", "stream-s-bpmn-engine.bpmn",
        "stream-s.open", "stream-s.svg",
    ]  # fmt: skip
    assert b"'spiff'" in made.files["stream-s-spiff.bpmn"]
    assert b"'bpmn-engine'" in made.files["stream-s-bpmn-engine.bpmn"]
    assert made.missing == ()


def test_the_native_file_holds_the_stream_alone():
    document = a_document(a_stream("s"), a_stream("other"))

    made = hand_over(document, CATALOGUE, "s", ALL)

    assert [stream.id for stream in read_text(made.files["stream-s.svs.yaml"]).document.streams] == ["s"]


def test_a_format_that_is_not_installed_is_left_out_and_the_readme_says_so():
    made = hand_over(rework(), CATALOGUE, "s", {"yaml": ALL["yaml"]})

    assert list(made.files) == ["README.md", "stream-s.svs.yaml"]
    assert "- Open Workflow: its format is not installed" in readme(made)
    assert "How to run it" not in readme(made)


def test_a_format_without_the_profile_of_an_engine_is_left_out_and_the_readme_says_so():
    other = Setting("profile", "Profile", "spiff", (Choice("spiff", "spiff"),))

    made = hand_over(rework(), CATALOGUE, "s", {**ALL, "bpmn": a_format("bpmn", settings=(other,))})

    assert "stream-s-bpmn-engine.bpmn" not in made.files
    assert "- BPMN for bpmn-engine: profile is one of spiff, not 'bpmn-engine'" in readme(made)


def test_the_readme_names_the_booleans_of_each_decision_as_all_formats_do():
    told = readme(hand_over(rework(), CATALOGUE, "s", ALL))

    assert "| Check &lt;it> | Take \\| the call | `check_call` | wrong | 20 % |" in told
    assert "| Check &lt;it> | Value | where none is true |  |  |" in told


def test_the_readme_lists_the_steps_with_team_and_times():
    told = readme(hand_over(rework(), CATALOGUE, "s", ALL))

    assert "| Take \\| the call | `call` | Deliver and support | Service desk | 5m | 1h |" in told
    assert "- Promised: within 2h, for 90 % of the cases (Priority 2)" in told


def test_the_readme_says_what_each_file_could_not_hold_with_the_elements_by_name():
    told = readme(hand_over(rework(), CATALOGUE, "s", ALL))

    losses = told[told.index("## What the formats could not hold") :]
    both = "`stream-s-spiff.bpmn` and `stream-s-bpmn-engine.bpmn`:"
    assert f"{both}\n\n- Wait becomes a note (Take \\| the call, Value)" in losses


def test_every_file_the_readme_names_is_in_the_folder():
    made = hand_over(rework(), CATALOGUE, "s", ALL, date="2026-01-02")

    named = set(re.findall(r"stream-s[\w.-]*", readme(made)))
    assert named == set(made.files) - {README}
    assert "2026-01-02" in readme(made)


def test_the_readme_begins_with_the_mark_by_which_its_folder_is_known():
    assert readme(hand_over(rework(), CATALOGUE, "s", ALL)).startswith(f"{MARK}\n")


def test_the_same_stream_gives_the_same_bytes():
    assert hand_over(rework(), CATALOGUE, "s", ALL) == hand_over(rework(), CATALOGUE, "s", ALL)


def test_a_stream_no_engine_could_run_is_refused_with_its_findings():
    document = a_document(a_stream(steps=(a_step("a"),)))

    with pytest.raises(CannotExport) as refused:
        hand_over(document, CATALOGUE, "s", {"yaml": ALL["yaml"]})

    assert [finding.rule for finding in refused.value.findings] == ["SVS021"]


@pytest.mark.parametrize("path", sorted(model_file().glob("*.svs.yaml")), ids=lambda path: path.name)
def test_every_worked_stream_can_be_handed_over_with_what_is_installed(path):
    document = read_file(path).document
    exporters = installed_formats().exporters

    made = hand_over(document, load_catalogue(document.catalogue.id), document.streams[0].id, exporters)

    assert len(made.files) >= 3
    assert folder_name(document.streams[0]).endswith("-hand-over")
