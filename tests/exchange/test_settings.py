"""What a format lets people choose: values from text, from the window, and what is refused."""

import pytest

from svs_designer.exchange.settings import BadSetting, Choice, Setting, completed

PROFILE = Setting("profile", "Profile", "a", (Choice("a", "First"), Choice("b", "Second")))
SCALE = Setting("scale", "Scale", 2.0, least=0.1, most=16)
LEGEND = Setting("legend", "Legend", default=True)


def test_text_of_the_command_line_and_values_of_the_window_mean_the_same():
    from_text = completed((PROFILE, SCALE, LEGEND), {"profile": "b", "scale": "3", "legend": "no"})
    from_window = completed((PROFILE, SCALE, LEGEND), {"profile": "b", "scale": 3.0, "legend": False})

    assert from_text == from_window == {"profile": "b", "scale": 3.0, "legend": False}


def test_what_is_not_given_has_its_default_and_what_belongs_to_others_is_left_out():
    assert completed((PROFILE, SCALE), {"legend": "no"}) == {"profile": "a", "scale": 2.0}


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        (PROFILE, "c", "profile is one of a, b, not 'c'"),
        (SCALE, "17", "scale is a number from 0.1 to 16, not '17'"),
        (SCALE, "wide", "scale is a number from 0.1 to 16, not 'wide'"),
        (SCALE, "nan", "not 'nan'"),
        (LEGEND, "perhaps", "legend is yes or no, not 'perhaps'"),
    ],
)
def test_a_value_that_is_none_is_refused_with_those_there_are(setting, value, words):
    with pytest.raises(BadSetting, match=words.replace(".", r"\.")):
        setting.checked(value)
