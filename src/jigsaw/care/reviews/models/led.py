"""The review, who takes part, its terms, and the family's questions."""

from uuid import uuid4

from django.db import models

from jigsaw.care.reviews.domain.words import FAMILY, LAWS
from jigsaw.foundation.core.tables import AppendOnly
from jigsaw.foundation.core.time import now

SOMEBODY, AGENCY = "organisations.Practitioner", "organisations.Agency"


class Review(models.Model):
    """Several agencies looking together at what happened, to learn from it. Its title names nobody."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    kind = models.CharField(max_length=30, choices=[(kind.value, law.name) for kind, law in LAWS.items()])
    title = models.CharField(max_length=120)
    person = models.UUIDField(null=True, help_text="Whom it is about, where their pieces are in Jigsaw")
    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.PROTECT, null=True, related_name="+",
        help_text="The conversation that it came from, where there is one",
    )  # fmt: skip
    period_from = models.DateField()
    period_to = models.DateField()
    started_by = models.ForeignKey(SOMEBODY, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=now)
    reported_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(period_from__lte=models.F("period_to")), name="review_period_in_order"
            )
        ]


class ReviewMember(models.Model):
    """Somebody who takes part for their agency, until they leave. Nobody else knows that the review is there."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="members")
    practitioner = models.ForeignKey(SOMEBODY, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(AGENCY, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "practitioner"], condition=models.Q(left_at=None), name="takes_part_once"
            )
        ]


class Terms(AppendOnly):
    """One version of the terms of reference: what is asked, how far it goes, who leads. Holds when all leads agree."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="terms")
    version = models.PositiveIntegerField()
    purpose = models.TextField()
    scope = models.TextField()
    basis = models.TextField(help_text="The law by which agencies give it what they hold")
    leads = models.JSONField(help_text="Keys of the practitioners who lead, as equals")
    family = models.CharField(max_length=10, choices=[(key.value, words) for key, words in FAMILY.items()])
    family_words = models.TextField(blank=True)
    by = models.ForeignKey(SOMEBODY, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "version"], name="terms_version_once")]


class TermsAgreement(AppendOnly):
    """That a lead agreed to a version of the terms."""

    terms = models.ForeignKey(Terms, on_delete=models.PROTECT, related_name="agreements")
    lead = models.ForeignKey(SOMEBODY, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["terms", "lead"], name="terms_agreed_once")]


class FamilyQuestion(AppendOnly):
    """What somebody who knew the person wants to know, in their words."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="questions")
    asked_by = models.CharField(max_length=120, help_text="As they want to be called: “his sister”")
    question = models.TextField()
    by = models.ForeignKey(SOMEBODY, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)


class FamilyAnswer(AppendOnly):
    """What the review answers; the latest holds."""

    question = models.ForeignKey(FamilyQuestion, on_delete=models.PROTECT, related_name="answers")
    answer = models.TextField()
    by = models.ForeignKey(SOMEBODY, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
