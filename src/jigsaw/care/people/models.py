"""Addresses as agencies write them; the people and homes worked out from source records."""

from django.db import models

from jigsaw.foundation.core.tables import AppendOnly, Derived
from jigsaw.foundation.core.time import now


class Home(Derived):
    """A place to live, by UPRN where one is known. `key` names what joined its addresses."""

    id = models.UUIDField(primary_key=True)
    key = models.CharField(max_length=320, unique=True)
    label = models.CharField(max_length=300)
    postcode = models.CharField(max_length=10, blank=True, db_index=True)
    uprn = models.CharField(max_length=12, blank=True)
    why = models.CharField(max_length=200, help_text="How it is known, in words")
    shared = models.CharField(
        max_length=40, blank=True, help_text="What its address says of a place that many share: a hostel"
    )
    many = models.BooleanField(default=False, help_text="Many people of several families lived here at once")


class Address(models.Model):
    """An address as written, once for each UPRN and normalised line. Its home, and why, are worked out."""

    uprn = models.CharField(max_length=12, blank=True)
    normal = models.CharField(max_length=300, blank=True, db_index=True)
    lines = models.CharField(max_length=300)
    postcode = models.CharField(max_length=10, blank=True, db_index=True)
    premises = models.CharField(
        max_length=300, blank=True, db_index=True, help_text="House number and street"
    )
    home = models.ForeignKey(Home, on_delete=models.SET_NULL, null=True, related_name="addresses")
    why = models.CharField(max_length=200, blank=True, help_text="Why it is at this home, in words")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["uprn", "normal"], name="address_written_once")]


class Person(Derived):
    """A human being, worked out from the source records that are joined. The best-known particulars stand
    here.
    """

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=200)
    given_names = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    birth_date = models.CharField(
        max_length=10, blank=True, help_text="ISO; a year or a month when no more is known"
    )
    nhs_number = models.CharField(max_length=10, blank=True, db_index=True)
    gender = models.CharField(max_length=40, blank=True)
    died_on = models.CharField(max_length=10, blank=True)
    changed_at = models.DateTimeField(db_index=True, help_text="When anything about them was last received")


class SearchTerm(Derived):
    """What a person can be found by: a name, how it sounds, a birth date, an NHS number, a postcode, an
    address word.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="search_terms")
    kind = models.CharField(max_length=10)
    term = models.CharField(max_length=120)

    class Meta:
        # With the person in it the index alone answers: the rows behind it lie all over a large table.
        indexes = [models.Index(fields=["kind", "term", "person"], name="people_by_term")]


class Residence(Derived):
    """A person at a home, as one agency says, from when and until when."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="residences")
    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="residences")
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(help_text="When the agency recorded it, else when it was received")
    until = models.DateTimeField(null=True, help_text="When the agency gave another address")
    known_at = models.DateTimeField()
    end_known_at = models.DateTimeField(null=True, help_text="When the end was received")


class Redirect(AppendOnly):
    """An old link to a person or home, and where it leads now."""

    kind = models.CharField(max_length=10)
    old = models.UUIDField(db_index=True)
    new = models.UUIDField()
    at = models.DateTimeField(default=now)
    why = models.CharField(max_length=200)
