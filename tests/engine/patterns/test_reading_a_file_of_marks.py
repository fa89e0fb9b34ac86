"""A file's columns, straight into the kernel, give the onsets that its rows give as timelines."""

import datetime
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jigsaw.engine.patterns.kernel import using
from jigsaw.engine.patterns.language import Number
from jigsaw.engine.patterns.naive import find, holds
from jigsaw.engine.patterns.timeline import Timeline
from tests.engine.patterns.invented import CONDITIONS, MARKS, UNTIL, kinds, mark, only, pattern

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("jigsaw.engine.patterns.parquet")

TWO_CALLS = only(Number(kinds("call"), 10), at_least=2)
NAMES = ("at", "known", "gone", "kind", "agency", "piece", "person", "incident")


def row(subject, one):
    values = {name: getattr(one, name) for name in NAMES}
    return {"subject": subject} | values | {"piece": one.piece or None, "incident": one.incident or None}


def table(*lives):
    schema = pyarrow.schema(
        [("subject", pyarrow.int64()), *((name, pyarrow.int64()) for name in NAMES[:3])]
        + [(name, pyarrow.string()) for name in NAMES[3:]]
    )
    rows = [row(subject, one) for subject, marks in enumerate(lives) for one in marks]
    return pyarrow.Table.from_pylist(rows, schema=schema)


def written(path, content, rows_in_a_group=3):
    pyarrow.parquet.write_table(content, path / "marks.parquet", row_group_size=rows_in_a_group)
    return path / "marks.parquet"


def plainly(one, lives):
    for subject, marks in enumerate(lives):
        for found in find(one, Timeline("person", str(subject), tuple(marks)), UNTIL):
            yield (subject, one.id, found.raised_at, found.ended_at)


def rows_of(found):
    return [tuple(each.values()) for each in found.to_pylist()]


@given(CONDITIONS, st.lists(MARKS, max_size=4), st.booleans())
def test_columns_give_what_timelines_give(condition, lives, compiled):
    assume(not holds(condition, [], 0))
    one = pattern(condition)
    with using("compiled" if compiled else "naive"):
        found = parquet.finding([one], UNTIL)(table(*lives))
    assert rows_of(found) == list(plainly(one, lives))


def test_a_file_read_in_parts_gives_the_same(tmp_path, monkeypatch):
    lives = [[mark(at + life, "call", piece=str(at)) for at in range(0, 9, 2)] for life in range(7)]
    monkeypatch.setattr(parquet, "AT_ONCE", 4)
    told = []
    found = parquet.onsets_in(
        written(tmp_path, table(*lives)), [TWO_CALLS], UNTIL, lambda *each: told.append(each)
    )
    assert rows_of(found) == list(plainly(TWO_CALLS, lives))
    assert told[-1] == (35, 35)


def test_an_empty_file_has_no_onsets(tmp_path):
    assert parquet.onsets_in(written(tmp_path, table()), [TWO_CALLS], UNTIL).num_rows == 0


def test_words_timestamps_and_codes_are_read_as_they_are(tmp_path):
    hour = datetime.datetime(1970, 1, 1, 1, tzinfo=datetime.UTC)
    content = pyarrow.table(
        {
            "subject": ["ann", "ann", "ben"],
            "at": pyarrow.array([hour] * 3),
            "known": pyarrow.array([hour] * 3),
            "gone": pyarrow.array([None] * 3, pyarrow.timestamp("us", "UTC")),
            "kind": pyarrow.array(["call"] * 3).dictionary_encode(),
            "agency": ["gp"] * 3,
            "piece": ["x", "y", "z"],
        }
    )
    found = parquet.onsets_in(written(tmp_path, content), [TWO_CALLS], UNTIL)
    assert rows_of(found) == [("ann", "R99", 60, None)]


def test_a_subject_whose_rows_are_apart_is_refused(tmp_path):
    content = table([mark(1, "call")], [mark(2, "call")])
    with pytest.raises(parquet.FileNotInOrder):
        parquet.onsets_in(written(tmp_path, content.take([1, 0])), [TWO_CALLS], UNTIL)


def in_parts(subjects, size):
    """The subjects of each part, with each part's order looked at; near an end are two rows."""
    tables = [pyarrow.table({"subject": subjects[i : i + size]}) for i in range(0, len(subjects), size)]
    with pytest.MonkeyPatch.context() as few:
        few.setattr(parquet, "NEAR_AN_END", 2)
        parts = list(parquet.whole_timelines(tables))
    for part in parts:
        parquet.starts_of(part["subject"])
    return [part["subject"].to_pylist() for part in parts]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=60), st.integers(1, 30), st.booleans())
def test_no_part_of_a_file_cuts_a_timeline_in_two(subjects, size, are_words):
    ordered = sorted(str(one) if are_words else one for one in subjects)
    parts = in_parts(ordered, size)
    assert [subject for part in parts for subject in part] == ordered
    assert all(one[-1] != other[0] for one, other in pairwise(parts))


@given(st.permutations([0, 1, 1, 2, 2, 2, 3, 3, 4, 4, 4, 5]), st.integers(2, 12))
def test_subjects_out_of_order_are_noticed_wherever_they_stand(subjects, size):
    assume(subjects != sorted(subjects))
    with pytest.raises(parquet.FileNotInOrder):
        in_parts(subjects, size)


def test_a_file_without_a_column_says_which(tmp_path):
    content = table([mark(1, "call")]).drop_columns(["known", "gone"])
    with pytest.raises(parquet.ColumnsMissing, match="known, gone"):
        parquet.onsets_in(written(tmp_path, content), [TWO_CALLS], UNTIL)


@pytest.mark.parametrize("content", [None, "no Parquet"])
def test_a_path_without_a_parquet_file_is_refused(tmp_path, content):
    path = tmp_path / "marks.parquet"
    if content:
        path.write_text(content)
    with pytest.raises(parquet.FileUnreadable, match="no Parquet file"):
        parquet.onsets_in(path, [TWO_CALLS], UNTIL)


def test_a_file_in_which_nothing_was_ever_taken_back_may_leave_the_type_open(tmp_path):
    lives = [[mark(1, "call"), mark(5, "call")]]
    whole = table(*lives)
    gone = whole.set_column(whole.column_names.index("gone"), "gone", pyarrow.nulls(len(whole)))
    found = parquet.onsets_in(written(tmp_path, gone), [TWO_CALLS], UNTIL)
    assert rows_of(found) == list(plainly(TWO_CALLS, lives))
