"""How the time layer is counted on TimeML files."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.timeml import Counts, compare, measure, read, same_time


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("1949-XX", "1949", True),
        ("1998-12-XX", "1998-12", True),
        ("1998-12-XX", "1998-W49", False),
        ("2000-W7", "2000-W07", True),
        ("1989-WXX", "1989-W43", True),
        ("1989-WXX", "1988-W43", False),
        ("198X", "198", True),
        ("1989", "198", False),
        ("1998-10-23", "1998-10-23TNI", True),
        ("2000-01-05TEV", "2000-01-05TNI", True),
        ("1998-10-23", "1998-10-24TNI", False),
        ("1998-10-23T22:00", "1998-10-23T23:00", False),
        ("1998-10-23T22:00", "1998-10-23", False),
        ("PXY", "PAST_REF", True),
        ("P2Y", "PAST_REF", False),
        ("P2D", "2000-W13-WE", True),
        ("P2D", "2000-W13", False),
    ],
)
def test_notations_of_one_time(gold: str, found: str, same: bool) -> None:
    assert same_time(gold, found) is same


def test_each_found_expression_counts_once() -> None:
    counts = Counts()
    compare([(0, 4, "2000"), (2, 6, "2001")], [(0, 6, "2000")], counts)
    assert (counts.gold, counts.found, counts.span, counts.annotated) == (2, 1, 1, 1)
    assert counts.f1(counts.span) == pytest.approx(2 / 3)


def test_a_file_is_read_with_its_offsets(tmp_path: Path) -> None:
    path = tmp_path / "a.tml"
    path.write_text(
        '<TimeML><DCT><TIMEX3 tid="t0" value="1999-03-12">03/12/99</TIMEX3></DCT>'
        '<TEXT>\nIt <EVENT>closed</EVENT> <TIMEX3 tid="t1" value="1999-03-11">yesterday</TIMEX3>, '
        'as in <TIMEX3 tid="t2" value="1968-XX">1968</TIMEX3>.</TEXT></TimeML>',
        encoding="utf-8",
    )
    text, created, gold = read(path)
    assert created == "1999-03-12"
    assert [(text[start:end], value) for start, end, value in gold] == [
        ("yesterday", "1999-03-11"),
        ("1968", "1968-XX"),
    ]
    counts = measure(tmp_path)
    assert (counts.gold, counts.found, counts.annotated, counts.reconciled) == (2, 2, 1, 2)
