"""How the window looks: the theme of now, spread over palette, stylesheet, icons and fonts."""

import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from svs_designer.drawing.text import FONT_FAMILY
from svs_designer.drawing.theme import DARK, LIGHT, Theme
from svs_designer.gui.icons import ThemedDot, ThemedIcon, icon_source
from svs_designer.gui.state import cache_folder
from svs_designer.gui.stylesheet import STYLESHEET_IMAGES, stylesheet
from svs_designer.qtpaint.fonts import load_fonts

Mode = Literal["light", "dark", "system"]
FALLBACK_FONTS = ("Inter", "Segoe UI", "Helvetica Neue", "Arial")
"""For scripts that the bundled font does not hold, and in its place where it cannot be read."""
TEXT_SIZE = 13
"""Pixels of the window's text at 100 %."""


class Appearance(QObject):
    """The one owner of the application's look; everything that paints by itself listens to `changed`."""

    changed = Signal()

    def __init__(self, mode: Mode = "system", parent: QObject | None = None) -> None:
        """Dress the running application; `mode` "system" follows the desktop while the program runs."""
        super().__init__(parent)
        self._mode: Mode = mode
        self._theme: Theme | None = None
        application = _application()
        application.setStyle(QStyleFactory.create("Fusion"))
        load_fonts()
        font = QFont([FONT_FAMILY, *FALLBACK_FONTS])
        font.setPixelSize(TEXT_SIZE)
        application.setFont(font)
        self.set_mode(mode)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def theme(self) -> Theme:
        """Return the theme of now."""
        return self._theme or LIGHT

    @property
    def mode(self) -> Mode:
        """Return what was chosen: a theme, or to follow the system."""
        return self._mode

    @property
    def is_dark(self) -> bool:
        """Tell whether the theme of now is the dark one."""
        return self.theme is DARK

    def set_mode(self, mode: Mode) -> None:
        """Choose a theme, or follow the system."""
        self._mode = mode
        hints = QGuiApplication.styleHints()
        scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(mode, Qt.ColorScheme.Unknown)
        hints.setColorScheme(scheme)
        self._dress(_theme_of(mode, hints.colorScheme()))

    def colour(self, role: str) -> QColor:
        """Return the colour of a role in the theme of now."""
        return QColor(self.theme.colour(role))

    def icon(self, name: str, role: str = "text") -> QIcon:
        """Return an icon of resources/icons in the colour of a role; it follows later switches of the theme.

        Raises FileNotFoundError for a name that has no icon.
        """
        icon_source(name)
        return QIcon(ThemedIcon(name, lambda: self.theme.colour(role)))

    def dot(self, role: str, share: float = 1.0) -> QIcon:
        """Return a disc in the colour of a role, as large as this share of the icon; it follows later switches."""
        return QIcon(ThemedDot(lambda: self.theme.colour(role), share))

    def _follow_system(self) -> None:
        if self._mode == "system":
            self._dress(_theme_of("system", QGuiApplication.styleHints().colorScheme()))

    def _dress(self, theme: Theme) -> None:
        if theme is self._theme:
            return
        self._theme = theme
        colours = window_colours(theme)
        application = _application()
        application.setPalette(palette(colours))
        application.setStyleSheet(stylesheet(colours, _image_files(colours)))
        self.changed.emit()


def window_colours(theme: Theme) -> dict[str, str]:
    """Return the colours of a theme by role, and the few that the stylesheet mixes from them."""
    colours = dict(theme.colours)
    accent = QColor(colours["accent"])
    dark = theme is DARK
    return colours | {
        "accent-hover": (accent.lighter(108) if dark else accent.lighter(115)).name(),
        "scroll": (QColor(colours["chip"]).lighter(125) if dark else QColor(colours["hairline"]).darker(112)).name(),
    }


def palette(colours: Mapping[str, str]) -> QPalette:
    """Return Qt's palette for colours by role: what Fusion paints where the stylesheet is silent."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: "panel",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "field",
        QPalette.ColorRole.AlternateBase: "panel",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.PlaceholderText: "dim",
        QPalette.ColorRole.Button: "panel",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.BrightText: "error",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.LinkVisited: "accent",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "on-accent",
        QPalette.ColorRole.Accent: "accent",
        QPalette.ColorRole.ToolTipBase: "text",
        QPalette.ColorRole.ToolTipText: "panel",
        QPalette.ColorRole.Light: "hairline",
        QPalette.ColorRole.Midlight: "hairline",
        QPalette.ColorRole.Mid: "hairline",
        QPalette.ColorRole.Dark: "hairline",
        QPalette.ColorRole.Shadow: "hairline",
    }
    for role, name in roles.items():
        made.setColor(role, QColor(colours[name]))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours["dim"]))
    return made


def _application() -> QApplication:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise TypeError("create the QApplication before its appearance")
    return application


def _theme_of(mode: Mode, scheme: Qt.ColorScheme) -> Theme:
    if mode == "system":
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
    return DARK if mode == "dark" else LIGHT


def _image_files(colours: Mapping[str, str]) -> dict[str, str]:
    """Return files of recoloured icons, written once a palette: stylesheets take images from files only."""
    texts = {
        key: icon_source(name).replace("currentColor", colours[role]) for key, (name, role) in STYLESHEET_IMAGES.items()
    }
    stamp = f"{zlib.crc32(''.join(texts.values()).encode()):08x}"
    try:
        folder = _filled(cache_folder() / f"theme-{stamp}", texts)
    except OSError:
        import tempfile

        folder = _filled(Path(tempfile.gettempdir()) / f"svs-designer-theme-{stamp}", texts)
    return {key: (folder / f"{key}.svg").as_posix() for key in texts}


def _filled(folder: Path, texts: Mapping[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for key, text in texts.items():
        path = folder / f"{key}.svg"
        if not path.exists():
            path.write_text(text, encoding="utf-8")
    return folder
