"""Stored reasons, worked out; what people decided about them, kept; and the queue of whom to read again."""

from django.db import models

from jigsaw.foundation.core.tables import AppendOnly, Derived
from jigsaw.foundation.core.time import now


class SubjectKind(models.TextChoices):
    """What a reason is keyed by."""

    PERSON = "person", "Person"
    HOME = "home", "Home"
    PAIR = "pair", "Pair of people"


class Reason(Derived):
    """One pattern, at one version, found true of one subject at one moment: a sentence and its pieces.

    subject is the person, the home, or for a pair the person exposed; other is the second of a pair.
    """

    id = models.UUIDField(primary_key=True)
    pattern = models.CharField(max_length=10)
    version = models.PositiveIntegerField()
    pattern_hash = models.CharField(max_length=64)
    subject_kind = models.CharField(max_length=6, choices=SubjectKind.choices)
    subject = models.UUIDField()
    other = models.UUIDField(null=True)
    sentence = models.CharField(max_length=400)
    raised_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True, help_text="When the pattern stopped being true")
    withdrawn_at = models.DateTimeField(
        null=True, help_text="When its pieces stopped supporting it, or its subject changed"
    )
    statutory = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject"], name="reasons_of_a_subject"),
            # In the order in which they are listed, so that a page of them is found without reading all.
            models.Index(fields=["-statutory", "-raised_at", "pattern", "id"], name="reasons_as_listed"),
        ]


class ReasonPiece(Derived):
    """A piece that a reason rests on."""

    reason = models.ForeignKey(Reason, on_delete=models.CASCADE, related_name="evidence")
    piece = models.ForeignKey("intake.Piece", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reason", "piece"], name="evidence_once")]


class ReasonAgency(Derived):
    """An agency that holds a piece of a reason, and so is asked about it."""

    reason = models.ForeignKey(Reason, on_delete=models.CASCADE, related_name="holders")
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reason", "agency"], name="holder_once")]


class ReasonDecision(AppendOnly):
    """What a person decided about a reason, by its id, which a rebuild keeps."""

    class Kind(models.TextChoices):
        MUTED = "muted", "Muted"
        IN_HAND = "in-hand", "Already in hand"
        NOT_NEEDED = "not-needed", "No conversation needed"

    reason_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    why = models.CharField(max_length=300)
    until = models.DateField(null=True)
    by = models.ForeignKey("organisations.Practitioner", on_delete=models.PROTECT, related_name="+")
    agency = models.CharField(max_length=60)
    at = models.DateTimeField(default=now)


class SubjectToRead(models.Model):
    """A person or home whose pieces changed and whose reasons wait to be read again."""

    subject_kind = models.CharField(max_length=6, choices=SubjectKind.choices)
    subject = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject_kind", "subject"], name="to_read_once")]
