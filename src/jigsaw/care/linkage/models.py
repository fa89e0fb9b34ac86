"""Stored joins, worked out; human decisions on them, kept for ever; and the queue of what waits to be joined."""

from django.db import models

from jigsaw.foundation.core.tables import AppendOnly, Derived
from jigsaw.foundation.core.time import now


class Link(Derived):
    """A source record's person, and why."""

    record = models.OneToOneField(
        "intake.SourceRecord", on_delete=models.CASCADE, related_name="link", primary_key=True
    )
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="links")
    why = models.CharField(max_length=300)


class BlockKey(Derived):
    """A key under which a source record is looked for when another may be the same person."""

    record = models.ForeignKey("intake.SourceRecord", on_delete=models.CASCADE, related_name="+")
    key = models.TextField(db_index=True)


class Edge(Derived):
    """What was found between two source records: joined, waiting for a person to decide, or cut, and why.

    `left` is the lesser id. `weight` is the match weight (log2); None where a rule decided without one.
    """

    class Kind(models.TextChoices):
        AUTOMATIC = "automatic", "Joined by rule or weight"
        HUMAN = "human", "Joined by a person"
        DOUBTFUL = "doubtful", "Waiting for a person to decide"
        CUT = "cut", "Kept apart"

    left = models.ForeignKey("intake.SourceRecord", on_delete=models.CASCADE, related_name="+")
    right = models.ForeignKey("intake.SourceRecord", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    weight = models.FloatField(null=True)
    why = models.CharField(max_length=300)
    held_apart_by = models.CharField(max_length=200, blank=True, help_text="What forbade a join that was cut")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["left", "right"], name="edge_once")]
        indexes = [models.Index(fields=["kind"], name="edges_by_kind")]


class LinkDecision(AppendOnly):
    """A person decided that two source records are, or are not, the same human being. The latest one holds."""

    left = models.ForeignKey("intake.SourceRecord", on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey("intake.SourceRecord", on_delete=models.PROTECT, related_name="+")
    same = models.BooleanField()
    why = models.CharField(max_length=300)
    by = models.ForeignKey("organisations.Practitioner", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)


class RecordToLink(models.Model):
    """A source record that waits: to be joined when it is new or changed, else only because a piece named it.

    The database is the queue. A row goes in the transaction that does what it waits for.
    """

    record = models.OneToOneField(
        "intake.SourceRecord", on_delete=models.CASCADE, related_name="+", primary_key=True
    )
    changed = models.BooleanField()
    noted_at = models.DateTimeField(default=now, help_text="When it was last put in the queue")


class AddressToPlace(models.Model):
    """A new address that waits to be given its home."""

    address = models.OneToOneField(
        "people.Address", on_delete=models.CASCADE, related_name="+", primary_key=True
    )
    noted_at = models.DateTimeField(default=now, help_text="When it was last put in the queue")
