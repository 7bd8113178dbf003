# ruff: noqa: PLW0108 (a lambda asks for the page when the command runs, not when it is made)
"""The Check menu: what the rules found, mending it, and by which rules a document is checked."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from svs_designer.gui.commands import Command
from svs_designer.gui.menus.menu import LINE, Menu, add_act

if TYPE_CHECKING:
    from svs_designer.gui.main_window import MainWindow
    from svs_designer.gui.problems.joined import PageProblems
    from svs_designer.rules.finding import Finding

PROFILES = {
    "default": ("&Default", "all rules"),
    "strict": ("&Strict", "where the chain's rules are held to"),
    "workshop": ("&Workshop", "only what matters while drawing"),
}
"""What the profiles are called here. Their own module loads with the first document, not before the first paint."""


def commands(window: "MainWindow") -> "tuple[Command, ...]":
    """Return the commands."""

    def problems() -> "PageProblems":
        return window.page.problems

    def found() -> bool:
        return window.has_page() and any((window.page.counts() or {}).values())

    def current() -> "Finding | None":
        return problems().panel.finding() if window.has_page() else None

    def safe() -> int:
        return len(problems().panel.safe_fixes().fixes) if window.has_page() else 0

    def may_fix_alike() -> bool:
        return window.has_page() and problems().acts.may_edit and bool(problems().panel.ways_to_fix_alike())

    def may_accept() -> bool:
        finding = current()
        return finding is not None and finding.accepted is None and problems().acts.may_accept(finding)

    walk = (
        Command("check.show", "Show &problems", window.show_problems, icon="shield", enabled=window.has_page),
        Command("check.next", "&Next problem", lambda: problems().step(1), "F8", enabled=found),
        Command("check.previous", "Pre&vious problem", lambda: problems().step(-1), "Shift+F8", enabled=found),
    )
    mend = (
        Command(
            "check.fix-safe", "Fix all &safe ones", lambda: problems().panel.fix_safe(),
            tip="mend everything that needs nobody's judgement",
            enabled=lambda: bool(safe()) and problems().acts.may_edit,
            says=lambda: f"Fix all &safe ones ({safe()})" if safe() else "Fix all &safe ones",
        ),
        Command(
            "check.fix-alike", "Fix all of this &kind", lambda: problems().fix_alike(), enabled=may_fix_alike,
            says=lambda: _fix_alike_words(current() if may_fix_alike() else None),
        ),
        Command("check.accept", "&Accept this problem…", lambda: problems().accept(), enabled=may_accept),
    )  # fmt: skip
    profiles = tuple(
        Command(
            f"check.profile-{profile}",
            f"{text} — {tip}",
            partial(_set_profile, window, profile),
            enabled=lambda: window.has_page() and problems().acts.may_edit,
            checked=partial(_is_profile, window, profile),
        )
        for profile, (text, tip) in PROFILES.items()
    )
    return (*walk, *mend, *profiles)


def menu(window: "MainWindow") -> Menu:
    """Return the menu."""
    profiles = Menu("By which pro&file", tuple(f"check.profile-{profile}" for profile in PROFILES))
    changed = Menu("Changed &rules", fill=lambda target: _fill_changed(window, target))
    return Menu(
        "&Check",
        (
            "check.show", "check.next", "check.previous", LINE,
            "check.fix-safe", "check.fix-alike", "check.accept", LINE,
            profiles, changed,
        ),
    )  # fmt: skip


def _fix_alike_words(finding: "Finding | None") -> str:
    if finding is None:
        return "Fix all of this &kind"
    from svs_designer.gui.problems.rule_words import explained

    return f"Fix all of the &kind “{explained(finding.rule).name}”"


def _set_profile(window: "MainWindow", profile: str) -> None:
    window.page.problems.acts.set_profile(profile)


def _is_profile(window: "MainWindow", profile: str) -> bool:
    return window.has_page() and (window.current.session.document.check.profile or "default") == profile


def _fill_changed(window: "MainWindow", target: QMenu) -> None:
    """List the rules whose level the document sets, each with the way back."""
    if not window.has_page():
        return
    from svs_designer.gui.problems.rule_words import explained

    acts = window.page.problems.acts
    for rule, level in window.current.session.document.check.rules:
        words = f"{rule} {explained(rule).name}: {level}. Back to the profile's"
        add_act(target, words, partial(acts.set_level, rule, None)).setEnabled(acts.may_edit)
