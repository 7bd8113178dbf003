"""Every text that is drawn can be read: 4.5:1 against its ground (WCAG 2.2, 1.4.3), in each theme."""

import pytest

from svs_designer.drawing.theme import ACTIVITY_ROLES, DARK, LIGHT, THEMES, NoSuchRole, Theme

GROUNDS = ("canvas", "panel", "card", "field", "chip")
TEXT_ON_GROUND = [
    *((text, ground) for text in ("text", "dim") for ground in GROUNDS),
    *((text, "card") for text in ACTIVITY_ROLES),
    *((text, "canvas") for text in ACTIVITY_ROLES),
    *((text, ground) for text in ("accent", "error", "warning", "advice", "good") for ground in ("panel", "field")),
    *((f"on-{ground}", ground) for ground in ("accent", "error", "warning", "advice", "good")),
    *((f"on-{ground}", ground) for ground in ("demand", "value", "end", "note")),
    *(("on-activity", ground) for ground in ACTIVITY_ROLES),
    ("on-note-dim", "note"),
]
SIGN_ON_GROUND = [("connector", "canvas"), ("connector", "card"), ("selection", "canvas")]


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(theme: Theme, one: str, other: str) -> float:
    light, dark = sorted((luminance(theme.colour(one)), luminance(theme.colour(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_has_the_contrast_the_standard_names():
    theme = Theme("test", {"ink": "#000000", "paper": "#FFFFFF"})

    assert contrast(theme, "ink", "paper") == pytest.approx(21)


@pytest.mark.parametrize("theme", [LIGHT, DARK, LIGHT.on_paper()], ids=lambda theme: theme.name)
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_can_be_read(theme: Theme, text: str, ground: str):
    assert contrast(theme, text, ground) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK, LIGHT.on_paper()], ids=lambda theme: theme.name)
@pytest.mark.parametrize(("sign", "ground"), SIGN_ON_GROUND)
def test_lines_and_signs_can_be_made_out(theme: Theme, sign: str, ground: str):
    assert contrast(theme, sign, ground) >= 3


def test_both_themes_colour_the_same_roles():
    assert LIGHT.colours.keys() == DARK.colours.keys()
    assert set(THEMES) == {"light", "dark"}


def test_an_unknown_role_is_named():
    with pytest.raises(NoSuchRole, match="'plaid'"):
        LIGHT.colour("plaid")


def test_paper_is_white_and_dark_stays_dark():
    assert LIGHT.on_paper().colour("canvas") == "#FFFFFF"
    assert DARK.on_paper() is DARK
