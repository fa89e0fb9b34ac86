"""The rules alone, on plain values: what is decided, for any question and any policies."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from jigsaw.care.sharing.domain.asking import Asked
from jigsaw.care.sharing.domain.deciding import decide
from jigsaw.care.sharing.domain.law import RULES
from jigsaw.care.sharing.domain.policy import Permit, Restriction
from jigsaw.care.sharing.domain.standing import Standing, Version
from jigsaw.care.sharing.domain.vocabulary import Kind, Outside, Purpose, Wish
from jigsaw.foundation.access.domain import Outcome
from tests.care.sharing.conftest import KINDS, shipped

DAY = date(2023, 5, 4)
ORDER = [Outcome.DENY, Outcome.REVIEW, Outcome.PERMIT]
CARE, SAFEGUARDING, LEARNING = (
    Version(policy, 1, frozenset(policy.parties))
    for policy in map(shipped, ("care", "safeguarding", "learning"))
)
AGENCY_KINDS = sorted(set(KINDS.values()))


def some(of, least=0):
    """A few of these, each once."""
    return st.lists(st.sampled_from(list(of)), min_size=least, max_size=4, unique=True).map(tuple)


permits = st.builds(
    Permit,
    purposes=some(Purpose, 1),
    kinds=some(Kind, 1),
    words=st.just("You may."),
    basis=st.just("law"),
    to=some(AGENCY_KINDS),
    objection=st.sampled_from(["ask", "respect", "outweighed"]),
)
restrictions = st.builds(
    Restriction,
    kinds=some(Kind, 1),
    effect=st.sampled_from(["never", "ask"]),
    words=st.just("No."),
    instead=st.just("Ring."),
    purposes=some(Purpose),
    to=some(AGENCY_KINDS),
)
days = st.dates(date(2022, 1, 1), date(2025, 1, 1))


@st.composite
def versions(draw, number=1):
    starts = draw(days)
    policy = replace(
        CARE.policy,
        key=f"p{number}",
        parties=draw(some(KINDS, 2)),
        starts_on=starts,
        ends_on=starts + timedelta(days=draw(st.integers(0, 900))),
        permits=tuple(draw(st.lists(permits, min_size=1, max_size=3))),
        restrictions=tuple(draw(st.lists(restrictions, max_size=2))),
    )
    signed = draw(st.sampled_from([policy.parties, policy.parties, policy.parties[1:]]))
    return Version(
        policy, number, frozenset(signed), frozenset(draw(some(KINDS)) if draw(st.booleans()) else ())
    )


policies = st.integers(0, 3).flatmap(lambda n: st.tuples(*(versions(one) for one in range(1, n + 1))))
askings = st.builds(
    lambda holder, recipient, **told: Asked(holder, recipient, KINDS.get(recipient, ""), **told),
    st.sampled_from(list(KINDS)),
    st.sampled_from([*KINDS, *Outside]),
    purpose=st.sampled_from(Purpose),
    kinds=some(Kind, 1),
    wish=st.sampled_from(Wish),
    day=days,
    danger=st.booleans(),
)


def asked(recipient="housing", purpose=Purpose.CARE, kinds=(Kind.EVENTS,), wish=Wish.NOT_ASKED, **told):
    return Asked(
        "council", recipient, KINDS.get(recipient, ""), purpose, kinds, wish, told.pop("day", DAY), **told
    )


def outcomes(answer):
    return {one.kind: one.outcome for one in answer.lines}


@given(askings, policies)
def test_every_answer_has_a_sentence_and_names_what_decided(question, known):
    answer = decide(question, known)
    for line in (answer.deciding, *answer.lines):
        assert line.sentence.strip()
        assert line.rule in {rule.key for rule in RULES} | {"not-covered"} or (line.policy and line.paragraph)


@given(askings, policies)
def test_only_the_law_or_a_policy_in_force_between_the_two_permits(question, known):
    for line in decide(question, known).of(Outcome.PERMIT):
        if not line.policy:
            assert line.rule in {rule.key for rule in RULES if rule.outcome is Outcome.PERMIT}
            continue
        version = next(one for one in known if one.policy.key == line.policy)
        assert version.standing(question.day) is Standing.IN_FORCE
        assert {question.holder, question.recipient} <= version.remaining


@given(
    askings.map(lambda one: replace(one, danger=False, recipient="housing", recipient_kind="housing")),
    policies,
)
def test_policies_that_are_over_never_permit(question, known):
    over = [v for v in known if v.policy.ends_on < question.day]
    assert not decide(question, over).of(Outcome.PERMIT)


@given(askings, policies)
def test_a_restriction_that_says_never_wins_over_whatever_any_policy_lets(question, known):
    both = {question.holder, question.recipient}
    forbids = [
        one
        for version in known
        if both <= version.remaining and version.standing(question.day) is Standing.IN_FORCE
        for one in version.policy.restrictions
        if one.effect == "never"
    ]
    if question.danger or question.holder == question.recipient:
        return
    for line in decide(question, known).lines:
        if any(one.covers(question.purpose, line.kind, question.recipient_kind) for one in forbids):
            assert line.outcome is Outcome.DENY


@given(askings, policies, st.data())
def test_whoever_asks_for_less_never_gets_less(question, known, data):
    fewer = data.draw(st.lists(st.sampled_from(question.kinds), min_size=1, unique=True).map(tuple))
    whole, part = decide(question, known), decide(replace(question, kinds=fewer), known)
    assert ORDER.index(part.outcome) >= ORDER.index(whole.outcome)
    assert outcomes(part).items() <= outcomes(whole).items()


@given(askings, policies)
def test_the_whole_is_as_its_least_permissive_line(question, known):
    answer = decide(question, known)
    assert answer.outcome is min((one.outcome for one in answer.lines), key=ORDER.index)
    assert {one.kind for one in answer.lines} == set(question.kinds)


@given(askings, policies)
def test_danger_to_life_is_always_answered_yes(question, known):
    answer = decide(replace(question, danger=True), known)
    assert answer.outcome is Outcome.PERMIT
    assert answer.duties


@given(askings, policies, st.randoms())
def test_the_order_of_policies_changes_no_outcome(question, known, random):
    turned = list(known)
    random.shuffle(turned)
    assert outcomes(decide(question, turned)) == outcomes(decide(question, known))


# ---- What is shipped ----


def test_care_is_shared_without_consent_and_the_paragraph_is_named():
    answer = decide(asked(), [CARE, SAFEGUARDING])
    assert answer.outcome is Outcome.PERMIT
    assert (answer.deciding.policy, answer.deciding.version, answer.deciding.paragraph) == ("care", 1, 2)
    assert "no consent" in answer.sentence
    assert "251B" in answer.deciding.basis


def test_an_objection_to_care_goes_to_a_named_person_and_one_to_research_is_final():
    assert decide(asked(wish=Wish.OBJECTS), [CARE]).outcome is Outcome.REVIEW
    answer = decide(asked(purpose=Purpose.RESEARCH, wish=Wish.OBJECTS), [LEARNING])
    assert answer.outcome is Outcome.DENY


def test_a_childs_protection_outweighs_an_objection_and_somebody_elses_name():
    question = asked(
        purpose=Purpose.CHILD_SAFEGUARDING, kinds=(Kind.HEALTH, Kind.THIRD_PARTY), wish=Wish.OBJECTS
    )
    assert decide(question, [CARE, SAFEGUARDING]).outcome is Outcome.PERMIT


def test_of_several_paragraphs_that_permit_the_one_that_lets_most_answers():
    strict = replace(CARE.policy.permits[0], objection="respect")
    mild = replace(strict, objection="outweighed")
    both = Version(replace(CARE.policy, permits=(strict, mild)), 1, CARE.signed)
    question = asked(kinds=(Kind.INVOLVEMENT,), wish=Wish.OBJECTS)
    assert decide(question, [both]).deciding.paragraph == 2


def test_part_of_what_is_asked_may_be_told_at_once():
    found = outcomes(decide(asked(kinds=(Kind.EVENTS, Kind.HEALTH, Kind.EVERYTHING)), [CARE]))
    assert found == {
        Kind.EVENTS: Outcome.PERMIT,
        Kind.HEALTH: Outcome.REVIEW,
        Kind.EVERYTHING: Outcome.DENY,
    }


def test_the_day_after_its_last_a_policy_denies_and_says_so():
    last = CARE.policy.ends_on
    assert decide(asked(day=last), [CARE]).outcome is Outcome.PERMIT
    answer = decide(asked(day=last + timedelta(days=1)), [CARE])
    assert answer.outcome is Outcome.DENY
    assert "ended on 1 January 2024" in answer.sentence
    assert answer.deciding.instead


def test_a_policy_that_one_agency_has_not_signed_or_has_left_denies():
    unsigned = replace(CARE, signed=frozenset({"council"}))
    assert "not signed by each" in decide(asked(), [unsigned]).sentence
    left = replace(CARE, withdrawn=frozenset({"housing"}))
    assert "has left" in decide(asked(), [left]).sentence
    assert decide(asked("trust"), [left]).outcome is Outcome.PERMIT


def test_what_nobody_wrote_of_is_asked_and_not_refused():
    assert decide(asked(purpose=Purpose.UNSURE), [CARE]).deciding.rule == "not-covered"
    assert decide(asked("elsewhere"), [CARE]).outcome is Outcome.REVIEW


def test_family_is_listened_to_and_told_what_the_person_agrees_to():
    assert "listen" in decide(asked("family"), [CARE]).deciding.instead
    assert decide(asked("family", wish=Wish.AGREES), [CARE]).outcome is Outcome.PERMIT
    secret = asked("family", kinds=(Kind.THIRD_PARTY,), wish=Wish.AGREES)
    assert decide(secret, [CARE]).outcome is Outcome.REVIEW


def test_safeguarding_is_answered_by_a_named_person_within_hours():
    police = asked(purpose=Purpose.ADULT_SAFEGUARDING, kinds=(Kind.POLICE,))
    assert (decide(police, [CARE, SAFEGUARDING]).hours, decide(asked(), [CARE]).hours) == (4, 24)
