"""The engine: stable order, settings, cancelling, rules that crash, and plug-ins good and bad."""

from collections.abc import Iterator
from importlib.metadata import EntryPoint

import pytest

from svs_designer.catalogue import load_catalogue
from svs_designer.rules.builtin import RULES
from svs_designer.rules.finding import Finding, Level
from svs_designer.rules.installed import installed_rules
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.runner import check_document
from svs_designer.rules.settings import Profile, Settings
from svs_designer.rules.subject import Subject
from tests.analysis.flows import a_flow
from tests.builders import a_document, a_step, a_stream

CATALOGUE = load_catalogue("itil4")


def of_each_step(subject: Subject) -> Iterator[Found]:
    for step in reversed(subject.stream.steps):
        yield Found(f"Look at {step.label}", step.id)


def crashing(subject: Subject) -> Iterator[Found]:
    yield Found("Seen before the crash", "a")
    raise ZeroDivisionError("no cases")


EACH = Rule(id="ACME001", name="Each", level=Level.ADVICE, group="acme", check=of_each_step)
CRASH = Rule(id="ACME002", name="Crash", level=Level.ERROR, group="acme", check=crashing)
# What entry points of the tests name.
GOOD = (EACH,)
NOT_RULES = ("SVS001",)
TAKEN = (Rule(id="SVS900", name="Taken", level=Level.ADVICE, group="acme"),)
ODD = (Rule(id="acme 1", name="Odd", level=Level.ADVICE, group="acme"),)


def plug_in(name: str, attribute: str) -> EntryPoint:
    return EntryPoint(name, f"tests.rules.test_runner:{attribute}", "svs_designer.rules")


def test_levels_are_ordered_by_weight_not_by_letter() -> None:
    assert Level.ADVICE < Level.WARNING < Level.ERROR
    assert max(Level.WARNING, Level.ERROR, Level.ADVICE) is Level.ERROR
    assert Level.ERROR >= "warning"


def test_findings_follow_the_streams_and_the_authors_order() -> None:
    document = a_document(a_stream("s", steps=3), a_stream("t", steps=2))

    findings = check_document(document, CATALOGUE, rules=(EACH,))

    assert [(each.stream, each.element) for each in findings] == [
        ("s", "a"), ("s", "b"), ("s", "c"), ("t", "a"), ("t", "b"),
    ]  # fmt: skip


def test_the_same_document_gives_equal_findings() -> None:
    stream = a_flow("demand > a", "a > all b c", "b > d", "c > d", "d >", "e > d")

    one = check_document(a_document(stream), CATALOGUE, rules=RULES)
    other = check_document(a_document(stream), CATALOGUE, rules=tuple(reversed(RULES)))

    assert one == other
    assert one


def test_the_order_of_steps_in_the_file_changes_no_finding() -> None:
    stream = a_flow("demand > a", "a > one b c", "b > value", "c > d", "d > c", "e > value")
    turned = type(stream)(**{**dict(stream), "steps": stream.steps[::-1]})

    def about(findings: tuple[Finding, ...]) -> set[tuple[str, frozenset[object]]]:
        return {(each.rule, frozenset(each.all_elements)) for each in findings}

    assert about(check_document(a_document(stream), CATALOGUE, rules=RULES)) == about(
        check_document(a_document(turned), CATALOGUE, rules=RULES)
    )


def test_only_the_streams_asked_for_are_checked() -> None:
    document = a_document(a_stream("s"), a_stream("t"))

    findings = check_document(document, CATALOGUE, rules=(EACH,), streams=("t",))

    assert {each.stream for each in findings} == {"t"}


def test_a_cancelled_run_ends_at_once() -> None:
    assert check_document(a_document(), CATALOGUE, rules=(EACH,), cancelled=lambda: True) == ()


def test_a_rule_that_crashes_becomes_a_finding_and_harms_no_other() -> None:
    findings = check_document(a_document(), CATALOGUE, rules=(CRASH, EACH))

    (crash,) = (each for each in findings if each.rule == "ACME002")
    assert crash.level is Level.WARNING
    assert "ZeroDivisionError: no cases" in crash.message
    assert len([each for each in findings if each.rule == "ACME001"]) == 2


def test_settings_switch_off_and_change_levels() -> None:
    document = a_document()

    off = check_document(document, CATALOGUE, rules=(EACH,), settings=Settings(levels={"ACME001": None}))
    raised = check_document(document, CATALOGUE, rules=(EACH,), settings=Settings(levels={"ACME001": Level.ERROR}))

    assert off == ()
    assert {each.level for each in raised} == {Level.ERROR}


def test_the_strict_profile_raises_the_rules_of_the_chain() -> None:
    document = a_document(a_stream(steps=(a_step("a", takes=("spare",), next="value"),)))

    def level(settings: Settings) -> Level:
        (finding,) = (e for e in check_document(document, CATALOGUE, settings=settings) if e.rule == "SVS012")
        return finding.level

    assert level(Settings()) is Level.WARNING
    assert level(Settings(profile=Profile.STRICT)) is Level.ERROR
    assert level(Settings(profile=Profile.STRICT, levels={"SVS012": Level.ADVICE})) is Level.ADVICE


def test_thresholds_can_be_set_and_unknown_ones_are_a_slip() -> None:
    assert Settings(thresholds={"longest-step-name": 20}).threshold("longest-step-name") == 20
    with pytest.raises(KeyError):
        Settings().threshold("longest-name")


def test_our_own_rules_are_installed_without_a_word() -> None:
    rules, faults = installed_rules()

    assert [rule.id for rule in RULES] == [rule.id for rule in rules if rule.id.startswith("SVS")]
    assert faults == []


def test_a_plug_in_adds_its_rules() -> None:
    rules, faults = installed_rules([plug_in("acme", "GOOD")])

    assert rules[-1] is EACH
    assert faults == []


@pytest.mark.parametrize(
    ("point", "complaint"),
    [
        (EntryPoint("acme", "no_such_module:RULES", "svs_designer.rules"), "cannot be loaded (ModuleNotFoundError"),
        (plug_in("acme", "NOT_RULES"), "cannot be loaded (TypeError"),
        (plug_in("acme", "TAKEN"), "the prefix SVS is taken"),
        (plug_in("acme", "ODD"), "such as ACME001"),
    ],
)  # fmt: skip
def test_a_bad_plug_in_becomes_a_finding_with_its_name(point: EntryPoint, complaint: str) -> None:
    rules, (fault,) = installed_rules([point])

    assert len(rules) == len(RULES)
    assert complaint in fault.message
    assert "'acme'" in fault.message


def test_two_plug_ins_cannot_share_an_id() -> None:
    rules, (fault,) = installed_rules([plug_in("acme", "GOOD"), plug_in("copy", "GOOD")])

    assert [rule for rule in rules if rule.id == "ACME001"] == [EACH]
    assert "'copy'" in fault.message
