"""Why parallel branches that do not meet as they should have no figures, in one sentence."""

from svs_designer.analysis.facts import Facts
from svs_designer.analysis.parallel import EndApart, ParallelFault, RunsBack, RunTogether, WaitsForever


def why_unsound(facts: Facts, fault: ParallelFault) -> str:
    """Say what hinders, and what to do."""
    match fault:
        case WaitsForever(join, _, missing):
            names = ", ".join(f"'{facts.label(each)}'" for each in missing)
            return f"'{facts.label(join)}' waits for all, but some cases never come from {names}: lead all ways there."
        case RunTogether(fork, at):
            where = f"run together in '{facts.label(at)}', which does not wait for all"
        case EndApart(fork, _):
            where = "end each on its own"
        case RunsBack(fork, branch):
            where = f"go on while that of '{facts.label(branch)}' leads back"
    return (
        f"The parallel branches behind '{facts.label(fork)}' {where}: they have no common figure; "
        "let all of them, and nothing else, meet in one step that waits for all."
    )
