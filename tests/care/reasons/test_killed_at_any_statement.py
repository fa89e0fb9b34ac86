"""Killed between any two statements, or run by several at once: the same reasons, told once. With real processes."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from jigsaw.care.reasons.models import Reason, Telling
from jigsaw.foundation.audit.models import AuditEvent
from tests.care.linkage.test_several_processes import database_url, reached
from tests.town import Town, piece, someone

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

EARLY, LATE = "2026-01-06T07:00:00+00:00", "2026-01-08T12:30:00+00:00"
NAMES = ("Alban", "Corwin", "Dorian", "Ewart", "Jory", "Lyle", "Merrin", "Tegan")


@pytest.fixture
def town(tmp_path):
    if "mode" in database_url() or ":memory:" in database_url():
        pytest.skip("a database in memory is one process's alone")
    return Town(tmp_path)


def run(*words):
    """What `killed.py` says; it must have come through."""
    told = {**os.environ, **reached()}
    command = [sys.executable, str(Path(__file__).with_name("killed.py")), *map(str, words)]
    done = subprocess.run(command, env=told, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def stays(number):
    """So many people who left a ward on 5 January at 12:00."""
    rows = []
    for at, name in enumerate(NAMES[:number]):
        rows.append(someone(f"T{at}", name, f"Family{name}", f"19{60 + at}-01-0{at + 1}"))
        rows.append(piece(f"w{at}", "ward-stay", "2026-01-02", f"T{at}", until="2026-01-05 12:00"))
    return rows


def waited_for(town, number, clock):
    """These people, accepted before their deadline."""
    clock.set(EARLY[:16].replace("T", " "))
    town.send("trust", *stays(number), on="2026-01-06")


def test_a_piece_is_never_there_without_its_reason_nor_the_reason_without_its_tellings(town):
    folder = town.write("trust", *stays(1), on="2026-01-06")
    told = run("load", LATE, folder)
    kinds = {(pieces > 0, reasons > 0, waiting > 0) for pieces, reasons, waiting, *_ in told["found"]}
    assert kinds == {(False, False, False), (True, True, True)}
    assert told["attempts"] > 20
    assert Counter(Reason.objects.values_list("pattern", flat=True))["R12"] == 1


def test_a_deadline_fires_once_wherever_its_process_is_killed(town, clock):
    waited_for(town, 2, clock)
    told = run("fire", LATE)
    states = [(reasons, waiting, moments) for _, reasons, waiting, _, moments in told["found"]]
    first, last = states[0], states[-1]
    assert set(states) == {first, last}
    assert (first[0], Reason.objects.filter(pattern="R12").count()) == (0, 2)
    assert told["attempts"] > 10
    assert Telling.objects.count() == len(set(Telling.objects.values_list("reason_id", "what", "agency")))


def test_a_telling_is_delivered_once_wherever_its_process_is_killed(town, clock):
    waited_for(town, 2, clock)
    run("fire", LATE)
    told = run("tell", LATE)
    states = {(waiting, rest) for _, _, waiting, rest, _ in told["found"]}
    every = Telling.objects.count()
    assert states == {(every, 0), (0, every)}


def test_several_timers_at_once_fire_and_tell_each_once(town, clock):
    waited_for(town, 8, clock)
    assert run("many", "fire", LATE)["ways"] == [0, 0, 0]
    assert run("many", "tell", LATE)["ways"] == [0, 0, 0]
    fired = [event.detail["due"] for event in AuditEvent.objects.filter(act="deadlines fired")]
    told = [event.detail["tellings"] for event in AuditEvent.objects.filter(act="told of reasons")]
    assert (sum(fired), Reason.objects.filter(pattern="R12").count()) == (8, 8)
    assert sum(told) == Telling.objects.filter(told_at__isnull=False).count() == Telling.objects.count()
