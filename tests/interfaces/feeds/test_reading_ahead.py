"""Files are read by a process of their own, well ahead of what is stored."""

import multiprocessing
from datetime import UTC, datetime

import pytest

from jigsaw.care.intake.domain.mapping_check import check_folder
from jigsaw.foundation.core.errors import Unfinished
from jigsaw.interfaces.feeds import reading_ahead
from jigsaw.interfaces.feeds.reading_ahead import ToRead, read_in_turn

MAPPING = """format = 1
[agency]
key = "brannock-police"
name = "Brannock Police"
kind = "police"
[[file]]
name = "calls*.csv"
feed = "calls"
holds = "pieces"
[[file.piece]]
shape = "event"
source_reference = "No"
kind_always = "police-call"
when = "Day"
[[file.piece.subject]]
local_id = "Who"
role = "subject"
"""
ROWS = 20 * reading_ahead.AT_ONCE


@pytest.fixture
def files(tmp_path):
    (tmp_path / "feed.toml").write_text(MAPPING)
    for name, count in (("calls-1.csv", ROWS), ("calls-2.csv", 0), ("calls-3.csv", 7)):
        rows = (f"{name}{number},0{1 + number % 9}/05/2024,A\n" for number in range(count))
        (tmp_path / name).write_text("No,Day,Who\n" + "".join(rows))
    moment = datetime(2024, 6, 1, tzinfo=UTC)
    return [ToRead(path, said, moment, True) for path, said in check_folder(tmp_path).files]


def test_what_is_read_ahead_is_what_each_file_says_in_its_order(files):
    read = [list(answers) for answers in read_in_turn(files)]
    assert read == [[answer for part in read_in_turn([one]) for answer in part] for one in files]
    assert [len(answers) for answers in read] == [ROWS, 0, 7]


def test_stopping_half_way_leaves_no_process_behind(files):
    answers = read_in_turn(files)
    next(next(answers))
    answers.close()
    assert not multiprocessing.active_children()


def test_a_reader_that_dies_is_told_of_and_does_not_look_like_the_end_of_a_file(files):
    answers = read_in_turn(files)
    first = next(answers)
    next(first)
    multiprocessing.active_children()[0].kill()
    with pytest.raises(Unfinished, match=r"calls-1\.csv"):
        list(first)
    answers.close()
