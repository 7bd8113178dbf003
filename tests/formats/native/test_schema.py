"""The JSON Schema: shipped as generated, and it accepts what the writer writes."""

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from svs_designer.formats.native import write_text
from svs_designer.formats.native.schema import FILE_NAME, schema, schema_text
from svs_designer.formats.native.tree import parse
from svs_designer.resource_files import model_file, resource
from tests.strategies import documents

VALIDATOR = jsonschema.Draft202012Validator(schema())


def test_the_shipped_schema_is_the_generated_one():
    """To ship a new one: `python -m svs_designer.formats.native.schema > resources/schema/svs-1.json`."""
    assert resource("schema", FILE_NAME).read_text(encoding="utf-8") == schema_text()


def test_it_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("path", sorted(model_file().glob("*.svs.yaml")), ids=lambda path: path.name)
def test_the_shipped_files_fit(path):
    VALIDATOR.validate(parse(path.read_text(encoding="utf-8")).tree)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(documents())
def test_every_document_fits(document):
    VALIDATOR.validate(parse(write_text(document)).tree)


@pytest.mark.parametrize(
    "text",
    [
        "title: x",
        'svs: "2.0"',
        'svs: "1.0"\ntitel: x',
        'svs: "1.0"\nstreams: [{id: S}]',
        'svs: "1.0"\nstreams: [{id: s, steps: [{id: a, next: {two: [b]}}]}]',
        'svs: "1.0"\nlayout: {s: {a: [1]}}',
        'svs: "1.0"\nroles: [{id: a, cost_per_hour: 3}]',
    ],
)
def test_faulty_files_do_not_fit(text):
    assert not VALIDATOR.is_valid(parse(text).tree)
