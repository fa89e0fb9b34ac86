"""A condition read aloud, made from the definition itself."""

from jigsaw.engine.patterns.describe import describe, duration, outline
from jigsaw.engine.patterns.language import (
    DAY,
    HOUR,
    Absent,
    Agencies,
    AllOf,
    AnyOf,
    Comparison,
    Flag,
    Lacks,
    Number,
    Points,
    Rate,
    Run,
    Weighted,
)
from jigsaw.engine.patterns.wording import forbidden_words
from tests.engine.patterns.invented import kinds

CALLS = Comparison(Number(kinds("ambulance-call"), 30 * DAY), 5)


def test_a_number_is_said_with_its_window():
    assert describe(CALLS) == "5 or more of “ambulance call” in 30 days"


def test_all_and_any_are_said_so_that_they_cannot_be_confused():
    child = Comparison(Flag("age:under-18"), 1)
    said = describe(AnyOf((CALLS, AllOf((child, CALLS)))))
    assert said == f"{describe(CALLS)}; or (the person is under 18, and {describe(CALLS)})"


def test_tags_and_endings_are_said_as_words():
    term = Agencies(kinds("tag:unscheduled", "care-package:ended:own-request"), 90 * DAY)
    said = describe(Comparison(term, 2))
    assert (
        said
        == "(anything unscheduled or “care package” ended (own request)) from 2 or more agencies in 90 days"
    )


def test_what_is_lacking_is_said_to_be_not_known():
    assert describe(Comparison(Lacks("key-worker"), 1)) == "no “key worker” is known that has not ended"
    assert (
        describe(Comparison(Lacks("communal"), 1)) == "it is not known that many unrelated people live there"
    )


def test_answers_that_differ_are_said_to_be_two_agencies():
    said = describe(Comparison(Flag("differ:carer"), 1))
    assert said == "two agencies hold different answers of “carer”"


def test_an_outline_has_a_line_for_each_comparison_and_each_group():
    child = Comparison(Flag("age:under-18"), 1)
    assert outline(AnyOf((CALLS, AllOf((child, CALLS))))) == (
        (0, "At least one of these holds:"),
        (1, "5 or more of “ambulance call” in 30 days"),
        (1, "All of these hold:"),
        (2, "The person is under 18"),
        (2, "5 or more of “ambulance call” in 30 days"),
    )


def test_an_absence_is_said_with_its_time_and_its_end():
    term = Absent(kinds("stay:ended"), kinds("seen"), 72 * HOUR, 28 * DAY, late_ends=True)
    assert describe(Comparison(term, 1)) == (
        "“stay” ended, and 72 hours later none of “seen” recorded (until one is, and for 28 days at most)"
    )


def test_every_term_can_be_said():
    a = kinds("a")
    terms = [
        Absent(a, kinds("b"), 72 * HOUR, 28 * DAY, 7 * DAY, True),
        Rate(a, 30 * DAY, 365 * DAY, ((2, 3),)),
        Points((Weighted(a, 2, 4),), 60 * DAY),
        Run(a, kinds("b"), 90 * DAY, True),
    ]
    for term in terms:
        assert "“a”" in describe(Comparison(term, 1))


def test_labels_may_be_the_caller_s_own():
    assert describe(CALLS, lambda code: "999 call") == "5 or more of “999 call” in 30 days"


def test_lengths_of_time_are_said_as_people_say_them():
    assert [duration(n * HOUR) for n in (1, 72, 96, 24 * 30)] == ["1 hour", "72 hours", "96 hours", "30 days"]


def test_words_that_say_what_happened_are_allowed():
    assert (
        forbidden_words("3 calls at high speed; the risk of a fall was discussed; worth a conversation") == ()
    )
