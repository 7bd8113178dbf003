"""The report for people: grouped, what is accepted apart, colours and breaks only when asked for."""

from svs_designer.rules.finding import Level
from svs_designer.rules.report.human import human, summary
from tests.rules.report.findings import NASTY, PILOT, a_finding, a_fix


def test_findings_stand_by_file_then_stream_in_the_order_of_lines() -> None:
    report = human(
        [
            a_finding(line=9),
            a_finding("SVS100", Level.ADVICE, line=2),
            a_finding(line=20, stream="t", stream_name="Deliver"),
            a_finding("FILE", line=12, stream=None, element=None),
            a_finding(file="b.svs.yaml"),
        ],
        files=2,
    )

    assert report.splitlines() == [
        "a.svs.yaml",
        "     12:7  error    FILE    Step 'A' leads nowhere",
        "  Restore",
        "      2:7  advice   SVS100  Step 'A' leads nowhere",
        "      9:7  error    SVS021  Step 'A' leads nowhere",
        "  Deliver",
        "     20:7  error    SVS021  Step 'A' leads nowhere",
        "",
        "b.svs.yaml",
        "  Restore",
        "      3:7  error    SVS021  Step 'A' leads nowhere",
        "",
        "4 errors, 1 advice in 2 files.",
    ]


def test_the_fix_on_offer_is_marked_and_a_choice_names_its_first_ways_out() -> None:
    one = human([a_finding(fixes=(a_fix("Scale to 100 %", safe=True),))])
    several = human([a_finding(fixes=tuple(a_fix(f"Choose {number}") for number in range(5)))])

    assert "           fix: Scale to 100 % (safe)" in one.splitlines()
    assert "fix: Choose 0 | Choose 1 | Choose 2, or one of 2 more" in several
    assert "fix:" not in human([a_finding()])


def test_accepted_findings_are_listed_apart_with_reason_name_and_last_day() -> None:
    report = human([a_finding(accepted=PILOT, fixes=(a_fix(),)), a_finding("SVS100", Level.ADVICE)])

    counted, _, apart = report.partition("Accepted\n")
    assert "SVS021" not in counted
    assert apart.splitlines() == [
        "  a.svs.yaml",
        "      3:7  SVS021  Step 'A' leads nowhere",
        "                   accepted by Ann until 2026-12-31: It is a pilot",
        "",
        "1 advice in 1 file. 1 accepted.",
    ]


def test_a_reason_is_given_once() -> None:
    report = human([a_finding(line=1), a_finding(line=2)], why=lambda rule: f"because of {rule}")

    assert report.count("why: because of SVS021") == 1


def test_colours_come_only_when_asked_for_and_never_from_a_message() -> None:
    finding = a_finding(message=NASTY, fixes=(a_fix(NASTY),), accepted=PILOT)

    for each in (finding, a_finding(message=NASTY, fixes=(a_fix(NASTY),), stream_name=NASTY, file=NASTY)):
        assert "\x1b" not in human([each])
        assert "\x1b[31m\x00" not in human([each], colour=True)
    assert "\x1b[31merror" in human([a_finding()], colour=True)


def test_without_a_width_each_finding_is_one_line_and_with_one_it_breaks_there() -> None:
    finding = a_finding(message="word " * 60, fixes=(a_fix("mend " * 60),), accepted=None)

    flat = human([finding]).splitlines()
    broken = human([finding], width=80).splitlines()

    assert [line.split()[0] for line in flat if line] == ["a.svs.yaml", "Restore", "3:7", "fix:", "1"]
    assert max(map(len, broken)) <= 80
    assert " ".join(" ".join(flat).split()) == " ".join(" ".join(broken).split())


def test_a_terminal_too_narrow_still_shows_words() -> None:
    report = human([a_finding(message="Step 'A' leads nowhere " * 4, accepted=PILOT), a_finding()], width=1)

    assert "Step 'A' leads nowhere" in report


def test_the_summary_says_when_all_is_well_and_what_can_be_mended() -> None:
    assert summary([]) == "No findings in 1 file."
    assert summary([a_finding(accepted=PILOT)], files=2) == "No findings in 2 files. 1 accepted."
    assert summary([a_finding(fixes=(a_fix(),)), a_finding()]) == "2 errors in 1 file. A fix is on offer for 1 of 2."
    safe = a_finding(fixes=(a_fix(safe=True), a_fix()))
    assert summary([safe]).endswith("A fix is on offer for 1 of 1; --fix applies the safe one.")
    assert summary([safe, safe, a_finding()]).endswith("for 2 of 3; --fix applies the 2 safe ones.")
