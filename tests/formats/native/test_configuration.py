"""The settings of the check in files: faults named in their place, and the configuration file beside documents."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svs_designer.formats.native import Configuration, find_configuration, read_configuration, read_text, write_text
from svs_designer.formats.native.decoding import MOST_BYTES
from svs_designer.formats.native.tree import parse
from svs_designer.model.check_settings import CheckSettings, Profile
from svs_designer.model.document import Document
from tests.strategies import documents

FAULTY = """\
profile: workshp
rules:
  SVS004: of
  svs5: error
  SVS010: error
thresholds:
  most-handofs: 6
  long-wait: 20
  wait-to-touch: 3
colour: red
"""
MESSAGES = [
    (1, "'profile' cannot be 'workshp'. Did you mean 'workshop'?"),
    (3, "The level of SVS004 cannot be 'of'. Did you mean 'off'?"),
    (4, "'svs5' is not the id of a rule. Write it like SVS004."),
    (7, "There is no threshold 'most-handofs'. Did you mean 'most-handoffs'?"),
    (8, "'long-wait': 20 has no percent sign: write 20%."),
    (10, "'colour' is not a key of a check. Known are: profile, rules, thresholds."),
]
SOUND_REST = CheckSettings(rules={"SVS010": "error"}, thresholds={"wait-to-touch": 3})


def configured(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / ".svs-designer.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_each_fault_of_a_configuration_has_its_line_and_the_rest_counts(tmp_path: Path) -> None:
    found = read_configuration(configured(tmp_path, FAULTY))

    assert [(fault.line, f"{fault.message} {fault.suggestion}".strip()) for fault in found.faults] == MESSAGES
    assert found.check == SOUND_REST


def test_a_document_has_the_same_faults_one_level_down() -> None:
    below = "".join(f"  {line}\n" for line in FAULTY.splitlines())

    reading = read_text(f'svs: "1.0"\ncheck:\n{below}')

    assert [(fault.line - 2, f"{fault.message} {fault.suggestion}".strip()) for fault in reading.faults] == MESSAGES
    assert reading.document is not None
    assert reading.document.check == SOUND_REST
    assert not reading.complete


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("- a", "not a mapping of keys"),
        ("profile: [strict", "not closed"),
        ("rules: 5", "'rules' is not a mapping. Write it like {SVS004: off}."),
        ("thresholds: [1]", "'thresholds' is not a mapping"),
        ("rules: {SVS004: }", "The level of SVS004 cannot be empty"),
        ("rules: {SVS004: [off]}", "The level of SVS004 cannot be a list"),
        ("a: &x 1", "anchor"),
        ("profile: strict\nprofile: default", "stands twice"),
        ("profile: strict\n---\nprofile: default", "second document"),
        ("x" * 81 + ": 1", "is not a key"),
    ],
)
def test_a_strangers_configuration_is_read_as_safely_as_any_file(tmp_path: Path, text: str, complaint: str) -> None:
    found = read_configuration(configured(tmp_path, text))

    assert [fault for fault in found.faults if complaint in str(fault)] != []


def test_a_configuration_of_megabytes_is_not_read(tmp_path: Path) -> None:
    found = read_configuration(configured(tmp_path, "#" * (MOST_BYTES + 1)))

    assert "MB" in found.faults[0].message


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "rules:\n", "{}"])
def test_a_configuration_that_says_nothing_is_no_fault(tmp_path: Path, text: str) -> None:
    found = read_configuration(configured(tmp_path, text))

    assert (found.check, found.faults) == (CheckSettings(), ())


def test_a_thousand_unknown_names_are_all_named_in_no_time(tmp_path: Path) -> None:
    names = "".join(f"  most-handoffs-{number}: 1\n" for number in range(900))

    found = read_configuration(configured(tmp_path, f"profile: strict\nthresholds:\n{names}"))

    assert len(found.faults) == 900
    assert found.check.profile is Profile.STRICT


def test_the_nearest_configuration_above_counts_up_to_the_root_of_the_repository(tmp_path: Path) -> None:
    outer = configured(tmp_path, "")
    inner = tmp_path / "repository" / "models" / "deep"
    inner.mkdir(parents=True)

    assert find_configuration(inner) == outer

    (tmp_path / "repository" / ".git").mkdir()
    assert find_configuration(inner) is None

    root = configured(tmp_path / "repository", "")
    assert find_configuration(inner) == root

    beside = configured(inner, "")
    assert find_configuration(inner) == beside


def test_the_search_ends_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    configured(tmp_path, "")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home" / "work").mkdir(parents=True)

    assert find_configuration(tmp_path / "home" / "work") is None

    configured(tmp_path / "home", "")
    assert find_configuration(tmp_path / "home" / "work") == tmp_path / "home" / ".svs-designer.yaml"


def test_faults_of_accepted_findings_are_named_where_they_stand() -> None:
    reading = read_text(
        """\
svs: "1.0"
streams:
  - id: s
    accepted: [{rule: SVS004, by: Ann}]
    demand: {accepted: [{rule: SVS001, reason: "", by: Ann}]}
    steps:
      - id: a
        accepted:
          - {rule: svs4, reason: So it is, by: Ann}
          - {rule: SVS004, reason: So it is, by: Ann, untill: 2026-12-31}
          - {rule: SVS004, reason: So it is, by: Ann, until: tomorrow}
          - SVS004
"""
    )

    assert [str(fault) for fault in reading.faults] == [
        "4:16: An acceptance needs 'reason'. Add 'reason: ...'.",
        "5:48: 'reason': a finding is not accepted in silence: say why it is right as it is.",
        "9:20: 'svs4' does not fit 'rule'. Write it like SVS004.",
        "10:55: 'untill' is not a key of an acceptance. Did you mean 'until'?",
        "11:62: 'until': 'tomorrow' is not a date: write it like 2026-12-31.",
        "12:13: 'accepted' is 'SVS004'; a mapping like {rule: SVS004, reason: ..., by: ...} belongs here.",
    ]


@given(
    st.text(max_size=60)
    | st.dictionaries(
        st.sampled_from(["profile", "rules", "thresholds", "x"]),
        st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=8), st.lists, max_leaves=4)
        | st.dictionaries(st.sampled_from(["SVS004", "long-wait", "x", ""]), st.integers() | st.sampled_from(["off"])),
    ).map(json.dumps)
)
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_configuration_crashes_the_reader(tmp_path: Path, text: str) -> None:
    found = read_configuration(configured(tmp_path, text.encode(errors="replace").decode()))

    assert isinstance(found.check, CheckSettings)


@given(documents())
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_what_a_document_says_of_its_check_can_stand_in_a_file_beside_it(tmp_path: Path, document: Document) -> None:
    text = write_text(Document(check=document.check))
    check = parse(text).tree.get("check", {})

    found = read_configuration(configured(tmp_path, json.dumps(check)))

    assert found == Configuration(tmp_path / ".svs-designer.yaml", document.check)
