"""What was learned, what is to be done about it, and whether that changed anything."""

from django.db import models

from jigsaw.care.reviews.domain.words import CHANGED, LEARNING
from jigsaw.care.reviews.models.led import AGENCY, SOMEBODY, FamilyQuestion, Review
from jigsaw.foundation.core.tables import AppendOnly
from jigsaw.foundation.core.time import now


class Finding(AppendOnly):
    """One thing that was learned, in one of the five domains, with the entries that it rests on."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="findings")
    domain = models.CharField(max_length=20, choices=[(key.value, words) for key, words in LEARNING.items()])
    words = models.TextField()
    entries = models.JSONField(help_text="Ids of the entries that it rests on")
    question = models.ForeignKey(FamilyQuestion, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(SOMEBODY, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)


class Recommendation(AppendOnly):
    """An action that follows from a finding: who does what by when, and how it will be known."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="recommendations")
    what = models.TextField()
    agency = models.ForeignKey(AGENCY, on_delete=models.PROTECT, related_name="+")
    owner = models.CharField(max_length=120)
    due_on = models.DateField()
    how_we_know = models.TextField()
    by = models.ForeignKey(SOMEBODY, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)


class RecommendationStep(AppendOnly):
    """What became of an action: accepted or refused by its agency with a reason, or done."""

    class What(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        REFUSED = "refused", "Refused"
        DONE = "done", "Done"

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=8, choices=What.choices)
    why = models.TextField()
    by = models.ForeignKey(SOMEBODY, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)


class ChangeCheck(AppendOnly):
    """The answer to “did it change anything?”, 3, 6 or 12 months after the action was due."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="checks")
    months = models.PositiveSmallIntegerField()
    changed = models.CharField(max_length=10, choices=[(key.value, words) for key, words in CHANGED.items()])
    words = models.TextField()
    by = models.ForeignKey(SOMEBODY, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "months"], name="change_checked_once"),
            models.CheckConstraint(condition=models.Q(months__in=[3, 6, 12]), name="change_checked_in_time"),
        ]
