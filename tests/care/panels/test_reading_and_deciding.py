"""A panel reads, scores and decides; the author hears by name; the person can appeal and somebody else decides."""

from datetime import date
from pathlib import Path

import pytest

from jigsaw.care.conversations.domain.telling import Channel
from jigsaw.care.panels import queries
from jigsaw.care.panels.actions import Deciding, Giving, appeal, decide, send_again, send_letter
from jigsaw.care.panels.actions import score as give_scores
from jigsaw.care.panels.domain.states import DAYS, STEPS, State, due_on, states_page
from jigsaw.foundation.access.actions import note_wish
from jigsaw.foundation.access.domain import OBJECTS
from jigsaw.foundation.access.sealing_people import seal_person
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.viewer import JIGSAW


def agreed(**instead):
    return Deciding(
        **{"outcome": State.AGREED, "why": "It says what he wants", "feedback": "Well heard"} | instead
    )


RETURNED = agreed(outcome=State.RETURNED, more="Who does what", returned_for="actions")


def test_one_that_was_scored_is_decided_and_the_author_reads_it_by_name(town):
    key = town.scored()
    decide(by=town.council, referral=key, decision=agreed())
    whole = queries.referral(town.author, key)
    assert (whole.row.state, whole.row.steps.get().feedback, whole.row.steps.get().by_id) == (
        "agreed",
        "Well heard",
        town.council.key,
    )


def test_nobody_decides_before_it_was_read(town):
    with pytest.raises(Refused, match="1 more must read and score it first"):
        decide(by=town.council, referral=town.referred(), decision=agreed())


def test_one_of_the_sample_is_read_by_two_who_do_not_see_each_other(town):
    key = town.scored(twice=True)
    assert queries.referral(town.trust, key).scores == ()
    with pytest.raises(Refused, match="1 more must read"):
        decide(by=town.council, referral=key, decision=agreed())
    give_scores(by=town.trust, referral=key, levels=town.levels(2))
    assert len(queries.referral(town.trust, key).scores) == 2
    _, found = queries.measures(town.trust, town.panel.pk)
    assert (found.pairs, found.agreed) == (10, 0)


def test_agreement_is_counted_only_where_neither_reader_saw_the_other(town):
    key = town.scored(twice=False)
    assert len(queries.referral(town.trust, key).scores) == 1  # not of the sample: the other may look first
    give_scores(by=town.trust, referral=key, levels=town.levels())
    assert queries.measures(town.trust, town.panel.pk)[1].pairs == 0


def test_the_author_reads_scores_and_words_with_the_decision_and_not_before(town):
    key = town.referred()
    give_scores(by=town.council, referral=key, levels=town.levels(), words="Say who does it")
    assert queries.referral(town.author, key).scores == ()
    decide(by=town.council, referral=key, decision=agreed())
    assert [one.words for one in queries.referral(town.author, key).scores] == ["Say who does it"]


@pytest.mark.parametrize("wrong", [{"voice": 5}, {"voice": 0}, {"weather": 3}])
def test_scores_are_of_the_lines_that_there_are_from_1_to_4(town, wrong):
    with pytest.raises(Refused):
        give_scores(by=town.council, referral=town.referred(), levels=town.levels(**wrong))


def test_the_author_neither_scores_nor_decides_and_a_stranger_sees_nothing(town):
    key = town.scored()
    with pytest.raises(Refused):
        decide(by=town.author, referral=key, decision=agreed())
    for ask in (queries.referral, queries.letter_for):
        with pytest.raises(NotFound, match="there is none here that you can see"):
            ask(town.stranger, key)
    with pytest.raises(NotFound):
        queries.measures(town.stranger, town.panel.pk)


@pytest.mark.parametrize(
    "lacking",
    [{"why": " "}, {"feedback": ""}, {"outcome": State.CONDITIONS}, {"outcome": State.RETURNED, "more": "m"}],
)
def test_a_decision_says_why_what_more_and_what_the_author_hears(town, lacking):
    with pytest.raises(Refused):
        decide(by=town.council, referral=town.scored(), decision=agreed(**lacking))


