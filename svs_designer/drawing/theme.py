"""Themes: what colour each role has. Marks name roles, a theme turns them into colours.

Every pair of text and ground that is drawn reaches 4.5:1 (WCAG 2.2, 1.4.3); a test computes them all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

ACTIVITY_ROLES = ("plan", "improve", "engage", "design-transition", "obtain-build", "deliver-support")


class NoSuchRole(LookupError):
    """A role that the theme gives no colour."""


@dataclass(frozen=True)
class Theme:
    """A named set of colours (`#RRGGBB`) by role."""

    name: str
    colours: Mapping[str, str]

    def colour(self, role: str) -> str:
        """Return the colour of a role as `#RRGGBB`; raise NoSuchRole."""
        try:
            return self.colours[role]
        except KeyError:
            raise NoSuchRole(f"the theme {self.name!r} has no colour for {role!r}") from None

    def __hash__(self) -> int:
        """Hash by name; themes of one name hold the same colours in one run."""
        return hash(self.name)

    def on_paper(self) -> "Theme":
        """Return the theme for print: a light theme on white, so that no ink is spent on the ground."""
        if self.name != "light":
            return self
        return replace(self, name="paper", colours=MappingProxyType({**self.colours, "canvas": "#FFFFFF"}))


LIGHT = Theme(
    "light",
    MappingProxyType({
        "canvas": "#F4F5F7", "panel": "#FFFFFF", "card": "#FFFFFF", "field": "#F8F9FA",
        "hairline": "#DFE3E8", "grid-dot": "#E3E6EB", "chip": "#EEF1F5",
        "text": "#1B1F27", "dim": "#5B6472", "connector": "#6B7483",
        "accent": "#364FC7", "on-accent": "#FFFFFF", "selection": "#364FC7",
        "error": "#C92A2A", "warning": "#A85200", "advice": "#1864AB", "good": "#2B7A3D",
        "on-error": "#FFFFFF", "on-warning": "#FFFFFF", "on-advice": "#FFFFFF", "on-good": "#FFFFFF",
        "plan": "#6741D9", "improve": "#2B7A3D", "engage": "#C2410C",
        "design-transition": "#1864AB", "obtain-build": "#A61E4D", "deliver-support": "#0B7285",
        "on-activity": "#FFFFFF",
        "demand": "#1B1F27", "on-demand": "#FFFFFF", "value": "#2B7A3D", "on-value": "#FFFFFF",
        "end": "#FFFFFF", "on-end": "#1B1F27",
        "note": "#FFF8DB", "note-line": "#EBDFAE", "on-note": "#3A3420", "on-note-dim": "#6B5F33",
    }),
)  # fmt: skip

DARK = Theme(
    "dark",
    MappingProxyType({
        "canvas": "#14171C", "panel": "#1C2026", "card": "#22272F", "field": "#14171C",
        "hairline": "#2E343D", "grid-dot": "#242932", "chip": "#2F3640",
        "text": "#E8EAED", "dim": "#9AA3AF", "connector": "#7A8494",
        "accent": "#91A7FF", "on-accent": "#14171C", "selection": "#91A7FF",
        "error": "#FF8787", "warning": "#FFC078", "advice": "#74C0FC", "good": "#69DB7C",
        "on-error": "#14171C", "on-warning": "#14171C", "on-advice": "#14171C", "on-good": "#14171C",
        "plan": "#B197FC", "improve": "#69DB7C", "engage": "#FFA94D",
        "design-transition": "#74C0FC", "obtain-build": "#FAA2C1", "deliver-support": "#66D9E8",
        "on-activity": "#14171C",
        "demand": "#E8EAED", "on-demand": "#14171C", "value": "#69DB7C", "on-value": "#14171C",
        "end": "#22272F", "on-end": "#E8EAED",
        "note": "#332F1F", "note-line": "#4A4429", "on-note": "#F1E8C6", "on-note-dim": "#C2B685",
    }),
)  # fmt: skip

THEMES: Mapping[str, Theme] = MappingProxyType({theme.name: theme for theme in (LIGHT, DARK)})
