"""Mending a document by the fixes that need nobody's judgement, again and again until none is left."""

from collections.abc import Callable
from typing import NamedTuple

from svs_designer.model.document import Document
from svs_designer.rules.finding import Finding, Fix

MOST_ROUNDS = 20
"""How often the document is checked again: a fix may bring another in sight, two bad ones could go on for ever."""


class Tried(NamedTuple):
    """A safe fix that was tried; `trouble` says what went wrong, nothing where it was applied."""

    finding: Finding
    fix: Fix
    trouble: str = ""


class Mended(NamedTuple):
    """The document as it is now, the fixes that were tried, and what is left to be found."""

    document: Document
    tried: tuple[Tried, ...]
    findings: tuple[Finding, ...]

    @property
    def done(self) -> tuple[Tried, ...]:
        """Return the fixes that were applied."""
        return tuple(each for each in self.tried if not each.trouble)


def safe_fix(finding: Finding) -> Fix | None:
    """Return the first safe fix of a finding; None for one that somebody accepted as it is."""
    return None if finding.accepted else next((fix for fix in finding.fixes if fix.safe), None)


def with_safe_fixes(document: Document, check: Callable[[Document], tuple[Finding, ...]]) -> Mended:
    """Return the document mended. `check` tells what there is to mend, at first and after each round of fixes."""
    tried: list[Tried] = []
    findings = check(document)
    for _ in range(MOST_ROUNDS):
        mended, found = _round(document, findings)
        tried += [each for each in found if each not in tried]
        if mended is document:
            break
        document, findings = mended, check(mended)
    return Mended(document, tuple(tried), findings)


def _round(document: Document, findings: tuple[Finding, ...]) -> tuple[Document, list[Tried]]:
    tried: list[Tried] = []
    for finding in findings:
        fix = safe_fix(finding)
        if fix is None:
            continue
        try:
            mended = fix.edit(document)
        except Exception as error:  # a rule of somebody else must not keep the others from being mended
            reason = error.__cause__ or error
            tried.append(Tried(finding, fix, f"{type(reason).__name__}: {reason}"))
            continue
        if mended is not document and mended != document:
            tried.append(Tried(finding, fix))
            document = mended
    return document, tried
