"""Mending several findings at once: which fixes count as one way, and what is left."""

from functools import partial

from svs_designer.gui.problems.mass_fix import MassFix, safe_fixes, ways_to_fix_all
from svs_designer.model.edits.steps import set_steps
from svs_designer.rules.finding import Fix
from tests.builders import a_document
from tests.gui.problems.findings import a_finding, a_fix, accepted


def told(ways: tuple[MassFix, ...]) -> list[str]:
    return [way.words for way in ways]


def test_safe_fixes_are_gathered_over_all_rules_one_a_finding() -> None:
    safe, other = a_fix("Scale", safe=True), a_fix("Drop")
    findings = (a_finding("SVS026", "a", other, safe), a_finding("SVS021", "b", safe), a_finding("SVS004", None, other))

    assert safe_fixes(findings).fixes == (safe, safe)
    assert safe_fixes((accepted(findings[1]),)).fixes == ()


def test_what_is_safe_needs_no_choice() -> None:
    one, two = a_fix("Scale to 1", safe=True), a_fix("Scale to 2", safe=True)
    rest = a_finding("SVS026", "c", a_fix("Drop"))

    ways = ways_to_fix_all((a_finding("SVS026", "a", one), a_finding("SVS026", "b", two), rest))

    assert told(ways) == ["Fix all of this kind (2, 1 left)", "Fix each by its only fix (3)"]


def test_a_title_that_several_findings_offer_is_a_way_for_all_and_says_how_many_it_leaves() -> None:
    engage, before = a_fix("Make it Engage"), a_fix("Put a step before it")

    ways = ways_to_fix_all((
        a_finding("SVS011", "a", engage, before), a_finding("SVS011", "b", engage, before), a_finding("SVS011", "c"),
    ))  # fmt: skip

    assert told(ways) == ["For all: Make it Engage (2, 1 left)", "For all: Put a step before it (2, 1 left)"]


def test_ways_that_do_the_same_are_offered_once() -> None:
    findings = tuple(a_finding("SVS021", element, a_fix("Lead it to value")) for element in "abc")

    assert told(ways_to_fix_all(findings)) == ["Fix each by its only fix (3)"]


def test_a_single_finding_or_one_that_is_accepted_is_no_kind() -> None:
    fixable = a_finding("SVS021", "a", a_fix())

    assert ways_to_fix_all((fixable,)) == ()
    assert ways_to_fix_all((fixable, accepted(a_finding("SVS021", "b", a_fix())))) == ()


def test_all_fixes_are_one_edit() -> None:
    fixes = tuple(
        Fix(f"Name {step}", partial(set_steps, stream_id="s", step_ids=(step,), name=f"New {step}")) for step in "ab"
    )

    mended = MassFix("Name all", fixes).edit(a_document())

    assert [step.name for step in mended.streams[0].steps] == ["New a", "New b"]
