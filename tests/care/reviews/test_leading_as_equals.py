"""Nobody owns a review: terms hold when every lead agrees, and a change needs all of them, old and new."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.care.reviews import queries
from jigsaw.care.reviews.actions import add_member, agree_terms, leave_review, propose_terms, start_review
from jigsaw.care.reviews.domain.terms import Version, in_force
from jigsaw.care.reviews.domain.words import Family
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.errors import NotFound, Refused

PEOPLE = st.frozensets(st.sampled_from("abcd"), min_size=1)


@given(st.lists(st.tuples(PEOPLE, PEOPLE), max_size=5))
def test_no_lead_is_ever_led_out_without_having_agreed(said):
    versions = [Version(number, leads, agreed) for number, (leads, agreed) in enumerate(said, 1)]
    leading = frozenset()
    for number in range(1, len(versions) + 1):
        standing = in_force(versions[:number])
        if standing and standing.number == number:
            assert leading <= standing.agreed
            assert standing.leads <= standing.agreed
            leading = standing.leads


def test_terms_hold_when_every_lead_has_agreed(town):
    key = town.started()
    assert queries.standing(town.by["police"], key).state == "terms"
    agree_terms(by=town.by["council"], review=key, version=1)
    standing = queries.standing(town.by["council"], key)
    assert (standing.state, standing.in_force.version, standing.proposed) == ("work", 1, None)


def test_a_lead_stays_one_until_they_agree_to_terms_without_them(town):
    key = town.agreed()
    terms = town.terms("police", "ambulance")
    propose_terms(by=town.by["police"], review=key, terms=terms)
    agree_terms(by=town.by["ambulance"], review=key, version=2)
    standing = queries.standing(town.by["police"], key)
    assert (standing.in_force.version, standing.awaited) == (1, {town.by["council"].key})
    agree_terms(by=town.by["council"], review=key, version=2)
    assert queries.standing(town.by["police"], key).in_force.version == 2


@pytest.mark.parametrize("agencies", [("police",), ("council", "ambulance")])
def test_a_review_is_led_from_several_agencies_and_by_whoever_starts_it(town, agencies):
    with pytest.raises(Refused):
        start_review(by=town.by["police"], begin=town.begin(), terms=town.terms(*agencies))


def test_the_family_is_asked_first_or_it_is_said_why_not(town):
    terms = town.terms(family=Family.DECLINED)
    with pytest.raises(Refused, match="why the family takes no part"):
        start_review(by=town.by["police"], begin=town.begin(), terms=terms)


def test_whoever_takes_no_part_cannot_know_that_it_is_there(town):
    key = town.agreed()
    stranger = town.other["police"]
    assert queries.reviews(stranger) == []
    for ask in (queries.review, queries.composite, queries.files, queries.findings, queries.told_twice):
        with pytest.raises(NotFound, match="there is none here that you can see"):
            ask(stranger, key)
    with pytest.raises(NotFound):
        add_member(by=stranger, review=key, practitioner=stranger.key)


def test_somebody_who_joins_sees_it_and_somebody_who_left_does_not(town):
    key, guest = town.agreed(), town.other["council"]
    add_member(by=town.by["police"], review=key, practitioner=guest.key)
    assert [line.row.pk for line in queries.reviews(guest)] == [key]
    leave_review(by=guest, review=key, practitioner=guest.key)
    assert queries.reviews(guest) == []


def test_a_lead_is_not_taken_out_but_by_new_terms(town):
    key = town.agreed()
    with pytest.raises(Refused, match="a lead leaves when new terms name others"):
        leave_review(by=town.by["police"], review=key, practitioner=town.by["council"].key)


def test_each_act_is_one_event_of_the_trail(town):
    key = town.started()
    agree_terms(by=town.by["council"], review=key, version=1)
    acts = AuditEvent.objects.filter(subject_kind="review", subject_id=str(key)).order_by("pk")
    assert [one.act for one in acts] == ["review started", "review terms agreed"]
