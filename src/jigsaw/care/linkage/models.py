"""Stored joins, worked out; human decisions on them, kept for ever; and the queue of what waits to be joined."""

from uuid import UUID, uuid4

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
    """A person decided that two source records are, or are not, the same human being. The latest one that was not
    undone holds.

    Rows of one `act` were decided together, as when a person is split, and are undone together.
    """

    left = models.ForeignKey("intake.SourceRecord", on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey("intake.SourceRecord", on_delete=models.PROTECT, related_name="+")
    same = models.BooleanField()
    why = models.CharField(max_length=300)
    by = models.ForeignKey("organisations.Practitioner", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    act = models.UUIDField(default=uuid4, db_index=True)


class UndoneDecision(AppendOnly):
    """A person took a decision back. Whatever was decided about the pair before it holds again."""

    decision = models.OneToOneField(
        LinkDecision, on_delete=models.PROTECT, related_name="undone", primary_key=True
    )
    why = models.CharField(max_length=300)
    by = models.ForeignKey("organisations.Practitioner", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)


class PersonChange(AppendOnly):
    """Source records moved from some people to others: the records of each before and after, by the person's id."""

    at = models.DateTimeField(default=now, db_index=True)
    what = models.CharField(max_length=200, help_text="What changed, in words and without names")
    why = models.CharField(max_length=300, help_text="What brought it about")
    act = models.UUIDField(
        null=True, db_index=True, help_text="The decision that brought it about, if one did"
    )
    before = models.JSONField()
    after = models.JSONField()

    @property
    def were(self) -> list[UUID]:
        """The ids of the people concerned, as they were."""
        return [UUID(one) for one in self.before]


class JoinNotice(models.Model):
    """Somebody looked at or acted on a person who turned out to be two, or half of one, and is told so."""

    change = models.ForeignKey(PersonChange, on_delete=models.PROTECT, related_name="notices")
    practitioner = models.ForeignKey("organisations.Practitioner", on_delete=models.PROTECT, related_name="+")
    person = models.UUIDField(help_text="Whom they looked at, by the id of then: a redirect leads on")
    last_at = models.DateTimeField(help_text="When they last looked or acted")
    acted = models.BooleanField(help_text="Whether they acted, and not only looked")
    at = models.DateTimeField(default=now)
    seen_at = models.DateTimeField(null=True, help_text="When they said that they had read this")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change", "practitioner", "person"], name="told_once_of_a_change")
        ]
        indexes = [models.Index(fields=["practitioner", "seen_at"], name="notices_to_read")]


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
