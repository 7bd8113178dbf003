"""The door of an exporter: settings are checked and filled in, and a writer that crashes is a sentence."""

import pytest

from svs_designer.catalogue import load_catalogue
from svs_designer.exchange.exporter import CannotExport, Exported, Exporter, ExportRequest, Kind
from svs_designer.exchange.settings import BadSetting, Setting
from svs_designer.model.document import NoSuchStream
from tests.builders import a_document, a_stream

SCALE = Setting("scale", "Scale", 2.0, least=1, most=4)


def exporter(write):
    return Exporter("x", "X", "x", Kind.SKETCH, write, settings=(SCALE,))


def request(**changes):
    return ExportRequest(**{"document": a_document(a_stream()), "catalogue": load_catalogue("itil4"), **changes})


def test_a_writer_gets_every_setting_checked():
    seen = []

    exporter(lambda asked: seen.append(asked.settings) or Exported(b"")).export(request(settings={"scale": "3"}))

    assert seen == [{"scale": 3.0}]
    with pytest.raises(BadSetting, match="scale is a number from 1 to 4"):
        exporter(lambda asked: Exported(b"")).export(request(settings={"scale": "9"}))


def test_a_writer_that_crashes_is_a_sentence_that_names_the_format():
    with pytest.raises(
        CannotExport, match=r"X could not finish \(ZeroDivisionError: .*\): its writer is at fault"
    ) as told:
        exporter(lambda asked: 1 // 0).export(request())

    assert isinstance(told.value.__cause__, ZeroDivisionError)


def test_what_a_writer_refuses_and_a_stream_that_is_not_there_are_told_as_they_are():
    def refuse(asked):
        raise CannotExport("no place for it")

    with pytest.raises(CannotExport, match=r"^no place for it$"):
        exporter(refuse).export(request())
    with pytest.raises(NoSuchStream):
        exporter(lambda asked: Exported(asked.stream.id.encode())).export(request(stream_id="none"))
