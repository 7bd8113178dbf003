"""Names are no templates, whatever they hold."""

import re

from hypothesis import given
from hypothesis import strategies as st

from svs_designer.exchange.harmless import harmless


@given(st.text(alphabet="{}%#a \n"))
def test_no_template_begins_in_what_people_wrote(text):
    assert not re.search(r"\{[{%#]|\n", harmless(text))


def test_what_looks_like_a_template_stays_readable():
    assert harmless("{{x}} {% y %} {{{#z") == "{ {x}} { % y %} { { { #z"
    assert harmless("a {b} c") == "a {b} c"
