"""Several writers on one borough at once: one human being becomes one person, and two remain two."""

from pathlib import Path
from threading import Barrier, Event, Thread

import pytest
from django.db import connection, connections, transaction

from jigsaw.care.intake.news import News
from jigsaw.care.linkage.actions import joining, link_accepted
from jigsaw.care.linkage.linking import JOINING
from jigsaw.care.linkage.models import AddressToPlace, Link, RecordToLink
from jigsaw.foundation.core.turns import take_turn
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.interfaces.feeds.load import load
from jigsaw.interfaces.feeds.steps import catch_up
from tests.town import Town, edges, groups, record, someone

pytestmark = pytest.mark.django_db(transaction=True)

ANN, BEA = "9990000018", "9990000026"
AGENCIES = ("police", "gp", "housing", "council")
PLACE = {"addr": "14 Mill Lane", "pc": "ZZ1 2AB"}


def at_once(folders):
    """Load each folder in a thread of its own, all beginning together; what any of them raised."""
    together, raised = Barrier(len(folders)), []

    def one(folder):
        try:
            together.wait(20)
            load(by=JIGSAW, folder=folder)
        except Exception as error:
            raised.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=one, args=(folder,)) for folder in folders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return raised


def test_writers_at_once_never_make_two_people_of_one_nor_one_of_two(tmp_path):
    town = Town(Path(tmp_path))
    for local_id, day in (("1", "05"), ("2", "06"), ("3", "07")):
        folders = [
            town.write(
                agency,
                someone(f"A{local_id}", "Ann", "Okafor", nhs=ANN, **PLACE),
                someone(f"B{local_id}", "Bea", "Okafor", nhs=BEA, **PLACE),
                on=f"2026-01-{day}",
            )
            for agency in AGENCIES
        ]
        assert at_once(folders) == []
    assert groups() == {frozenset(f"{agency}/{who}{n}" for agency in AGENCIES for n in "123") for who in "AB"}
    assert not RecordToLink.objects.exists()
    assert not AddressToPlace.objects.exists()


def test_what_writers_at_once_leave_is_what_linking_everybody_gives(tmp_path):
    town = Town(Path(tmp_path))
    names = (("Ann", ""), ("Annie", ANN), ("Beatrix", ""), ("Ann", ANN))
    folders = [
        town.write(agency, someone("1", given, nhs=number, **PLACE), on="2026-01-05")
        for agency, (given, number) in zip(AGENCIES, names, strict=True)
    ]
    assert at_once(folders) == []
    live = groups(), edges()
    RecordToLink.objects.bulk_create(
        RecordToLink(record_id=one, changed=True) for one in Link.objects.values_list("record_id", flat=True)
    )
    catch_up(by=JIGSAW)
    assert (groups(), edges()) == live


def hold_the_turn(taken, release):
    """Join, on a connection of this thread's own, until told to let go."""
    with transaction.atomic():
        take_turn(JOINING)
        taken.set()
        release.wait(20)
    connection.close()


def test_a_door_that_is_kept_waiting_leaves_its_records_in_the_queue(tmp_path, monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one transaction write at a time as it is")
    Town(Path(tmp_path)).send("police", someone("P1", nhs=ANN))
    monkeypatch.setattr(joining, "PATIENCE", 0.2)
    taken, release = Event(), Event()
    other = Thread(target=hold_the_turn, args=(taken, release))
    other.start()
    assert taken.wait(20)
    assert link_accepted(by=JIGSAW, news=News(records={record("police", "P1")})).records == 0
    assert RecordToLink.objects.get().record_id == record("police", "P1")
    release.set()
    other.join()
    catch_up(by=JIGSAW)
    assert not RecordToLink.objects.exists()
