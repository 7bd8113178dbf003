"""How often a loop may be repeated, where a format knows no way back: what people choose of it."""

from collections.abc import Mapping

from svs_designer.exchange.settings import BadSetting, Setting, SettingValue

MOST_REPEATS = Setting(
    "most-repeats",
    "Most repeats",
    2.0,
    least=0,
    most=9,
    help="how often a loop is repeated at most, where a format knows no way back",
)


def chosen_repeats(settings: Mapping[str, SettingValue]) -> int:
    """Return the bound that was chosen; raise BadSetting for half a repeat."""
    value = float(settings[MOST_REPEATS.name])
    if not value.is_integer():
        raise BadSetting(f"{MOST_REPEATS.name} is a whole number, not {value:g}")
    return int(value)
