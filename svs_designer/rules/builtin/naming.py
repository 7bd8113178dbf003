"""Names: a step says what is done to what, and the same work stands in a stream once."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache, partial

from svs_designer.catalogue import Catalogue
from svs_designer.model.edits import nodes, splitting, steps
from svs_designer.model.step import Step
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.soundness import keeps_branches_sound
from svs_designer.rules.builtin.words import is_noun, looks_english, verb_for
from svs_designer.rules.finding import Fix
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject


@rule("SVS100")
def not_verb_and_object(subject: Subject) -> Iterator[Found]:
    """Object to a name that does not say what is done to what. What needs a language is left out in others."""
    longest = int(subject.settings.threshold("longest-step-name"))
    terms = _term_names(subject.catalogue)
    english = looks_english(subject.document)
    for step in subject.stream.steps:
        complaint = _complaint(step.name.strip(), longest, terms, english=english)
        if complaint:
            renamed = _with_verb(step.name) if english else None
            rename = partial(steps.rename_step, stream_id=subject.stream.id, step_id=step.id, name=renamed or "")
            fixes = (Fix(f"Rename to '{renamed}'", rename),) if renamed else ()
            yield Found(f"Step '{step.label}' {complaint}", step.id, "name", fixes)


def _complaint(name: str, longest: int, terms: frozenset[str], *, english: bool) -> str | None:
    if not name:
        return "has no name: say what is done to what"
    if name.casefold() in terms:
        return "is named like an activity or a practice: say what is done to what, such as 'Diagnose access point'"
    if len(name) > longest:
        return f"has a name of {len(name)} letters: say it in {longest}, the rest belongs in its notes"
    start, _, rest = name.partition(" ")
    if not rest and _writes_with_spaces(name):
        return "is named by one word: say what is done to what, such as 'Approve the request'"
    if english and is_noun(start.strip(".,:;!?\"'()")):
        return "does not begin with a verb: say what is done to what, such as 'Approve the request'"
    return None


@lru_cache(maxsize=4)
def _term_names(catalogue: Catalogue) -> frozenset[str]:
    terms = (*catalogue.activities, *catalogue.practices)
    return frozenset(term.name.casefold() for term in terms)


def _writes_with_spaces(text: str) -> bool:
    """Tell whether a text is in a script that parts words by spaces; Chinese, Japanese, Thai and others do not."""
    letter = next((each for each in text if each.isalpha()), "")
    return bool(letter) and unicodedata.name(letter, "").startswith(("LATIN", "CYRILLIC", "GREEK"))


def _with_verb(name: str) -> str | None:
    """Turn `Access approval` and `Approval of access` into `Approve access`; None where no verb is known."""
    words = name.split()
    if len(words) < 2:
        return None
    first, last = verb_for(words[0]), verb_for(words[-1])
    if first and words[1] in {"of", "for"} and len(words) > 2:
        return " ".join((first.capitalize(), *words[2:]))
    if last:
        return " ".join((last.capitalize(), words[0][:1].lower() + words[0][1:], *words[1:-1]))
    return None


@rule("SVS101")
def duplicate_step(subject: Subject) -> Iterator[Found]:
    """Object to two steps with the same name, team and activity; equal ids are told by the file reader."""
    seen: dict[tuple[str, str | None, str | None], Step] = {}
    for step in subject.stream.steps:
        name = " ".join(step.name.casefold().split()).rstrip(".!?")
        if not name:
            continue
        first = seen.setdefault((name, step.team, step.activity), step)
        if first is not step:
            message = (
                f"Step '{step.label}' stands in the stream twice, with the same team and activity: "
                "let both ways lead to one step, or say what differs"
            )
            yield Found(message, step.id, "name", _merges(subject, first, step), related=(first.id,))


def _merges(subject: Subject, first: Step, second: Step) -> tuple[Fix, ...]:
    """Offer one step in place of two where no way is lost."""
    sid = subject.stream.id
    onward = {link.to for link in second.next.links}
    if first.join != second.join:
        return ()
    if [link.to for link in first.next.links] == [second.id] and len(onward) == 1 and first.id not in onward:
        merge = partial(nodes.delete_and_heal, stream_id=sid, step_id=second.id)
        title = "Delete the second"
    elif onward <= {link.to for link in first.next.links} and not first.next.link_to(second.id):
        merge = partial(splitting.merge_steps, stream_id=sid, kept=first.id, gone=second.id)
        title = "Lead its ways to the first and delete it"
    else:
        return ()
    return (Fix(title, merge),) if keeps_branches_sound(subject, merge) else ()


RULES: tuple[Rule, ...] = (not_verb_and_object, duplicate_step)
