from datetime import date, timedelta

import pytest

from jigsaw.care.sharing.actions import Question, ask, ask_named_person, chase, chase_overdue, decide_review
from jigsaw.care.sharing.domain.vocabulary import Kind, Purpose, Wish
from jigsaw.care.sharing.models import ReviewStep, SharingPolicy, SharingRequest, SharingReview
from jigsaw.care.sharing.queries import late_at, log, request_seen, waiting_for
from jigsaw.foundation.access.domain import Outcome
from jigsaw.foundation.access.models import Wish as WishOnRecord
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.audit.queries import events_about
from jigsaw.foundation.core import time
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.interfaces.workspace.sharing import sharing_links

EVENTS, POLICE = (Kind.EVENTS,), (Kind.POLICE,)


def question(other="housing", kinds=EVENTS, purpose=Purpose.CARE, **told):
    return Question(other, purpose, kinds, **told)


def test_the_answer_is_kept_with_who_asked_what_and_the_paragraph_that_decided(town):
    policy, person = town.policy(), town.person()
    made = ask(by=town.workers["council"], question=question(person=person.pk))
    assert (made.outcome, made.policy, made.paragraph) == ("permit", policy, 2)
    assert (made.holder, made.recipient, made.person) == ("council", "housing", person.pk)
    assert not SharingReview.objects.exists()


def test_it_is_in_the_persons_own_record_of_who_did_what(town):
    town.policy()
    person = town.person()
    made = ask(by=town.workers["council"], question=question(person=person.pk))
    (event,) = events_about(viewer=JIGSAW, subject_kind="person", subject_id=person.pk)
    assert (event.act, event.detail["outcome"]) == ("asked whether to share", "permit")
    assert str(made.pk) == event.detail["request"]


