"""How often a loop may be repeated: whole numbers, and no others."""

import pytest

from svs_designer.exchange.repeats import chosen_repeats
from svs_designer.exchange.settings import BadSetting


def test_there_is_no_half_repeat():
    assert chosen_repeats({"most-repeats": 2.0}) == 2
    with pytest.raises(BadSetting, match=r"most-repeats is a whole number, not 1\.5"):
        chosen_repeats({"most-repeats": 1.5})
