"""What the rest of Jigsaw takes for granted of its database, on SQLite and on PostgreSQL."""

import datetime
import decimal
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F, Window
from django.db.models.functions import RowNumber, TruncMonth, Upper

NOON = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)


class Parcel(models.Model):
    """A table of every shape that the capabilities store."""

    name = models.TextField(unique=True)
    words = models.JSONField(default=dict)
    seen_at = models.DateTimeField(null=True)
    seen_on = models.DateField(null=True)
    cost = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    count = models.IntegerField(default=0)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT)

    class Meta:
        app_label = "test_database"

    def __str__(self):
        return self.name


@pytest.fixture
def parcels(transactional_db):
    with connection.schema_editor() as editor:
        editor.create_model(Parcel)
    yield Parcel.objects
    with connection.schema_editor() as editor:
        editor.delete_model(Parcel)


def test_values_come_back_as_they_went_in(parcels):
    day, cost = NOON.date(), decimal.Decimal("72.50")
    parcels.create(name="Zoë O’Brien", words={"a": [1, None, "é"]}, seen_at=NOON, seen_on=day, cost=cost)
    kept = parcels.get()
    assert (kept.words, kept.seen_at, kept.seen_on, kept.cost) == ({"a": [1, None, "é"]}, NOON, day, cost)


def test_json_is_asked_by_its_keys(parcels):
    parcels.create(name="one", words={"kind": {"code": "fire"}})
    assert parcels.filter(words__kind__code="fire").exists()
    assert not parcels.filter(words__kind__code="flood").exists()


def test_windows_and_functions_of_dates_work(parcels):
    parcels.bulk_create(Parcel(name=f"p{n}", seen_at=NOON, count=n) for n in range(3))
    numbered = parcels.annotate(place=Window(RowNumber(), order_by=F("count").desc()))
    assert [(p.name, p.place) for p in numbered.order_by("place")] == [("p2", 1), ("p1", 2), ("p0", 3)]
    assert parcels.annotate(month=TruncMonth("seen_at"), loud=Upper("name")).filter(loud="P1").get().month


def test_a_failed_transaction_keeps_nothing_and_a_savepoint_only_what_was_before(parcels):
    with transaction.atomic():
        parcels.create(name="kept")
        with pytest.raises(IntegrityError), transaction.atomic():
            parcels.bulk_create([Parcel(name="lost"), Parcel(name="kept")])
    assert [p.name for p in parcels.all()] == ["kept"]


def test_a_row_cannot_point_at_nothing(parcels):
    with pytest.raises(IntegrityError), transaction.atomic():
        parcels.create(name="orphan", parent_id=404)


def test_a_thousand_rows_are_put_or_replaced_at_once(parcels):
    for count in (1, 2):
        rows = [Parcel(name=f"p{n}", count=count) for n in range(1000)]
        parcels.bulk_create(rows, update_conflicts=True, unique_fields=["name"], update_fields=["count"])
    assert parcels.filter(count=2).count() == parcels.count() == 1000


def add_one(turn):
    try:
        with transaction.atomic():
            parcel = Parcel.objects.select_for_update().get(name="shared")
            parcel.count += 1
            parcel.save()
    finally:
        connection.close()


def test_writers_at_once_wait_for_each_other_and_lose_nothing(parcels):
    parcels.create(name="shared")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add_one, range(80)))
    assert parcels.get().count == 80
