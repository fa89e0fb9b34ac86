"""Findings in five domains become actions; somebody asks after 3, 6 and 12 months whether they changed anything."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.care.reviews import queries
from jigsaw.care.reviews.actions import (
    ProposedAction,
    answer_question,
    answer_recommendation,
    check_change,
    finish_report,
    recommend,
    record_finding,
    record_question,
    set_aside_row,
)
from jigsaw.care.reviews.domain.words import Changed, Learning, months_after
from jigsaw.foundation.core.errors import NotFound, Refused, Unfinished

TODAY = date(2026, 11, 1)


def finding(town, key, **told):
    told = {"domain": Learning.TOGETHER, "words": "Nobody called the others"} | told
    return record_finding(by=town.by["police"], review=key, **told)


def action(town, key, due_on=date(2020, 1, 31)):
    proposed = ProposedAction("Call the others", "council", "Head of service", due_on, "Calls are counted")
    return recommend(by=town.by["police"], review=key, finding=finding(town, key).pk, proposed=proposed)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from([3, 6, 12]))
def test_a_check_falls_on_the_same_day_or_the_last_of_a_shorter_month(day, months):
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and months_after(later, 0).replace(day=28) <= later)


def test_a_finding_rests_on_entries_of_its_own_review(town):
    key, other = town.with_chronologies(), town.agreed()
    entry = queries.composite(town.by["police"], key).placed[0].entry.key
    assert finding(town, key, entries=(entry,)).entries == [entry]
    with pytest.raises(NotFound):
        finding(town, other, entries=(entry,))


def test_an_action_is_answered_by_its_own_agency_in_order(town):
    key = town.agreed()
    made = action(town, key)
    with pytest.raises(Refused, match="another agency"):
        answer_recommendation(
            by=town.by["police"], review=key, recommendation=made.pk, what="accepted", why="Yes"
        )
    for what in ("accepted", "done"):
        answer_recommendation(
            by=town.by["council"], review=key, recommendation=made.pk, what=what, why="So it is"
        )
    with pytest.raises(Refused, match="does not follow"):
        answer_recommendation(
            by=town.by["council"], review=key, recommendation=made.pk, what="refused", why="No"
        )


def test_checks_come_due_after_3_6_and_12_months_also_after_the_report(town):
    key = town.agreed()
    made = action(town, key)
    finish_report(by=town.by["police"], review=key)
    due = queries.checks_due(town.by["police"], key, date(2020, 7, 31))
    assert [(one.months, one.due_on) for one in due] == [(3, date(2020, 4, 30)), (6, date(2020, 7, 31))]
    told = {"review": key, "recommendation": made.pk, "changed": Changed.PARTLY, "words": "Calls doubled"}
    check_change(by=town.by["council"], months=3, **told)
    assert [one.months for one in queries.checks_due(town.by["police"], key, TODAY)] == [6, 12]
    with pytest.raises(Refused, match="not waiting"):
        check_change(by=town.by["council"], months=3, **told)


def test_a_check_is_not_made_before_its_day(town):
    key = town.agreed()
    made = action(town, key, due_on=date(2090, 1, 1))
    with pytest.raises(Refused, match="its day has not come"):
        check_change(
            by=town.by["police"], review=key, recommendation=made.pk, months=3, changed=Changed.YES, words="w"
        )


def test_a_refused_action_is_not_checked(town):
    key = town.agreed()
    made = action(town, key)
    answer_recommendation(
        by=town.by["council"], review=key, recommendation=made.pk, what="refused", why="No money"
    )
    assert queries.checks_due(town.by["police"], key, TODAY) == []


def test_a_report_waits_for_the_family_and_for_every_refused_row(town):
    key = town.with_chronologies()
    asked = record_question(
        by=town.by["police"], review=key, asked_by="His sister", question="Why did nobody go in?"
    )
    finding(town, key, question=asked.pk)
    with pytest.raises(Unfinished, match="a question of the family has no answer"):
        finish_report(by=town.by["police"], review=key)
    answer_question(
        by=town.by["council"], review=key, question=asked.pk, answer="Nobody thought it was theirs to do"
    )
    with pytest.raises(Unfinished, match="rows that were refused still wait"):
        finish_report(by=town.by["police"], review=key)
    (waiting,) = queries.refused_rows(town.by["police"], key)
    set_aside_row(by=town.by["police"], review=key, refused=waiting.pk, why="Told above")
    finish_report(by=town.by["police"], review=key)
    assert queries.standing(town.by["council"], key).state == "reported"
    with pytest.raises(Refused, match="report is finished"):
        finding(town, key)
