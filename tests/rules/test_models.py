"""The shipped value streams: sound, and judged as their owners would agree."""

from pathlib import Path

import pytest

from svs_designer.catalogue import load_catalogue
from svs_designer.formats.native.reader import read_file
from svs_designer.resource_files import model_file
from svs_designer.rules.builtin import RULES
from svs_designer.rules.runner import check_document

MODELS = sorted(model_file().glob("*.svs.yaml"))
# The story names no owner of the stream, and its technician meets the driver inside the chain.
EXPECTED = {"wifi-as-is": ["SVS004", "SVS011"]}


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.name.partition(".")[0])
def test_a_shipped_stream_has_only_the_findings_it_should(path: Path) -> None:
    reading = read_file(path)
    assert reading.document is not None

    findings = check_document(reading.document, load_catalogue("itil4"), rules=RULES)

    assert [each.rule for each in findings] == EXPECTED.get(path.name.partition(".")[0], [])
