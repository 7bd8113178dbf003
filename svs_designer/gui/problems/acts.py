"""What people do about findings: mend, accept, set the level of a rule, choose the profile; each one undo step."""

import re
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from svs_designer.editing.session import Session
from svs_designer.gui.problems.mass_fix import MassFix
from svs_designer.gui.problems.rule_words import explained
from svs_designer.model.acceptance import RULE_PATTERN, Acceptance
from svs_designer.model.check_settings import Profile, RuleLevel
from svs_designer.model.document import Document
from svs_designer.model.edits.accepting import accept_finding, objection_to_accepting, withdraw_acceptance
from svs_designer.model.edits.checking import set_profile, set_rule_level
from svs_designer.rules.finding import Finding, Fix

READ_ONLY = "This document was opened in part: save it under another name to edit it."


class AskAcceptance(Protocol):
    """Asks the user who accepts a finding, why and until when."""

    def __call__(self, finding: Finding, /) -> Acceptance | None:
        """Return the answer; None where the user thought better of it."""


class ProblemActs(QObject):
    """The acts of one document. What they did is told in one sentence by `told`."""

    told = Signal(str)

    def __init__(
        self,
        session: Session,
        ask: AskAcceptance,
        profile_beside: Callable[[], Profile | None] = lambda: None,
        parent: QObject | None = None,
    ) -> None:
        """Act on a session; `profile_beside` tells the profile that holds where the document says none."""
        super().__init__(parent)
        self._profile_beside = profile_beside
        self._session = session
        self._ask = ask

    @property
    def may_edit(self) -> bool:
        """Tell whether the document can be changed."""
        return not self._session.read_only

    def fix(self, finding: Finding, fix: Fix) -> None:
        """Apply a fix of a finding."""
        if not self._apply(fix.title, fix.edit) and self.may_edit:
            self.told.emit(f"{finding.rule} is not found here any more: there was nothing to mend.")

    def fix_all(self, way: MassFix) -> None:
        """Apply many fixes as one undo step, and tell how many it took."""
        acted = 0

        def edit(document: Document) -> Document:
            nonlocal acted
            for fix in way.fixes:
                mended = fix.edit(document)
                acted += mended is not document and mended != document
                document = mended
            return document

        self._apply(f"Fix {len(way.fixes)} findings" if len(way.fixes) > 1 else way.title, edit)
        if acted:
            left = f" {way.left} of this kind left: there the way out is a choice." if way.left else ""
            self.told.emit(f"{acted} {'finding' if acted == 1 else 'findings'} mended.{left}")

    def may_accept(self, finding: Finding) -> bool:
        """Tell whether a finding can be accepted: it is one of a rule, on something that can carry the acceptance."""
        objection = objection_to_accepting(self._session.document, finding.stream, finding.element)
        return self.may_edit and _is_rule(finding.rule) and objection is None

    def accept(self, finding: Finding) -> None:
        """Ask who accepts a finding and why, and note it on its element."""
        acceptance = self._ask(finding) if self.may_accept(finding) else None
        if acceptance:
            edit = _bound(accept_finding, finding.stream, finding.element, acceptance)
            self._apply(f"Accept {finding.rule}", edit)

    def withdraw(self, finding: Finding) -> None:
        """Take the acceptance of a finding back."""
        edit = _bound(withdraw_acceptance, finding.stream, finding.element, finding.rule)
        self._apply(f"Withdraw the acceptance of {finding.rule}", edit)

    def may_set_level(self, rule: str) -> bool:
        """Tell whether the document can set the level of a rule."""
        return self.may_edit and _is_rule(rule)

    def level_of(self, rule: str) -> RuleLevel | None:
        """Return the level the document sets for a rule; None where it is as the profile has it."""
        return dict(self._session.document.check.rules).get(rule)

    def set_level(self, rule: str, level: RuleLevel | None) -> None:
        """Set the level of a rule in this document, or leave it to the profile again."""
        words = {None: "as the profile has it", RuleLevel.OFF: "off"}.get(level, str(level))
        if self._apply(f"Set {rule} {words}", _bound(set_rule_level, rule, level)) and level is RuleLevel.OFF:
            name = explained(rule).name
            self.told.emit(f"“{name}” is off in this document: Check > Changed rules brings it back.")

    def set_profile(self, profile: str) -> None:
        """Choose the profile the document is checked by; it says nothing of one that holds by itself."""
        by_itself = self._profile_beside() or Profile.DEFAULT
        wanted = None if profile == by_itself else Profile(profile)
        self._apply(f"Check by the {profile} profile", _bound(set_profile, wanted))

    def _apply(self, label: str, edit: Callable[[Document], Document]) -> bool:
        """Apply an edit; tell whether it changed anything."""
        if self._session.read_only:
            self.told.emit(READ_ONLY)
            return False
        before = self._session.document
        return self._session.apply(label, edit) is not before


def _is_rule(rule: str) -> bool:
    return re.fullmatch(RULE_PATTERN, rule) is not None


def _bound(edit: Callable[..., Document], *args: object) -> Callable[[Document], Document]:
    return lambda document: edit(document, *args)
