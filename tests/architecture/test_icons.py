"""Every icon keeps to the form that the window and the pictures read: stroked paths on a 24 x 24 grid."""

import re
import xml.etree.ElementTree as ET

import pytest

from svs_designer.resource_files import resource

SVG = "{http://www.w3.org/2000/svg}"
STROKES = sorted(path for path in resource("icons").glob("*.svg") if path.stem != "app")
ROOT = {
    "viewBox": "0 0 24 24",
    "fill": "none",
    "stroke": "currentColor",
    "stroke-width": "1.6",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
}


def test_each_activity_of_the_service_value_chain_has_an_icon():
    drawn = {path.stem for path in STROKES}

    assert {"plan", "improve", "engage", "design-transition", "obtain-build", "deliver-support"} <= drawn


@pytest.mark.parametrize("path", STROKES, ids=lambda path: path.stem)
def test_an_icon_is_stroked_paths_in_the_colour_of_the_text(path):
    root = ET.parse(path).getroot()

    assert root.attrib == ROOT
    assert len(root) > 0
    for element in root:
        assert element.tag == f"{SVG}path"
        assert set(element.attrib) == {"d"}
        assert re.fullmatch(r"M[MLHVCAZ0-9. -]+", element.get("d", ""))
