"""The order among rules: what forbids wins, a review is a yes that somebody must confirm, silence is a no."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bench.fuzz_requests import drawn_request
from jigsaw.foundation.access.domain import Act, Outcome
from jigsaw.foundation.access.rules.cedar import decide_by_cedar
from jigsaw.foundation.access.rules.deciding import decide
from jigsaw.foundation.access.rules.plainly import decide_plainly
from tests.foundation.access.ruled import looking, reading, working

REQUESTS = st.integers(0, 2**32).map(lambda seed: drawn_request(Random(seed)))


@given(st.lists(REQUESTS, min_size=1, max_size=40))
def test_cedar_and_the_twin_agree_in_outcome_and_in_the_rule_that_decides(requests):
    ours = [(one.outcome, one.rule) for one in decide_by_cedar(requests)]
    assert ours == [decide_plainly(one) for one in requests]


def test_no_permit_opens_what_a_rule_forbids():
    assert (
        decide(reading(restriction="sealed", relationship=True, called=True, break_glass=True)).rule
        == "sealed"
    )


def test_a_review_is_offered_only_where_it_could_end_in_a_yes():
    assert decide(looking(objection=True, reason_given=True)).outcome is Outcome.REVIEW
    assert decide(looking(objection=True)).outcome is Outcome.DENY


def test_what_no_rule_permits_is_denied_and_says_what_to_do():
    denied = decide(looking())
    assert (denied.outcome, denied.rule) == (Outcome.DENY, "")
    assert "Say why you need it" in denied.sentence


def test_a_role_without_an_act_is_told_which():
    assert decide(working(Act.DECIDE_JOINS)).sentence == "Your role does not include: decide joins."
