"""The audit trail: one row an act or a look. It only grows, and the database itself refuses anything else."""

from django.db import models

from jigsaw.foundation.core.tables import AppendOnly
from jigsaw.foundation.core.time import now


class AuditEvent(AppendOnly):
    """Somebody did or looked at something. `detail` holds counts and identifiers, never a person's
    particulars. `lane`, `number` and `fingerprint` chain it to the row before it (domain.chain).
    """

    class Kind(models.TextChoices):
        ACT = "act", "Did"
        LOOK = "look", "Looked at"

    at = models.DateTimeField(default=now)
    kind = models.CharField(max_length=4, choices=Kind.choices)
    act = models.CharField(max_length=60)
    by = models.ForeignKey(
        "organisations.Practitioner", on_delete=models.PROTECT, null=True, related_name="+"
    )
    by_name = models.CharField(max_length=120)
    agency = models.CharField(max_length=60, blank=True)
    subject_kind = models.CharField(max_length=20, blank=True)
    subject_id = models.CharField(max_length=64, blank=True)
    why = models.CharField(max_length=300, blank=True)
    detail = models.JSONField(default=dict)
    lane = models.PositiveSmallIntegerField()
    number = models.PositiveBigIntegerField()
    fingerprint = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lane", "number"], name="audit_row_has_a_place_of_its_own")
        ]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "-at"], name="audit_of_a_subject"),
            models.Index(fields=["by", "kind", "subject_kind", "-at"], name="audit_of_a_practitioner"),
        ]


class NamedInLook(AppendOnly):
    """Somebody whom a look named beside its subject, as in a list: the place of its row in the trail, and whom, by the
    id of then. The row itself says the same in its detail, which is chained; this finds it again.
    """

    class Kind(models.TextChoices):
        PERSON = "person", "A person"
        RECORD = "record", "A source record"

    lane = models.PositiveSmallIntegerField()
    number = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=6, choices=Kind.choices)
    subject = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["subject", "kind"], name="looks_that_named")]
