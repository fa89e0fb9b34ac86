"""However pieces came, whoever was joined and parted, whenever the clock was looked at: the reasons are those of one
reading of everything at the end.

`HYPOTHESIS_PROFILE=long` tries a few hundred lives instead of a few.
"""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from jigsaw.care.linkage.models import LinkDecision
from jigsaw.care.reasons import actions, queries, reading
from jigsaw.care.reasons.actions import reading as acting
from jigsaw.care.reasons.models import STAYS_OPEN, NextMoment, SubjectToRead, Telling
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.interfaces.feeds import steps
from tests.histories import AGENCIES, EVENTS, FEW, LOCAL_IDS, NUMBER, PLACE, WHO
from tests.town import Town, groups, person_of, piece, record, someone
from tests.worked_out import reasons

START = datetime(2021, 10, 12, 12, 0, tzinfo=UTC)
"""Summer time ends within the first fortnight."""

AGO = st.integers(0, 20 * 24)
"""How long before it comes a thing happened, in hours."""

DELAY = st.sampled_from([0, 0, 0, 7, 30])
"""How long after it was sent a file is read, in hours."""

LONG = {"ward-stay": "w", "crisis-house-stay": "h", "care-package": "i"}
STATES = {
    "warning-marker": ("attend",),
    "accommodation": ("tenant", "homeless"),
    "carer": ("sister", "nobody"),
}
ANSWERS = ("follow-up-contact", "care-contact", "crisis-house-review")
WHY = "Rang both agencies"


