"""What was asked, what was answered, and what a named person made of it."""

from uuid import uuid4

from django.db import models

from jigsaw.care.sharing.models.policies import AGENCY, SOMEBODY
from jigsaw.foundation.core.tables import AppendOnly
from jigsaw.foundation.core.time import now

_OUTCOMES = [("permit", "Permit"), ("deny", "Deny"), ("review", "Review")]


class SharingRequest(AppendOnly):
    """One question “May I share this?” with its answer, as it was given: the log of both agencies.

    holder: whose information it is. recipient: an agency's key, or one outside (domain.vocabulary.Outside). lines: the
    answer for each kind of information. policy, paragraph: those that decided; empty when the law did, or nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(SOMEBODY, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    role = models.CharField(max_length=20)
    team = models.CharField(max_length=120, blank=True)
    agency = models.CharField(max_length=60)
    holder = models.CharField(max_length=60, db_index=True)
    recipient = models.CharField(max_length=60, db_index=True)
    person = models.UUIDField(null=True, db_index=True)
    purpose = models.CharField(max_length=30)
    kinds = models.JSONField()
    wish = models.CharField(max_length=12)
    danger = models.BooleanField(default=False)
    words = models.CharField(max_length=500, blank=True)
    outcome = models.CharField(max_length=6, choices=_OUTCOMES)
    rule = models.CharField(max_length=40)
    sentence = models.CharField(max_length=500)
    policy = models.ForeignKey("SharingPolicy", on_delete=models.PROTECT, null=True, related_name="+")
    paragraph = models.PositiveIntegerField(default=0)
    lines = models.JSONField()
    duties = models.JSONField()
    hours = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["by", "-at"], name="requests_of_somebody")]


class SharingReview(AppendOnly):
    """That a request waits for a named person, and by when they answer."""

    request = models.OneToOneField(SharingRequest, on_delete=models.PROTECT, related_name="review")
    agency = models.ForeignKey(AGENCY, on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey(SOMEBODY, on_delete=models.PROTECT, related_name="+")
    lead_name = models.CharField(max_length=120)
    title = models.CharField(max_length=120)
    at = models.DateTimeField(default=now)
    due_at = models.DateTimeField()


class ReviewStep(AppendOnly):
    """That a review was chased, or decided with a reason. by: nobody where Jigsaw chased what was late."""

    class What(models.TextChoices):
        CHASED = "chased", "Chased"
        DECIDED = "decided", "Decided"

    review = models.ForeignKey(SharingReview, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=8, choices=What.choices)
    outcome = models.CharField(max_length=6, choices=_OUTCOMES[:2], blank=True)
    why = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(SOMEBODY, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review"], condition=models.Q(what="decided"), name="review_decided_once"
            ),
            models.CheckConstraint(
                condition=models.Q(what="chased", outcome="")
                | models.Q(what="decided", outcome__in=["permit", "deny"]),
                name="review_step_says_what_was_decided",
            ),
            models.CheckConstraint(
                condition=models.Q(what="chased") | models.Q(by__isnull=False), name="somebody_decided_it"
            ),
        ]
