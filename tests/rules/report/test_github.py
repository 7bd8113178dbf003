"""Commands of GitHub Actions: escaped, so that no text ends a command or begins one."""

from svs_designer.rules.finding import Level
from svs_designer.rules.report.github import github
from tests.rules.report.findings import PILOT, a_finding, a_fix


def test_a_command_escapes_what_would_end_it() -> None:
    command = github([a_finding(file="a,b:c.svs.yaml", message="50 %: see\nnext, line")])

    assert command == "::error file=a%2Cb%3Ac.svs.yaml,line=3,col=7,title=SVS021::50 %25: see%0Anext, line\n"


def test_a_finding_without_a_place_names_the_file_alone() -> None:
    command = github([a_finding(level=Level.ADVICE, line=0)])

    assert command.startswith("::notice file=a.svs.yaml,title=SVS021::")


def test_the_fix_on_offer_stands_below_the_message() -> None:
    one = github([a_finding(message="m", fixes=(a_fix("Scale to 100 %"),))])
    two = github([a_finding(message="m", fixes=(a_fix("Scale"), a_fix("Level")))])

    assert one.endswith("::m%0AFix on offer: Scale to 100 %25\n")
    assert two.endswith("::m%0AFix on offer: Scale (or one of 1 more)\n")


def test_what_is_accepted_is_folded_into_the_log_and_annotates_nothing() -> None:
    accepted = PILOT.model_copy(update={"reason": "So\n::error::forged ##[error]forged"})

    log = github([a_finding(accepted=accepted, file="::x"), a_finding("SVS100", Level.WARNING)])

    first, begin, entry, end = log.splitlines()
    assert first.startswith("::warning ")
    assert (begin, end) == ("::group::1 accepted finding", "::endgroup::")
    assert entry.startswith("accepted: ::x:3: SVS021 Step 'A' leads nowhere (accepted by Ann until 2026-12-31: So ")
    assert "##[" not in entry


def test_a_terminal_code_in_a_message_does_not_reach_the_log() -> None:
    assert "\x1b" not in github([a_finding(message="a\x1b[31mb")])


def test_nothing_found_is_nothing_said() -> None:
    assert github([]) == ""
