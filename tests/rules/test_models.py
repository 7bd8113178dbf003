"""The shipped value streams: sound, and judged as their owners would agree."""

from collections import Counter
from pathlib import Path

import pytest

from svs_designer.catalogue import load_catalogue
from svs_designer.formats.native.reader import read_file
from svs_designer.resource_files import model_file
from svs_designer.rules.builtin import RULES
from svs_designer.rules.runner import check_document

MODELS = sorted(model_file().glob("*.svs.yaml"))
EXPECTED = {
    # The story: no owner, nobody watches the promise, routing by symptom, two tools, and the time is gone.
    "wifi-as-is": "SVS004 SVS011 SVS051 SVS052 SVS053 SVS053 SVS054 SVS061 SVS063 SVS064 SVS070 SVS071 SVS072 SVS072 "
    "SVS072 SVS072 SVS073 SVS085 SVS087 SVS091 SVS091",
    "wifi-to-be": "",
    # What the samples leave open is what their owners would look at next: long waits, queues, promises at risk.
    "cloud-provisioning": "SVS071",
    "joiner-mover-leaver": "SVS054 SVS070 SVS071 SVS071",
    "major-incident": "SVS051",
    "new-service": "SVS051 SVS062 SVS071",
    "problem-investigation": "SVS054 SVS054",
    "restore-service": "SVS054",
    "software-release": "SVS071 SVS071",
    "standard-change": "SVS070 SVS071",
    "supplier-onboarding": "SVS051 SVS062 SVS071",
    "vulnerability-remediation": "SVS054 SVS071",
}


def test_every_shipped_stream_is_expected_here() -> None:
    assert [path.name.partition(".")[0] for path in MODELS] == sorted(EXPECTED)


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.name.partition(".")[0])
def test_a_shipped_stream_has_only_the_findings_it_should(path: Path) -> None:
    reading = read_file(path)
    assert reading.document is not None

    findings = check_document(reading.document, load_catalogue("itil4"), rules=RULES)

    assert Counter(each.rule for each in findings) == Counter(EXPECTED[path.name.partition(".")[0]].split())
