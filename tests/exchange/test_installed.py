"""Formats enter by entry points: ours, those of others, and those that are at fault."""

from importlib.metadata import EntryPoint

from svs_designer.exchange.installed import EXPORTERS, installed_formats


def points(**values):
    return [EntryPoint(name, value, EXPORTERS) for name, value in values.items()]


def test_ours_are_there_in_the_order_people_see_them():
    formats = installed_formats()

    assert formats.faults == ()
    assert list(formats.exporters)[:4] == ["yaml", "pdf", "png", "svg"]


def test_a_plug_in_that_is_at_fault_becomes_a_sentence_and_harms_nobody():
    broken = points(
        absent="no.such.module:EXPORTER", strange="svs_designer.resource_files:resource",
        svg="svs_designer.formats.svg.exporter:EXPORTER",
        zweite="svs_designer.formats.svg.exporter:EXPORTER",
    )  # fmt: skip

    formats = installed_formats(broken, ())

    assert list(formats.exporters) == ["svg"]
    assert len(formats.faults) == 3
    assert any("'absent' cannot be loaded (ModuleNotFoundError" in fault for fault in formats.faults)
    assert any("offers a function where an Exporter is expected" in fault for fault in formats.faults)
    assert any("calls its format svg, which is there already" in fault for fault in formats.faults)