def written(at):
    """A moment as an agency writes it: by the clock on its wall."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"


@st.composite
def statements(draw):
    """What an agency says happened: kind, reference, hours ago, about whom, and the rest."""
    number, about = draw(st.integers(1, 5)), draw(st.sampled_from(["1", "1", "2", "3"]))
    more = draw(PLACE) | {"sens": draw(st.sampled_from(["", "", "", "", "W", "X"]))}
    shape = draw(st.sampled_from(["event", "event", "event", "long", "state", "answer"]))
    ago = draw(AGO)
    if shape == "event":
        told = {
            "alleged": draw(st.sampled_from(["", "", *LOCAL_IDS])),
            "log": draw(st.sampled_from(["", "", "L1"])),
        }
        return draw(st.sampled_from(EVENTS)), f"e{number}", ago, about, more | told
    if shape == "answer":
        return draw(st.sampled_from(ANSWERS)), f"a{number}", ago, about, more
    ended = draw(st.integers(0, ago)) if draw(st.booleans()) else None
    if shape == "long":
        kind = draw(st.sampled_from(sorted(LONG)))
        return kind, f"{LONG[kind]}{number}", ago, about, more | {"ended_ago": ended, "ended": "own-request"}
    kind = draw(st.sampled_from(["warning-marker", *sorted(STATES)]))
    value = draw(st.sampled_from(STATES[kind]))
    return kind, f"{kind}{number}", ago, about, more | {"ended_ago": ended, "value": value}


class Lives(RuleBasedStateMachine):
    """A few agencies, a few people who may be one another, a steward, a timer that runs or does not."""

    def __init__(self):
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.folder = tempfile.TemporaryDirectory()
        self.town = Town(Path(self.folder.name))
        self.steward = self.town.viewer(role="steward")
        self.at, self.sent = START, {}
        self.clocks = [mock.patch.object(one, "now", self.moment) for one in (queries, reading, acting)]
        for one in self.clocks:
            one.start()

    def moment(self):
        """What time it is for whoever reads patterns."""
        return self.at

    def send(self, agency, rows, delay=0):
        """What an agency sent so many hours ago comes now, a minute after the last thing that happened."""
        self.at += timedelta(minutes=1)
        self.town.send(agency, *(row | {"Sent": written(self.at - timedelta(hours=delay))} for row in rows))

    @initialize(told=st.lists(st.tuples(WHO, NUMBER, PLACE), min_size=6, max_size=6))
    def everybody_is_known(self, told):
        """Each agency has two records."""
        names = [(agency, local_id) for agency in AGENCIES for local_id in LOCAL_IDS]
        for (agency, local_id), (who, number, place) in zip(names, told, strict=True):
            self.send(agency, [someone(local_id, **who, **place, nhs=number)])

    @rule(agency=st.sampled_from(AGENCIES), told=st.lists(statements(), min_size=1, max_size=4), delay=DELAY)
    def pieces_come(self, agency, told, delay):
        """New, late, or under a reference that was there before, and so a correction."""
        once = {reference: one for one in told for reference in [one[1]]}
        self.send(agency, [self.row(agency, one, delay) for one in once.values()], delay)

    def row(self, agency, told, delay):
        """A statement as the agency writes it."""
        kind, reference, ago, about, more = told
        came, more = self.at - timedelta(hours=delay), dict(more)
        ended = more.pop("ended_ago", None)
        if ended is not None:
            more["until"] = written(came - timedelta(hours=ended))
        elif "ended" in more:
            del more["ended"]
        one = piece(reference, kind, written(came - timedelta(hours=ago)), about, **more)
        self.sent[agency, reference] = one
        return one

    @precondition(lambda self: self.sent)
    @rule(data=st.data(), delay=DELAY)
    def a_piece_is_taken_back(self, data, delay):
        """Its agency says that it never was."""
        agency, reference = data.draw(st.sampled_from(sorted(self.sent)))
        self.send(agency, [self.sent[agency, reference] | {"Void": "Y"}], delay)

    @rule(
        agency=st.sampled_from(AGENCIES), local_id=st.sampled_from(LOCAL_IDS), who=WHO, number=NUMBER, place=PLACE,
        end=st.sampled_from([{}, {}, {}, {"deleted": "Y"}, {"died": "2021-10-14"}]),
    )  # fmt: skip
    def a_record_changes(self, agency, local_id, who, number, place, end):
        """Another name, number or address; dead, or deleted."""
        self.send(agency, [someone(local_id, **who, **place, nhs=number, **end)])

    @precondition(lambda self: len(groups()) > 1)
    @rule(data=st.data())
    def two_people_are_one(self, data):
        """Somebody rang both agencies."""
        one, other = data.draw(st.lists(st.sampled_from(_people()), min_size=2, max_size=2, unique=True))
        steps.join_people(by=self.steward, one=person_of(*one).pk, other=person_of(*other).pk, why=WHY)

    @precondition(lambda self: any(len(group) > 1 for group in groups()))
    @rule(data=st.data())
    def one_person_is_two(self, data):
        """Some of their records are somebody else's."""
        many = sorted(tuple(sorted(group)) for group in groups() if len(group) > 1)
        group = data.draw(st.sampled_from(many))
        named = data.draw(st.sets(st.sampled_from(group), min_size=1, max_size=len(group) - 1))
        person = person_of(*group[0].split("/")).pk
        records = [record(*one.split("/")) for one in sorted(named)]
        steps.split_person(by=self.steward, person=person, records=records, why=WHY)

    @precondition(lambda self: LinkDecision.objects.exists())
    @rule(data=st.data())
    def a_decision_is_undone(self, data):
        """Any of them, once."""
        keys = list(LinkDecision.objects.order_by("pk").values_list("pk", flat=True))
        try:
            steps.undo_decision(by=self.steward, decision=data.draw(st.sampled_from(keys)), why="I was wrong")
        except Refused:
            assert LinkDecision.objects.filter(undone__isnull=False).exists()

    @rule(minutes=st.sampled_from([1, 59, 24 * 60, 72 * 60, 90 * 60, 15 * 24 * 60]))
    def the_timer_runs(self, minutes):
        """The clock moves on, and what is due fires."""
        self.at += timedelta(minutes=minutes)
        steps.keep_up(by=JIGSAW)

    @rule(days=st.sampled_from([1, 4, 33, 100]))
    def the_timer_is_down(self, days):
        """The clock moves on and nobody looks."""
        self.at += timedelta(days=days)

    def teardown(self):
        """The comparison, whatever happened."""
        try:
            if self.sent:
                self.compare()
        finally:
            for one in self.clocks:
                one.stop()
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)
            self.folder.cleanup()

    def compare(self):
        """Reasons and moments as they came to be, and as one reading finds them now."""
        steps.keep_up(by=JIGSAW)
        assert not SubjectToRead.objects.exists()
        live, moments = reasons(), _moments()
        actions.forget_everything(by=JIGSAW)
        steps.read_everybody(by=JIGSAW)
        _assert_the_same(live, reasons(), self.at)
        assert moments == _moments()
        assert _untold(live, self.at) == set()


def _people():
    return sorted(tuple(min(group).split("/")) for group in groups())


def _moments():
    return set(NextMoment.objects.values_list("subject_kind", "subject", "other", "at"))


def _assert_the_same(live, at_once, now):
    """A reason that was true as far as was known then is kept as withdrawn; one reading knows nothing of it."""
    left_behind = [row for key, row in live.items() if key not in at_once]
    assert all(row["withdrawn_at"] and row["withdrawn_at"] <= now for row in left_behind)
    assert {key: row for key, row in live.items() if key in at_once} == at_once


def _untold(found, now):
    """Which agencies that hold a piece of an open reason were never told of it."""
    is_open = [
        row for row in found.values()
        if not row["withdrawn_at"] and (row["ended_at"] is None or row["ended_at"] >= now - STAYS_OPEN)
    ]  # fmt: skip
    told = set(Telling.objects.values_list("reason_id", "agency_id"))
    return {(row["id"], agency) for row in is_open for agency in row["holders"]} - told


@pytest.mark.django_db
def test_reasons_live_are_those_of_one_reading_at_the_end():
    run_state_machine_as_test(Lives, settings=settings(FEW, stateful_step_count=14))
