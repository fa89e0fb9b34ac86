"""Other numbers are tried, seen, and signed; from then on they hold, and the old ones can still be had."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jigsaw.care.patterns import derivation, queries
from jigsaw.care.patterns.models import PackInForce, Trial
from jigsaw.care.reasons import changing, pack
from jigsaw.care.reasons.derivation import how_many_to_read
from jigsaw.care.reasons.models import Reason
from jigsaw.engine.patterns.faults import PackFaults
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.interfaces.feeds import steps
from tests.care.reasons.test_deciding_about_a_reason import ANN, BEA, ago
from tests.town import piece, raised, someone

PATTERN, NUMBER = "R01", "calls_in_a_month"


def calls(town, local_id, number, count):
    """So many ambulance calls in the last weeks."""
    told = [piece(f"{local_id}-{n}", "ambulance-call", ago(2 + 3 * n), local_id) for n in range(count)]
    town.send("ambulance", someone(local_id, nhs=number), *told, on=ago(1)[:10])


@pytest.fixture
def two(town):
    """Ann rang five times in a month, and Bea seven times."""
    calls(town, "A1", ANN, 5)
    calls(town, "A2", BEA, 7)
    return town


@pytest.fixture
def manager(two):
    return two.viewer("ambulance", "manager")


def tried(manager, value=6):
    today = timezone.localdate()
    return changing.try_numbers(
        by=manager, pattern=PATTERN, numbers={NUMBER: value}, since=today - timedelta(days=364), until=today
    )


def in_force():
    return pack.pack_in_force().pattern(PATTERN).parameters[NUMBER]


def test_a_trial_keeps_whom_it_would_drop_and_changes_nothing(manager):
    seen = queries.trial(viewer=manager, key=tried(manager))
    assert (len(seen.added), len(seen.dropped), seen.signed) == (0, 1, None)
    assert seen.parameters[NUMBER] == 6
    assert sum(row.dropped for row in seen.months) == 1
    assert (in_force(), len(raised(PATTERN))) == (5, 2)


def test_signed_numbers_hold_for_everybody_concerned_once_they_are_read(manager):
    number = changing.sign(by=manager, trial=tried(manager), why="The reasons group agreed")
    assert (number, in_force()) == (1, 6)
    steps.catch_up(by=JIGSAW)
    (left,) = raised(PATTERN)
    assert left.pattern_hash == pack.pack_in_force().pattern(PATTERN).content_hash
    assert Reason.objects.filter(pattern=PATTERN, withdrawn_at__isnull=False).count() == 1


def test_only_those_whom_the_pattern_could_concern_wait_to_be_read(two, manager):
    two.send(
        "gp", someone("G9", given="Cy", family="Else"), piece("g", "gp-contact", ago(3), "G9"), on=ago(2)[:10]
    )
    steps.catch_up(by=JIGSAW)
    changing.sign(by=manager, trial=tried(manager), why="Agreed")
    assert how_many_to_read() == 2


def test_who_signed_what_when_and_why_is_kept_with_the_list_they_saw(manager):
    key = tried(manager)
    changing.sign(by=manager, trial=key, why="The reasons group agreed")
    (signed,) = queries.versions(viewer=manager)
    assert (signed.by, signed.why, signed.trial, signed.dropped) == (
        manager.name,
        "The reasons group agreed",
        key,
        1,
    )
    act = AuditEvent.objects.get(act="pattern signed")
    assert act.detail["list"] == Trial.objects.get(pk=key).list_hash


def test_the_pack_and_the_pattern_as_they_were_are_had_by_their_hashes(manager):
    before = pack.look_again(by=JIGSAW)
    changing.sign(by=manager, trial=tried(manager), why="Agreed")
    old = before.pattern(PATTERN)
    assert derivation.definition(old.content_hash) == old
    assert derivation.pack_known(before.content_hash) == before.patterns
    assert PackInForce.objects.last().content_hash == pack.pack_in_force().content_hash


def test_a_second_signature_counts_on_and_the_definition_s_own_numbers_can_be_put_back(manager):
    changing.sign(by=manager, trial=tried(manager), why="Agreed")
    assert changing.sign(by=manager, trial=tried(manager, 5), why="Too few were found") == 2
    assert pack.pack_in_force().pattern(PATTERN) == pack.pack_of_files().pattern(PATTERN)


def test_what_was_tried_before_another_signed_is_not_signed(manager):
    first, second = tried(manager), tried(manager, 7)
    changing.sign(by=manager, trial=first, why="Agreed")
    with pytest.raises(Refused, match="changed since"):
        changing.sign(by=manager, trial=second, why="Agreed")
    with pytest.raises(Refused, match="signed already"):
        changing.sign(by=manager, trial=first, why="Again")


def test_the_same_numbers_an_old_trial_and_no_why_are_refused(manager):
    with pytest.raises(Refused, match="stand already"):
        changing.sign(by=manager, trial=tried(manager, 5), why="Agreed")
    with pytest.raises(Refused, match="no why"):
        changing.sign(by=manager, trial=tried(manager), why=" ")
    old = tried(manager)
    Trial.objects.filter(pk=old).update(at=timezone.now() - timedelta(days=8))
    with pytest.raises(Refused, match="days ago"):
        changing.sign(by=manager, trial=old, why="Agreed")


def test_an_analyst_tries_and_does_not_sign(two, manager):
    analyst = two.viewer("ambulance", "analyst")
    with pytest.raises(Refused, match="sign, stop and start"):
        changing.sign(by=analyst, trial=tried(analyst), why="Agreed")
    with pytest.raises(Refused, match="try changed patterns"):
        tried(two.viewer("ambulance"))


def test_numbers_that_the_definition_cannot_take_are_told_by_their_names(manager):
    with pytest.raises(PackFaults, match=NUMBER):
        tried(manager, 0)
    with pytest.raises(NotFound):
        changing.try_numbers(
            by=manager, pattern="R99", numbers={}, since=timezone.localdate(), until=timezone.localdate()
        )


def test_numbers_signed_for_another_version_of_a_definition_do_not_hold(manager):
    changing.sign(by=manager, trial=tried(manager), why="Agreed")
    standing = derivation.standing()
    older = derivation.Signed(99, 1, standing.signed[PATTERN].parameters)
    found = pack.combined(derivation.Standing({PATTERN: older}, frozenset()))
    assert (found.not_holding, found.pack) == ({PATTERN}, pack.pack_of_files())