def test_a_question_without_an_audit_row_is_not_kept(town, monkeypatch):
    town.policy()
    monkeypatch.setattr("jigsaw.care.sharing.actions.asking.record_act", lambda **told: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        ask(by=town.workers["council"], question=question())
    assert not SharingRequest.objects.exists()


def test_danger_to_life_is_answered_yes_without_any_policy_and_without_choosing(town):
    made = ask(by=town.workers["council"], question=Question("", Purpose.UNSURE, (), danger=True))
    assert (made.outcome, made.rule) == ("permit", "danger-to-life")
    assert made.duties


def test_what_a_person_decides_goes_to_the_named_person_of_the_holder_with_a_clock(town):
    town.policy()
    made = ask(by=town.workers["council"], question=question(kinds=POLICE))
    assert made.outcome == "review"
    assert made.review.lead_id == town.leads["council"].key
    assert made.review.due_at - made.review.at == pytest.approx(timedelta(hours=24), abs=timedelta(seconds=2))
    (waiting,) = waiting_for(viewer=town.leads["council"])
    assert (waiting.key, waiting.clock.is_overdue(time.now())) == (made.pk, False)
    assert waiting_for(viewer=town.workers["council"]) == waiting_for(viewer=town.leads["housing"]) == []


def test_when_one_asks_another_agency_its_own_named_person_decides(town):
    town.policy()
    made = ask(by=town.workers["council"], question=question("police", kinds=POLICE, asks_them=True))
    assert (made.holder, made.recipient) == ("police", "council")
    assert made.review.lead_id == town.leads["police"].key


def test_whoever_asks_never_decides_their_own_question(town):
    town.policy()
    made = ask(by=town.leads["council"], question=question(kinds=POLICE))
    assert made.review.lead_id == town.leads["housing"].key
    with pytest.raises(Refused, match="Whoever asked does not decide"):
        decide_review(by=town.leads["council"], request=made.pk, outcome=Outcome.PERMIT, why="I want to")


def test_the_named_person_decides_once_with_a_reason_that_the_asker_reads(town):
    town.policy()
    made = ask(by=town.workers["council"], question=question(kinds=POLICE))
    lead = town.leads["council"]
    with pytest.raises(Refused, match="no reason"):
        decide_review(by=lead, request=made.pk, outcome=Outcome.DENY, why=" ")
    with pytest.raises(Refused, match="It was given to Council-lead"):
        decide_review(by=town.workers["trust"], request=made.pk, outcome=Outcome.DENY, why="no")
    decide_review(by=lead, request=made.pk, outcome=Outcome.PERMIT, why="The police agreed")
    with pytest.raises(Refused, match="decided already"):
        decide_review(by=lead, request=made.pk, outcome=Outcome.DENY, why="no")
    seen = request_seen(viewer=town.workers["council"], key=made.pk)
    assert (seen.outcome, seen.decided.why) == (Outcome.PERMIT, "The police agreed")
    assert AuditEvent.objects.filter(act="decided on sharing").count() == 1


def test_an_answer_that_is_late_shows_and_is_chased_once_an_hour(town):
    town.policy()
    made = ask(by=town.workers["council"], question=question(kinds=POLICE))
    clock = request_seen(viewer=town.workers["council"], key=made.pk).clock
    assert not clock.is_overdue(made.review.due_at)
    assert clock.is_overdue(made.review.due_at + timedelta(minutes=1))
    with pytest.raises(NotFound):
        chase(by=town.workers["trust"], request=made.pk)
    chase(by=town.workers["council"], request=made.pk)
    with pytest.raises(Refused, match="chased within the hour"):
        chase(by=town.workers["council"], request=made.pk)
    assert request_seen(viewer=town.workers["council"], key=made.pk).clock.chased_at


def test_a_no_is_no_dead_end_the_named_person_can_be_asked_all_the_same(town):
    town.policy()
    made = ask(by=town.workers["council"], question=question(kinds=(Kind.EVERYTHING,)))
    assert made.outcome == "deny"
    assert ask_named_person(by=town.workers["council"], request=made.pk).lead_id == town.leads["council"].key
    with pytest.raises(Refused, match="asked already"):
        ask_named_person(by=town.workers["council"], request=made.pk)


def test_what_is_permitted_needs_nobody_and_anothers_question_is_not_there(town):
    town.policy()
    made = ask(by=town.workers["council"], question=question())
    with pytest.raises(Refused, match="may share this already"):
        ask_named_person(by=town.workers["council"], request=made.pk)
    with pytest.raises(NotFound):
        ask_named_person(by=town.workers["trust"], request=made.pk)


def test_a_policy_that_is_over_denies_from_the_next_day_on(town):
    town.policy(ends_on=date.today())
    assert ask(by=town.workers["council"], question=question()).outcome == "permit"
    row = SharingPolicy.objects.get()
    yesterday = row.text.replace(f"ends_on = {date.today()}", f"ends_on = {date.today() - timedelta(days=1)}")
    SharingPolicy.objects.update(text=yesterday)
    made = ask(by=town.workers["council"], question=question())
    assert (made.outcome, made.rule) == ("deny", "expired")
    assert "ended on" in made.sentence


def test_both_agencies_keep_the_log_and_the_other_learns_of_whom_only_when_it_was_permitted(town):
    town.policy()
    person = town.person("Avery Marsh")
    told = ask(by=town.workers["council"], question=question(person=person.pk))
    asked = ask(by=town.workers["council"], question=question(kinds=POLICE, person=person.pk))
    mine = {one.key: one.about for one in log(viewer=town.leads["council"])}
    theirs = {one.key: one.about for one in log(viewer=town.leads["housing"])}
    assert "Avery Marsh" in mine[told.pk]
    assert "Avery Marsh" in mine[asked.pk]
    assert "Avery Marsh" in theirs[told.pk]
    assert theirs[asked.pk] == ""


def test_the_log_of_front_line_workers_holds_their_own_questions_alone(town):
    town.policy()
    made = ask(by=town.workers["council"], question=question())
    colleague = town.viewer(town.agency("council"))
    assert [one.key for one in log(viewer=town.workers["council"])] == [made.pk]
    assert log(viewer=colleague) == log(viewer=town.leads["police"]) == []
    with pytest.raises(NotFound):
        request_seen(viewer=colleague, key=made.pk)


def test_somebody_whom_the_asker_may_not_know_of_cannot_be_asked_about(town):
    outsider = town.viewer(town.agency("elsewhere", shares=False))
    with pytest.raises(NotFound):
        ask(by=outsider, question=question(person=town.person().pk))
    assert ask(by=outsider, question=question()).outcome == "review"


def test_an_objection_on_record_holds_whatever_the_asker_says(town):
    town.policy()
    person = town.person()
    record = town.record(person, town.agency("council"))
    WishOnRecord.objects.create(record=record.pk, kind="objects", holds=True, words="Leave me alone")
    made = ask(by=town.workers["council"], question=question(person=person.pk, wish=Wish.AGREES))
    assert (made.outcome, made.rule, made.wish) == ("review", "objection", "objects")


def test_an_agency_that_is_not_there_cannot_be_asked_for(town):
    with pytest.raises(NotFound, match="no such agency"):
        ask(by=town.workers["council"], question=question("nowhere"))
    with pytest.raises(Refused, match="do not sign in here"):
        ask(by=town.workers["council"], question=question("family", asks_them=True))


def test_an_objection_is_honoured_until_the_named_person_has_decided(town):
    town.policy()
    made = ask(by=town.workers["trust"], question=question("council", wish=Wish.OBJECTS))
    assert (made.outcome, made.rule) == ("review", "objection")


def test_a_late_answer_is_chased_by_jigsaw_once_a_day_until_it_is_given(town):
    town.policy()
    made = ask(by=town.workers["council"], question=question(kinds=POLICE))
    assert chase_overdue(by=JIGSAW) == 0
    SharingReview.objects.update(at=now() - timedelta(days=3), due_at=now() - timedelta(days=2))
    assert [chase_overdue(by=JIGSAW) for _ in range(2)] == [1, 0]
    step = ReviewStep.objects.get()
    assert (step.what, step.by, step.by_name) == ("chased", None, "Jigsaw")
    ReviewStep.objects.update(at=now() - timedelta(hours=25))
    assert chase_overdue(by=JIGSAW) == 1
    decide_review(by=town.leads["council"], request=made.pk, outcome=Outcome.DENY, why="No")
    ReviewStep.objects.filter(what="chased").update(at=now() - timedelta(hours=25))
    assert chase_overdue(by=JIGSAW) == 0


def test_a_late_answer_stands_loudly_before_whoever_answers_for_it_and_nobody_else(town):
    town.policy()
    ask(by=town.workers["council"], question=question(kinds=POLICE))
    assert late_at(viewer=town.leads["council"]) == 0
    SharingReview.objects.update(due_at=now() - timedelta(minutes=1))
    told = [
        late_at(viewer=one) for one in (town.leads["council"], town.workers["council"], town.leads["police"])
    ]
    assert told == [1, 0, 0]
    assert [link.text for link in sharing_links(town.leads["council"])[1]] == [
        "1 answer about sharing is late: whoever asked has somebody before them"
    ]
