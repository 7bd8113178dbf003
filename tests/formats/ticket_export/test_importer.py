"""The importer: recognised by its content, found under its endings, and an as-is stream that engines could run."""

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svs_designer.catalogue import load_catalogue
from svs_designer.exchange.importer import CannotImport
from svs_designer.exchange.installed import installed_formats
from svs_designer.exchange.refusal import obstacles
from svs_designer.formats.event_log import write_csv
from svs_designer.formats.native import read_text, write_text
from svs_designer.formats.ticket_export import Columns, layout_of
from svs_designer.formats.ticket_export.importer import IMPORTER
from svs_designer.formats.ticket_export.remembered import remember, remembered_file
from tests.formats.event_log.an_event import a_log

TICKETS = b"""\
Number;Activity;Assignment group;Created;Start;End;State
INC1;Triage;Service desk;01.09.2026 08:00;01.09.2026 08:05;01.09.2026 08:15;Closed
INC1;Repair;Field support;01.09.2026 08:00;01.09.2026 09:00;01.09.2026 10:00;Closed
INC2;Triage;Service desk;25.09.2026 08:00;25.09.2026 08:10;25.09.2026 08:30;Rejected
INC3;Triage;Field support;26.09.2026 08:00;soon;25.09.2026 08:30;
"""


def test_it_is_installed_for_comma_and_tab():
    importer = installed_formats().importers["tickets"]

    assert importer is IMPORTER
    assert importer.endings == ("csv", "tsv")


def test_a_stream_comes_of_tickets_with_every_guess_and_bad_row_named():
    made = IMPORTER.read(TICKETS, "exports/september.csv")

    document = made.document
    (stream,) = document.streams
    assert (document.title, stream.name, [step.name for step in stream.steps]) == (
        "september", "september", ["Triage", "Repair"],
    )  # fmt: skip
    assert [team.name for team in document.teams] == ["Service desk", "Field support"]
    assert {(source, link.to, link.share) for source, link in stream.links()} == {
        ("demand", "triage", None), ("triage", "repair", 0.5), ("triage", "end", 0.5), ("repair", "value", None),
    }  # fmt: skip
    assert any(remark.guess and "case is “Number”" in remark.message for remark in made.remarks)
    assert [r.place for r in made.remarks if "left out" in r.message] == ["line 5"]
    assert obstacles(document, stream.id, load_catalogue("itil4")) == ()
    assert read_text(write_text(document)).document == document


def test_our_own_log_becomes_a_stream():
    made = IMPORTER.read(write_csv(a_log()), "log.csv")

    assert [step.name for step in made.document.streams[0].steps] == ["Triage", "Repair"]


def test_chosen_columns_are_remembered():
    data = b"who,what,t1,t2\n1,a,2026-01-01,2026-01-02\n2,b,2026-01-01,2026-01-02\n"
    remember(layout_of(data), Columns(case="what", step="who", start="t1", end="t2"))

    try:
        made = IMPORTER.read(data, "x.csv")
    finally:
        remembered_file().unlink()

    assert {step.name for step in made.document.streams[0].steps} == {"1", "2"}


@pytest.mark.parametrize(
    ("data", "known"),
    [
        (TICKETS, True),
        (b"", False),
        (b"svs: '1.0'\nstreams: []\n", False),
        (b'<?xml version="1.0"?>\n<definitions a="1, 2"/>\n', False),
        (b"name,price\napple,3\npear,4\n", False),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), False),
    ],
)
def test_it_knows_tickets_from_other_files(data: bytes, known: bool):
    assert IMPORTER.recognises(data) is known


cells = st.fixed_dictionaries({
    "case": st.sampled_from(["1", "2", "3", "", "=1+1"]),
    "step": st.sampled_from(["A", "a", "Value", "end", "日本", "\u202eB", "x" * 199, "x" * 201, "", 'say "so"', "a:"]),
    "team": st.sampled_from(["", "T", "t", "日本", "Value"]),
    "start": st.sampled_from(["", "1990-01-01", "2026-03-01 08:00", "2026-03-02T08:00Z", "2089-12-31", "31.02.2026"]),
    "end": st.sampled_from(["", "1990-01-01", "2026-03-01 09:00", "2026-03-02T09:00+14:00", "2089-12-31", "never"]),
    "created": st.sampled_from(["", "1990-01-01", "2089-12-31"]),
    "status": st.sampled_from(["", "Closed", "open", "Rejected", "?"]),
})  # fmt: skip


@given(st.lists(cells, max_size=12))
def test_whatever_the_rows_hold_the_stream_is_sound_and_keeps_its_form(rows: list[dict[str, str]]):
    text = io.StringIO()
    table = csv.DictWriter(text, ["case", "step", "team", "start", "end", "created", "status"])
    table.writeheader()
    table.writerows(rows)

    try:
        document = IMPORTER.read(text.getvalue().encode(), "rows.csv").document
    except CannotImport:
        assert not any(row["case"] and row["step"] in {"A", "a"} and row["start"] == row["end"] != "" for row in rows)
        return

    assert obstacles(document, document.streams[0].id, load_catalogue("itil4")) == ()
    assert read_text(write_text(document)).document == document


@given(st.binary(max_size=300))
def test_it_looks_at_anything_without_a_traceback(data: bytes):
    with suppress(CannotImport):
        made = IMPORTER.read(data, "x.csv")

        assert made.document.streams[0].steps
    assert IMPORTER.recognises(data) in {True, False}
