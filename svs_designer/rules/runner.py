"""Runs rules over a document: in stable order, one bad rule never harming the others."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from svs_designer.analysis.facts import facts_of
from svs_designer.catalogue import Catalogue
from svs_designer.model.document import Document
from svs_designer.model.edits.accepting import accepted_on
from svs_designer.model.edits.within import EditError
from svs_designer.model.stream import ValueStream
from svs_designer.no_garbage import no_garbage_collection
from svs_designer.rules.acceptances import Acceptances, accepted_in_stream
from svs_designer.rules.configuration import settings_for, unknown_rules
from svs_designer.rules.finding import Finding, Fix, Level
from svs_designer.rules.installed import installed_rules
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.settings import Settings
from svs_designer.rules.subject import DocumentSubject, Subject


def check_document(
    document: Document,
    catalogue: Catalogue,
    *,
    rules: Sequence[Rule] | None = None,
    settings: Settings | None = None,
    streams: Collection[str] | None = None,
    today: date | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Finding, ...]:
    """Return what the rules find, stream by stream, in the author's order of elements; registers come first.

    Without `rules`, all that are installed run, and plug-ins that cannot be loaded are findings too. Without
    `settings`, the document's own count. `streams` limits the run to some streams. What is accepted is marked so,
    unless that was over before `today`; without `today` it never is. Once `cancelled` answers yes, the run ends with
    what it has.
    """
    with no_garbage_collection():
        return _checked(document, catalogue, rules, settings or settings_for(document), streams, today, cancelled)


def _checked(
    document: Document,
    catalogue: Catalogue,
    rules: Sequence[Rule] | None,
    settings: Settings,
    streams: Collection[str] | None,
    today: date | None,
    cancelled: Callable[[], bool],
) -> tuple[Finding, ...]:
    findings: list[Finding] = []
    if rules is None:
        rules, findings = installed_rules()
        findings += unknown_rules(settings, rules)
    active = [rule for rule in rules if settings.is_on(rule)]
    shared = DocumentSubject(document, catalogue, settings)
    accepted = Acceptances(partial(accepted_on, document, None), today)
    for rule in active:
        findings += _run_on_registers(rule, shared, accepted)
    for stream in document.streams:
        if streams is not None and stream.id not in streams:
            continue
        found: list[Finding] = []
        accepted = Acceptances(partial(accepted_in_stream, stream, facts_of(stream)), today)
        for rule in active:
            if cancelled():
                return tuple(findings)
            found += _run_on_stream(rule, shared, stream, accepted)
        findings += _in_order(found, stream)
    return tuple(findings)


def _run_on_registers(rule: Rule, subject: DocumentSubject, accepted: Acceptances) -> list[Finding]:
    if rule.check_registers is None:
        return []
    check = rule.check_registers
    return _guarded(rule, subject, None, lambda: check(subject), accepted)


def _run_on_stream(rule: Rule, shared: DocumentSubject, stream: ValueStream, accepted: Acceptances) -> list[Finding]:
    if rule.check is None:
        return []
    check = rule.check
    return _guarded(rule, shared, stream.id, lambda: check(_subject(shared, stream)), accepted)


def _subject(shared: DocumentSubject, stream: ValueStream) -> Subject:
    return Subject(shared.document, shared.catalogue, shared.settings, stream, facts_of(stream))


def _guarded(
    rule: Rule,
    subject: DocumentSubject,
    stream_id: str | None,
    check: Callable[[], Iterable[Found]],
    accepted: Acceptances,
) -> list[Finding]:
    try:
        return [accepted.marked(_finding(rule, subject, stream_id, found)) for found in check()]
    except (Exception, SystemExit) as error:
        return [
            Finding(
                rule=rule.id,
                level=Level.WARNING,
                message=f"Rule {rule.id} could not finish ({type(error).__name__}: {error}): "
                "switch it off, or report it to whoever maintains it",
                stream=stream_id,
            )
        ]


def _finding(rule: Rule, subject: DocumentSubject, stream_id: str | None, found: Found) -> Finding:
    _refuse_malformed(found)
    bare = Finding(
        rule=rule.id,
        level=subject.settings.level(rule, found.level),
        message=found.message,
        stream=stream_id,
        element=found.element,
        field=found.field,
        related=found.related,
    )
    if not found.fixes:
        return bare
    fixes = tuple(replace(fix, edit=_while_it_stands(rule, subject, bare, fix)) for fix in found.fixes)
    return replace(bare, fixes=fixes)


def _refuse_malformed(found: Found) -> None:
    """Raise TypeError for what no report could print or point at: plug-ins are not type-checked."""
    if not isinstance(found, Found) or not isinstance(found.message, str) or not found.message:
        raise TypeError("a rule yields Found, each with a message")
    for element in (found.element, *found.related):
        is_link = isinstance(element, tuple) and len(element) == 2 and all(isinstance(end, str) for end in element)
        if not (is_link or isinstance(element, str) or (element is None and element is found.element)):
            raise TypeError(f"{element!r} is no element: it takes an id, or the ids of a link's two ends")


def _while_it_stands(
    rule: Rule, subject: DocumentSubject, finding: Finding, fix: Fix
) -> Callable[[Document], Document]:
    """Return the fix's edit, made afresh for the document it is applied to; nothing where the finding is gone."""
    catalogue, settings = subject.catalogue, subject.settings  # and not the document: findings outlive it

    def edit(document: Document) -> Document:
        try:
            return mended(document)
        except EditError:
            raise
        except (Exception, SystemExit) as error:
            told = f"{type(error).__name__}: {error}"
            raise EditError(f"The fix “{fix.title}” of {rule.id} could not finish ({told}): do it by hand") from error

    def mended(document: Document) -> Document:
        for found in _again(rule, finding, DocumentSubject(document, catalogue, settings)):
            if (found.message, found.element, found.field) == (finding.message, finding.element, finding.field):
                fresh = next((each for each in found.fixes if each.title == fix.title), None)
                return fresh.edit(document) if fresh else document
        return document

    return edit


def _again(rule: Rule, finding: Finding, shared: DocumentSubject) -> Iterable[Found]:
    if finding.stream is None:
        return rule.check_registers(shared) if rule.check_registers else ()
    stream = next((each for each in shared.document.streams if each.id == finding.stream), None)
    return () if stream is None or rule.check is None else rule.check(_subject(shared, stream))


def _in_order(findings: list[Finding], stream: ValueStream) -> list[Finding]:
    """Sort by place in the stream (the stream itself first), a link behind its source, then by rule."""
    if len(findings) < 2:
        return findings
    place = {node: number for number, node in enumerate(stream.elements())}

    def key(finding: Finding) -> tuple[int, int, str]:
        match finding.element:
            case None:
                return (-1, -1, finding.rule)
            case (source, target):
                return (place.get(source, -1), place.get(target, -1), finding.rule)
            case node:
                return (place.get(node, -1), -1, finding.rule)

    return sorted(findings, key=key)
