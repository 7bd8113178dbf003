"""Ticket exports as tools write them: every dialect gives the same visits, and a bad row is named and left out."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from svs_designer.analysis.observed import CaseState, Visit
from svs_designer.exchange.importer import CannotImport
from svs_designer.formats.event_log import write_csv
from svs_designer.formats.ticket_export import BadColumns, Columns, Tickets, layout_of, read_tickets, reader
from tests.formats.event_log.an_event import a_log

NOON = 1_795_608_000.0  # 2026-11-25T12:00Z
PLAIN = "Number,Activity,Assignment group,Start,End\nINC1,Triage,Desk,2026-11-25 12:00,2026-11-25 12:10\n"


def visits(found: Tickets) -> list[Visit]:
    return [visit for case in found.visits.by_case() for visit in case]


def read(text: str, columns: str = "", encoding: str = "utf-8") -> Tickets:
    return read_tickets(text.encode(encoding), Columns.parse(columns) if columns else None)


def told(found: Tickets) -> list[tuple[str, str]]:
    return [(remark.message, remark.place) for remark in found.remarks if not remark.guess]


THE_VISIT = Visit("INC1", "Triage", "Desk", NOON, NOON + 600)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_delimiter_encoding_and_line_end_gives_the_same_visits(delimiter: str, encoding: str, line_end: str):
    text = PLAIN.replace("Desk", "Büro").replace(",", delimiter).replace("\n", line_end)

    assert visits(read(text, encoding=encoding)) == [THE_VISIT._replace(team="Büro")]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-11-25T12:00:00Z", "2026-11-25T12:10:00Z"),
        ("2026-11-25T13:00:00+01:00", "2026-11-25T13:10:00+0100"),
        ("2026-11-25 12:00:00 UTC", "2026-11-25 12:10:00.000"),
        ("2026/11/25 12:00", "2026/11/25 12:10"),
        ("25.11.2026 12:00", "25.11.2026 12:10"),
        ("25.11.26, 12:00 Uhr", "25.11.26, 12:10 Uhr"),
        ("25/11/2026 12:00:00", "25/11/2026 12:10:00"),
        ("11/25/2026 12:00 PM", "11/25/2026 12:10 PM"),
        ("11/25/26 12:00", "11/25/26 12:10"),
        ("25/Nov/26 12:00 PM", "25/Nov/26 12:10 PM"),
        ("25 Nov 2026 12:00", "25. Nov 2026 12:10"),
        ("Nov 25 2026 12:00", "Nov 25 2026 12:10"),
        ("1795608000", "1795608600"),
        ("1795608000000", "1795608600000"),
    ],
)
def test_dates_are_read_as_tools_write_them(start: str, end: str):
    found = read(f"Number;Activity;Assignment group;Start;End\nINC1;Triage;Desk;{start};{end}\n")

    assert visits(found) == [THE_VISIT]


def test_one_cell_decides_the_order_of_all_dates():
    text = "case,step,start,end\n1,A,03/04/2026,04/04/2026\n2,A,05/04/2026,{}/2026\n"

    by_day, by_month = (visits(read(text.format(last)))[0] for last in ("25/04", "05/25"))

    assert by_day.end - by_day.start == 86400
    assert by_month.end - by_month.start == 31 * 86400


def test_dates_that_could_be_either_way_round_are_a_guess_that_can_be_overruled():
    text = "case,step,start,end\n1,A,03/04/2026,04/04/2026\n"

    guessed, said = read(text), read(text, "dates=month-first")

    assert any("either way round: read day-first (else say dates=month-first)" in r.message for r in guessed.remarks)
    assert [visit.end - visit.start for visit in (*visits(guessed), *visits(said))] == [86400, 31 * 86400]
    assert not any("either way round" in remark.message for remark in said.remarks)


def test_halves_of_the_day_speak_for_the_month_first():
    (visit,) = visits(read("case,step,start,end\n1,A,03/04/2026 11:30 PM,03/05/2026 12:30 AM\n"))

    assert visit.end - visit.start == 3600


def test_each_bad_row_is_named_with_its_line_and_left_out():
    rows = [
        "case,step,start,end", "1,A,2026-01-01 08:00,2026-01-01 09:00", ",A,2026-01-01 08:00,", "3,,2026-01-01 08:00,",
        "4,A,,", "5,A,2026-01-01 08:00,2026-01-01 07:00", "6,A,soon,", "7,A,9999-12-31 00:00,", "8,A", "",
        "9,A,later,", '10,"B', 'C",2026-01-01 08:00,2026-01-01 09:00',
    ]  # fmt: skip

    found = read("\n".join(rows))

    assert [(visit.case, visit.step) for visit in visits(found)] == [("1", "A"), ("10", "B C")]
    assert told(found) == [
        ("1 row was left out: it names no case", "line 3"),
        ("1 row was left out: it names no step", "line 4"),
        ("1 row was left out: it has neither a start nor an end", "line 5"),
        ("1 row was left out: it ends before it starts", "line 6"),
        ("3 rows were left out: its start is no time ('soon')", "lines 7-8, 11"),
        ("1 row was left out: it has fewer cells than the header", "line 9"),
    ]


def test_a_quotation_mark_that_is_never_closed_costs_its_row_and_is_named():
    text = "case,step,start\n1,A,2026-01-01\n" + '2,"' + "x" * 140_000 + "\n3,A,2026-01-01\n"

    found = read(text)

    assert {visit.case for visit in visits(found)} >= {"1"}
    assert ("1 row was left out: a quotation mark is never closed", "line 3") in told(found)


def test_a_creation_after_the_work_began_bounds_no_wait():
    found = read("case,step,created,start,end\n1,A,2026-01-02,2026-01-01,2026-01-03\n")

    assert visits(found)[0].queued is None
    assert told(found) == [("1 row was created after work had started: its waiting is not counted from there", "")]


def test_the_words_over_the_columns_say_what_they_mean():
    german = "Ticketnummer;Schritt;Zuständige Gruppe;Erstellt;Beginn;Ende;Status;Kurzbeschreibung\n"
    row = "T1;Diagnose;Netz;24.11.2026 08:00;25.11.2026 12:00;25.11.2026 12:10;Abgelehnt;alles kaputt\n"

    (visit,) = visits(read(german + row, encoding="cp1252"))

    assert (visit.case, visit.step, visit.team, visit.state) == ("T1", "Diagnose", "Netz", CaseState.WITHOUT_VALUE)
    assert (visit.start, visit.end, visit.queued) == (NOON, NOON + 600, NOON - 28 * 3600)


def test_a_column_that_is_called_start_is_the_start_even_if_most_of_its_cells_are_spoilt():
    found = read("case,step,start\n1,A,2026-01-01\n2,A,?\n3,A,?\n4,A,?\n")

    assert len(visits(found)) == 1
    assert told(found) == [("3 rows were left out: its start is no time ('?')", "lines 3-5")]


def test_columns_without_telling_words_are_told_apart_by_what_they_hold():
    rows = [f"X{n};{'AB'[n % 2]};2026-01-0{n} 10:00;2026-01-0{n} 09:00\n" for n in range(1, 9)]

    found = read("foo;bar;baz;qux\n" + "".join(rows))

    assert found.columns.held() == {"case": "foo", "step": "bar", "start": "qux", "end": "baz"}
    assert any(remark.guess and "case is “foo”" in remark.message for remark in found.remarks)


def test_a_file_without_a_header_has_numbered_columns():
    rows = "".join(f"X{n},{'AB'[n % 2]},2026-01-0{n} 09:00,2026-01-0{n} 10:00\n" for n in range(1, 9))

    found = read(rows, "case=column 1")

    assert len(visits(found)) == 8
    assert any("no header" in remark.message for remark in found.remarks)


def test_lines_above_the_header_and_a_note_on_the_delimiter_are_passed_over():
    found = read("sep=;\nReport of tickets\n\n" + PLAIN.replace(",", ";"))

    assert visits(found) == [THE_VISIT]


@pytest.mark.parametrize("above", ["sep=,\n", "Report,,\n,,\n", "Report of\n\n"])
def test_a_title_as_wide_as_the_table_is_no_header(above: str):
    found = read(above + "case,step,start\n1,A,2026-01-01\n2,B,2026-01-01\n")

    assert found.layout.header == ("case", "step", "start")
    assert len(found.visits) == 2


def test_a_table_of_mining_tools_is_read_by_its_own_words():
    text = "case:concept:name,concept:name,time:timestamp,org:resource,start_timestamp\n1,A,2026-01-02,X,2026-01-01\n"

    assert read(text).columns.held() == {
        "case": "case:concept:name", "step": "concept:name", "team": "org:resource",
        "start": "start_timestamp", "end": "time:timestamp",
    }  # fmt: skip


def test_tickets_without_steps_are_visits_to_their_teams():
    text = "Number,Short description,Opened,Assignment group,Resolved\nINC1,broken,2026-01-01,Net,2026-01-02\n"

    (visit,) = visits(read(text))

    assert (visit.case, visit.step, visit.team) == ("INC1", "Net", "Net")


def test_what_is_said_counts_before_what_is_guessed():
    text = "Number,Activity,Phase,Start,End\n1,a,b,2026-01-01,2026-01-02\n"

    assert visits(read(text, "step=phase"))[0].step == "b"


def test_teams_are_the_steps_where_no_column_names_any():
    found = read("case,team,start,end\n1,Desk,2026-01-01,2026-01-02\n")

    assert visits(found)[0][:3] == ("1", "Desk", "Desk")


def test_a_header_that_stands_twice_can_be_told_apart():
    layout = layout_of(b"case,step,note,note,start\n1,a,x,y,2026-01-01\n")

    assert layout.header == ("case", "step", "note", "note (column 4)", "start")


def test_our_own_log_is_read_without_a_word_about_its_columns():
    found = read_tickets(write_csv(a_log()))

    assert found.columns.held() == {
        "case": "case", "step": "step", "team": "team", "created": "scheduled", "start": "started", "end": "completed",
        "status": "status",
    }  # fmt: skip
    assert [(visit.case, visit.step) for visit in visits(found)] == [
        ("INC1", "Triage"),
        ("INC1", "Repair"),
        ("INC1", "Triage"),
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\x00" * 50, "empty"),
        (b"PK\x03\x04whatever", "spreadsheet: save it as CSV"),
        (b"just words\nand more\n", "no columns"),
        (b"a,b\n1,2\n", "No column says which step, or which team"),
        (b"case,step,start\n", "it has no rows below its header"),
        (b"case,step,start\n1,A,soon\n", "(?s)No row of the file can be used.*its start is no time.*columns are case"),
    ],
)
def test_what_is_no_export_is_refused_with_the_way_out(data: bytes, words: str):
    with pytest.raises(CannotImport, match=words):
        read_tickets(data, Columns(start="start") if b"start" in data else None)


def test_too_much_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("svs_designer.formats.ticket_export.text.MOST_BYTES", 10)
    with pytest.raises(CannotImport, match="is the most: export a shorter time"):
        read(PLAIN)
    monkeypatch.undo()

    monkeypatch.setattr(reader, "MOST_ROWS", 0)
    with pytest.raises(CannotImport, match="more than 0 rows"):
        read(PLAIN)
    monkeypatch.undo()

    monkeypatch.setattr(reader, "MOST_STEPS", 0)
    with pytest.raises(CannotImport, match="say which column they are in"):
        read(PLAIN)


@pytest.mark.parametrize("text", ["case", "case=", "colour=red", "dates=backwards"])
def test_columns_that_are_said_wrongly_are_refused(text: str):
    with pytest.raises(BadColumns, match="case=" if "=" not in text or text == "case=" else "is no meaning|dates are"):
        Columns.parse(text)


def test_a_column_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(BadColumns, match="no column 'Nummer' for the case: there is Number, Activity"):
        read(PLAIN, "case=Nummer")


hostile = st.binary(max_size=200) | st.text(alphabet='01:;,."-/T \n\r\tcase', max_size=200).map(str.encode)


@given(hostile, st.sampled_from([b"", b"case,step,start,end\n", b"\xff\xfe", b"case;step;start\n1;A;2026-01-01\n"]))
@example(b'1,A,"', b"case,step,start,end\n")
@example(b"1,A,00000000000,\n", b"case,step,start,end\n")
def test_no_bytes_make_a_traceback(tail: bytes, head: bytes):
    try:
        found = read_tickets(head + tail)
    except (CannotImport, BadColumns):
        return

    assert len(found.visits) > 0


@pytest.mark.slow
def test_a_hundred_thousand_rows_are_read(tmp_path: Path):
    rows = (f"INC{n // 4},Step {n % 4},2026-01-01 {n % 4:02}:00,2026-01-01 {n % 4:02}:30\n" for n in range(100_000))

    found = read("case,step,start,end\n" + "".join(rows))

    assert len(found.visits) == 100_000


def test_names_that_differ_in_capitals_alone_are_columns_of_their_own():
    data = b"ID,step,id,Start\n1,a,x,2026-01-01\n"

    tickets = read_tickets(data, Columns(case="id (column 3)", step="step", start="Start"), exactly=True)

    assert tickets.layout.header == ("ID", "step", "id (column 3)", "Start")
    assert [visit.case for visits in tickets.visits.by_case() for visit in visits] == ["x"]


def test_columns_that_are_said_exactly_leave_nothing_to_guess():
    data = b"Case,Step,Start,End\n1,a,2026-01-01,2026-01-02\n"

    tickets = read_tickets(data, Columns(case="Case", step="Step", start="Start"), exactly=True)

    assert tickets.columns.end is None
    assert not tickets.visits.has_ends
    assert tickets.remarks == ()