def test_one_that_was_returned_is_sent_again_and_read_anew(town):
    key = town.scored()
    decide(by=town.council, referral=key, decision=RETURNED)
    send_again(by=town.author, referral=key, words="Anna does it by Friday", why="Names and dates")
    assert queries.referral(town.council, key).lacking == 1
    give_scores(by=town.council, referral=key, levels=town.levels(4))
    decide(by=town.council, referral=key, decision=agreed())
    row = queries.referral(town.author, key).row
    assert row.words == "Anna does it by Friday"
    assert row.steps.get(verb="send again").read_until_then == "He wants his flat back."


def test_that_nothing_is_decided_yet_can_be_appealed(town):
    key = town.scored()
    decide(by=town.council, referral=key, decision=agreed(outcome=State.DEFERRED, more="The costs"))
    appeal(by=town.author, referral=key, words="I have waited long enough")
    assert queries.referral(town.trust, key).may_decide


def test_an_appeal_is_decided_by_somebody_else(town):
    key = town.scored()
    decide(by=town.council, referral=key, decision=RETURNED)
    appeal(by=town.author, referral=key, words="I need it now")
    with pytest.raises(Refused, match="you decided it before"):
        decide(by=town.council, referral=key, decision=agreed())
    decide(by=town.trust, referral=key, decision=agreed())
    assert queries.referral(town.author, key).row.state == "agreed"


def test_the_letter_says_what_why_and_how_to_appeal(town):
    key = town.scored()
    with pytest.raises(NotFound):
        queries.letter_for(town.council, key)
    decide(by=town.council, referral=key, decision=RETURNED)
    draft = queries.letter_for(town.council, key)
    for words in (
        "Tuesday panel",
        "It says what he wants",
        "Who does what",
        "If you do not agree",
        "01632 960999",
    ):
        assert words in draft
    by_hand = Giving(Channel.BY_HAND)
    assert send_letter(by=town.council, referral=key, words=draft, giving=by_hand).words == draft


def test_no_step_refuses_a_need_and_every_state_has_a_way_on(town):
    assert not [one for one in State if "refus" in one or "reject" in one]
    assert {one.before for one in STEPS} == set(State)
    assert {one.after for one in STEPS} <= set(State)
    assert set(DAYS) <= set(State)
    assert states_page() == Path("docs/reference/panel-states.md").read_text("utf-8")


def test_an_urgent_one_waits_two_days_and_a_decided_one_for_nobody():
    day = date(2026, 5, 4)
    assert due_on(State.WAITING, day, urgent=True) == date(2026, 5, 6)
    assert due_on(State.WAITING, day, urgent=False) == date(2026, 5, 14)
    assert due_on(State.APPEALED, day, urgent=True) == date(2026, 5, 24)
    assert due_on(State.AGREED, day, urgent=True) is None
    assert due_on(State.AGREED, day, urgent=False, is_told=False) == date(2026, 5, 9)
    assert due_on(State.ESCALATED, day, urgent=False, is_told=False) == date(2026, 5, 9)


def test_each_act_is_one_event_without_words(town):
    key = town.scored()
    decide(by=town.council, referral=key, decision=agreed())
    events = AuditEvent.objects.filter(subject_kind="referral", subject_id=str(key)).order_by("pk")
    assert [one.act for one in events] == ["referred to a panel", "referral scored", "referral: decide"]
    assert "flat" not in str([one.detail for one in events])


def test_the_rules_keep_somebody_who_objects_from_a_panels_readers_and_not_from_the_author(town):
    person = town.person()
    record = town.record(person, town.agency("trust"))
    key = town.referred(person=person.pk)
    assert queries.referral(town.council, key).row.person == person.pk
    note_wish(by=JIGSAW, person=person.pk, records=[record.pk], kind=OBJECTS, holds=True)
    with pytest.raises(Refused, match="objects to sharing"):
        queries.referral(town.council, key)
    assert queries.referral(town.author, key).row.person == person.pk


def test_a_referral_about_somebody_sealed_is_not_there(town):
    person = town.person()
    record = town.record(person, town.agency("trust"))
    key = town.referred(person=person.pk)
    guardian = town.viewer(town.agency("trust"), "caldicott-guardian")
    told = {"person": person.pk, "records": [record.pk], "reason": "Refuge", "let_in": [("trust", None)]}
    seal_person(by=guardian, **told)
    with pytest.raises(NotFound):
        queries.referral(town.council, key)
    assert queries.referral(town.author, key)
