"""The settings of the check in files: faults named in their place, and the configuration file beside documents."""

from pathlib import Path

import pytest

from svs_designer.formats.native import find_configuration, read_configuration, read_text
from svs_designer.formats.native.decoding import MOST_BYTES
from svs_designer.model.check_settings import CheckSettings, Profile

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
