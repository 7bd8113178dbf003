"""One theme for everything, switched while the window lives, following the system where it shall."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from svs_designer.drawing.theme import DARK, LIGHT
from svs_designer.gui.appearance import window_colours
from svs_designer.gui.stylesheet import STYLESHEET_IMAGES, stylesheet


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("text", "chip"), ("dim", "panel"), ("dim", "field"), ("dim", "canvas"), ("accent", "panel"),
        ("accent", "canvas"), ("on-accent", "accent"), ("on-accent", "accent-hover"), ("error", "panel"),
        ("warning", "panel"), ("advice", "panel"), ("good", "panel"), ("panel", "text"),
    ],
)  # fmt: skip
def test_what_the_stylesheet_pairs_can_be_read(theme, text, ground):
    colours = window_colours(theme)

    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_stylesheet_leaves_no_placeholder(theme):
    made = stylesheet(window_colours(theme), dict.fromkeys(STYLESHEET_IMAGES, "x.svg"))

    assert "$" not in made


def test_switching_the_theme_changes_the_whole_window_at_once(opened):
    light = opened.grab().toImage().pixelColor(4, 4).name().upper()

    opened.switch_theme()

    dark = opened.grab().toImage().pixelColor(4, 4).name().upper()
    assert (light, dark) == (LIGHT.colour("panel"), DARK.colour("panel"))
    assert opened.appearance.theme is DARK
    assert opened.settings.mode == "dark"


def test_the_palette_follows_the_theme(appearance):
    appearance.set_mode("dark")

    assert QApplication.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.colour("panel")
    appearance.set_mode("light")


def test_mode_system_takes_the_scheme_of_the_desktop(appearance):
    appearance.set_mode("system")

    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert appearance.theme is (DARK if dark else LIGHT)
    appearance.set_mode("light")


def test_an_icon_takes_the_colour_of_the_theme_also_after_a_switch(appearance):
    icon = appearance.icon("minus", "accent")

    def is_inked():
        image = icon.pixmap(QSize(24, 24)).toImage()
        wanted = appearance.colour("accent").getRgb()[:3]
        inks = [ink.getRgb() for ink in (image.pixelColor(x, 12) for x in range(24)) if ink.alpha() > 200]
        # Ink that is not quite opaque rounds by one.
        near = [abs(have - want) <= 2 for ink in inks for have, want in zip(ink[:3], wanted, strict=True)]
        return bool(near) and all(near)

    appearance.set_mode("dark")
    assert is_inked()
    appearance.set_mode("light")

    assert is_inked()


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_an_icon_is_crisp_at_every_device_pixel_ratio(appearance, ratio):
    pixmap = appearance.icon("plan").pixmap(QSize(20, 20), ratio)

    assert pixmap.size() == QSize(round(20 * ratio), round(20 * ratio))


def test_an_icon_survives_being_copied_and_changed(appearance):
    copy = QIcon(appearance.icon("plan"))
    copy.addPixmap(appearance.icon("engage").pixmap(QSize(16, 16)))

    assert not copy.pixmap(QSize(16, 16)).isNull()


def test_an_unknown_icon_is_refused(appearance):
    with pytest.raises(FileNotFoundError):
        appearance.icon("no-such-icon")
