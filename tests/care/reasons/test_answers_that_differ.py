"""When two agencies hold different answers to one question about a person, as far as was known at each moment."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from jigsaw.care.intake.derivation import Said
from jigsaw.care.intake.domain.kinds import kinds_tagged
from jigsaw.care.reasons.differing import QUESTIONS, of_answers
from jigsaw.engine.patterns.language import Flag
from jigsaw.engine.patterns.measuring import measure
from jigsaw.engine.patterns.timeline import Mark
from jigsaw.foundation.core.time import minutes_since_epoch

START = datetime(2026, 1, 1, tzinfo=UTC)


def day(number):
    return START + timedelta(days=number)


def answer(agency, value, at, *, until=None, known=None, gone=None, kind="accommodation", **attributes):
    return Said(
        record=uuid4(), role="subject", piece=uuid4(), shape="state", kind=kind, agency=agency, at=day(at),
        at_accuracy="day", until=None if until is None else day(until), received_at=day(at if known is None else known),
        gone_at=None if gone is None else day(gone), address_id=None, incident="",
        attributes={"value": value, **attributes},
    )  # fmt: skip


def differ(now, *said, kind="accommodation"):
    """Whether two answers differ on a day, by the marks."""
    marks = sorted(of_answers(said, "ann"), key=lambda mark: mark.at)
    minute = minutes_since_epoch(day(now))
    seen = [mark for mark in marks if mark.is_visible(minute)]
    return bool(measure(Flag(f"differ:{kind}"), seen, minute).value)


def test_two_agencies_with_two_answers_differ_from_when_both_are_known():
    told = answer("trust", "tenant", 0), answer("council", "sofa-surfing", 10, known=14)
    assert [differ(now, *told) for now in (9, 13, 14, 400)] == [False, False, True, True]


def test_both_answers_are_the_evidence():
    told = answer("trust", "tenant", 0), answer("council", "sofa-surfing", 10)
    (mark,) = of_answers(told, "ann")
    assert set(mark.pieces) == {str(one.piece) for one in told}
    assert (mark.kind, mark.person) == ("differ:accommodation:started", "ann")


def test_the_same_answer_however_it_is_written_does_not_differ():
    assert not differ(20, answer("trust", "Sofa-Surfing", 0), answer("council", "sofa-surfing ", 10))


def test_an_agency_that_changes_its_own_answer_contradicts_nobody():
    assert not differ(20, answer("trust", "tenant", 0), answer("trust", "sofa-surfing", 10))


def test_it_ends_when_one_of_them_takes_up_the_other_s_answer():
    told = (
        answer("trust", "tenant", 0),
        answer("council", "sofa-surfing", 10),
        answer("trust", "sofa-surfing", 30),
    )
    assert [differ(now, *told) for now in (29, 30, 60)] == [True, False, False]


def test_it_ends_with_the_end_of_an_answer_and_with_its_correction():
    one = answer("trust", "tenant", 0)
    assert not differ(30, one, answer("council", "sofa-surfing", 10, until=20))
    assert not differ(30, one, answer("council", "sofa-surfing", 10, gone=20))
    assert differ(19, one, answer("council", "sofa-surfing", 10, gone=20))


def test_answers_that_never_stood_at_one_time_do_not_differ():
    assert (
        list(of_answers([answer("trust", "tenant", 0, until=9), answer("council", "sofa", 10)], "ann")) == []
    )


def test_only_answers_about_the_same_matter_are_compared():
    told = [
        answer("gp", "yes", 0, kind="allergies", about="latex"),
        answer("trust", "no", 5, kind="allergies", about="nuts"),
    ]
    assert not differ(20, *told, kind="allergies")
    told.append(answer("trust", "no", 6, kind="allergies", about="Latex"))
    assert differ(20, *told, kind="allergies")


def test_no_answer_contradicts_nobody():
    assert not differ(20, answer("trust", "", 0), answer("council", "sofa-surfing", 10))


def test_every_state_with_one_true_answer_is_compared_and_no_other():
    assert set(QUESTIONS) == kinds_tagged("one-answer")


_few = st.integers(0, 12)
_answers = st.lists(
    st.builds(
        lambda agency, value, at, longer, late, lost: answer(
            agency, value, at, until=longer and at + longer, known=at + late, gone=lost and at + late + lost
        ),
        st.sampled_from(["trust", "council", "gp"]), st.sampled_from("ab"), _few,
        st.one_of(st.none(), st.integers(1, 6)), st.integers(0, 4), st.one_of(st.none(), st.integers(1, 6)),
    ),
    max_size=6,
)  # fmt: skip


def differ_plainly(now, told):
    """The slow and obvious twin: what each agency holds on that day, as known then."""
    known = [one for one in told if one.received_at <= now and (one.gone_at is None or one.gone_at > now)]
    held = [
        one
        for one in known
        if one.at <= now
        and (one.until is None or one.until > now)
        and not any(later.agency == one.agency and one.at < later.at <= now for later in known)
    ]
    return any(
        a.agency != b.agency and a.attributes["value"] != b.attributes["value"] for a in held for b in held
    )


@given(_answers, st.integers(0, 30))
def test_the_marks_say_what_each_agency_held_as_known_on_that_day(told, now):
    assert differ(now, *told) == differ_plainly(day(now), told)


def test_a_mark_of_one_piece_rests_on_that_piece_alone():
    assert Mark(0, 0, None, "call", "gp", "one", "ann").pieces == ("one",)
    assert Mark(0, 0, None, "age:18", "", "", "").pieces == ()
