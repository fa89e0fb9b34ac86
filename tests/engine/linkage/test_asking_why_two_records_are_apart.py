"""What is between two records: the joins that lead from one to the other, or the rules that never let them meet."""

from jigsaw.engine.linkage.apart import Meeting, meetings
from jigsaw.engine.linkage.paths import path
from jigsaw.engine.linkage.records import Edge, EdgeKind


def edge(left, right, weight=10.0, kind=EdgeKind.AUTOMATIC):
    return Edge(left, right, weight, "alike", kind)


def ends(edges):
    return [(one.left, one.right) for one in edges]


def test_the_path_takes_the_fewest_joins():
    found = [edge("a", "b"), edge("b", "c"), edge("c", "d"), edge("a", "c", 3.0)]
    assert ends(path(found, "d", "a")) == [("c", "d"), ("a", "c")]


def test_of_two_paths_as_short_the_stronger_is_told():
    found = [edge("a", "b", 9.0), edge("a", "c", 20.0), edge("b", "d", 9.0), edge("c", "d", 20.0)]
    assert ends(path(found, "a", "d")) == [("a", "c"), ("c", "d")]


def test_what_waits_or_was_cut_joins_nothing():
    found = [edge("a", "b", kind=EdgeKind.DOUBTFUL), edge("b", "c", kind=EdgeKind.CUT)]
    assert path(found, "a", "b") == []
    assert path(found, "a", "c") == []


def test_each_rule_says_how_the_two_stand_to_it():
    left, right = ("x:1", "y:1", "z:1", "v:9"), ("x:1", "y:2", "w:1", "v:9")
    met = {one.rule: one.meeting for one in meetings(["x", "y", "z", "w", "u", "v"], left, right, {"v:9"})}
    assert met == {
        "x": Meeting.SHARED, "y": Meeting.DIFFERS, "z": Meeting.RIGHT_LACKS, "w": Meeting.LEFT_LACKS,
        "u": Meeting.BOTH_LACK, "v": Meeting.TOO_MANY,
    }  # fmt: skip


def test_one_shared_block_small_enough_is_enough():
    (met,) = meetings(["x"], ("x:1", "x:2"), ("x:1", "x:2"), {"x:1"})
    assert met.meeting is Meeting.SHARED
