from jigsaw.foundation.audit.domain.chain import Fault, Link, Row, Wrong, beginning, faults, fingerprint


def row(number, why=""):
    return Row(0, number, "2026-05-22 14:30:00.000000", "act", "x", None, "a", "", "", "", why, "{}")


def chained(*rows):
    """Each row with its fingerprint."""
    before, made = beginning(0).fingerprint, []
    for one in rows:
        before = fingerprint(one, before)
        made.append((one, before))
    return made


def test_a_row_altered_together_with_its_own_fingerprint_shows_in_the_next():
    true = chained(row(1), row(2), row(3))
    altered = chained(row(1), row(2, why="mine"))[1]
    assert list(faults(0, [true[0], altered, true[2]])) == [Fault(0, 3, Wrong.ALTERED), Link(3, true[2][1])]


def test_a_letter_that_moves_from_one_word_to_the_next_is_another_row():
    apart = row(1)._replace(act="a b", by_name="c")
    assert fingerprint(apart, "0") != fingerprint(apart._replace(act="a", by_name="b c"), "0")
