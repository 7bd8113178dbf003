"""The rows of the list: they follow the findings by as few changes as possible, and Qt's own tester is content."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from svs_designer.gui.problems.grouping import Group, Grouping, grouped, listed
from svs_designer.gui.problems.moving import runs, staying
from svs_designer.gui.problems.rows import FINDING_ROLE, GROUP_ROLE, ProblemRows
from svs_designer.rules.finding import Finding, Level
from tests.gui.problems.findings import DEAD_END, NO_TEAM, SHARES, a_finding, accepted, two_streams

ROOT = QModelIndex()
keys = st.lists(st.integers(0, 12), unique=True, max_size=12)


def by_level(*findings: Finding) -> tuple[Group, ...]:
    return grouped(listed(findings), two_streams(), Grouping.LEVEL)


def shown(rows: ProblemRows) -> list[tuple[str, list[Finding]]]:
    found = []
    for row in range(rows.rowCount(ROOT)):
        group = rows.index(row, 0)
        inside = [rows.index(n, 0, group).data(FINDING_ROLE) for n in range(rows.rowCount(group))]
        found.append((group.data(GROUP_ROLE).title, inside))
    return found


@given(keys, keys)
def test_what_stays_stands_in_the_same_order_in_both(old: list[int], new: list[int]) -> None:
    kept = staying(old, new)

    assert [key for key in old if key in kept] == [key for key in new if key in kept]


@given(keys, st.data())
def test_nothing_has_to_go_when_rows_are_only_added_or_only_taken(old: list[int], data: st.DataObject) -> None:
    fewer = [key for key in old if data.draw(st.booleans())]

    assert staying(old, fewer) == set(fewer)
    assert staying(fewer, old) == set(fewer)


def test_a_row_that_moves_far_is_the_only_one_to_go() -> None:
    assert staying([1, 2, 3, 4, 5], [2, 3, 4, 5, 1]) == {2, 3, 4, 5}
    assert staying([1, 2, 3, 4, 5], [5, 1, 2, 3, 4]) == {1, 2, 3, 4}


def test_rows_beside_each_other_are_one_run() -> None:
    assert runs([1, 2, 3, 7, 9, 10]) == [(1, 4), (7, 8), (9, 11)]
    assert runs([]) == []


def test_rows_follow_any_findings_and_qt_agrees_at_every_step(qtbot: QtBot) -> None:
    rows = ProblemRows()
    QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Warning)
    chance = random.Random(7)
    pool = [
        a_finding(f"SVS0{rule}", element, level=level) for rule in (11, 21) for element in "abcd" for level in Level
    ]

    for _ in range(120):
        findings = chance.sample(pool, chance.randrange(len(pool)))
        findings = [accepted(each) if chance.random() < 0.2 else each for each in findings]
        groups = grouped(listed(findings), two_streams(), chance.choice(list(Grouping)))
        rows.show(groups)

        assert shown(rows) == [(group.title, list(group.findings)) for group in groups]


def test_unchanged_rows_are_not_touched(qtbot: QtBot) -> None:
    rows = ProblemRows()
    rows.show(by_level(DEAD_END, SHARES, NO_TEAM))
    kept = QPersistentModelIndex(rows.index(0, 0, rows.index(1, 0)))
    heard: list[str] = []
    rows.rowsInserted.connect(lambda parent, first, last: heard.append(f"in {parent.data()} {first}-{last}"))
    rows.rowsRemoved.connect(lambda parent, first, last: heard.append(f"out {parent.data()} {first}-{last}"))
    rows.modelReset.connect(lambda: heard.append("reset"))
    rows.layoutChanged.connect(lambda: heard.append("layout"))

    rows.show(by_level(DEAD_END, SHARES, NO_TEAM))
    assert heard == []

    rows.show(by_level(DEAD_END, a_finding("SVS011", "a"), SHARES))
    assert heard == ["out None 2-2", "in Warnings (1) 0-0"]
    assert kept.data(FINDING_ROLE) == SHARES


@pytest.mark.parametrize("grouping", list(Grouping))
def test_a_finding_is_found_again_where_it_stands(grouping: Grouping, qtbot: QtBot) -> None:
    rows = ProblemRows()
    items = listed((DEAD_END, SHARES, accepted(NO_TEAM)))
    rows.show(grouped(items, two_streams(), grouping))

    for item in items:
        index = rows.index_of(item.key)
        assert index.data(FINDING_ROLE) == item.finding
        assert rows.key_at(index) == item.key
        assert rows.index(index.row(), 0, index.parent()) == index
    assert not rows.index_of(listed((a_finding(),))[0].key).isValid()
    assert rows.key_at(rows.index(0, 0)) is None
