"""Where a pair stands in the queue; what was left for later; second opinions; clerical reviews and their answers."""

from django.db import models

from jigsaw.care.stewardship.domain.stakes import ORDER
from jigsaw.foundation.core.tables import AppendOnly, Derived
from jigsaw.foundation.core.time import now

RECORD = "intake.SourceRecord"
SOMEBODY = "organisations.Practitioner"


class JoinAtStake(Derived):
    """A pair that waits for a decision, and the counts by which it is taken in turn. `left` is the lesser id."""

    left = models.ForeignKey(RECORD, on_delete=models.CASCADE, related_name="+")
    right = models.ForeignKey(RECORD, on_delete=models.CASCADE, related_name="+")
    one_sided = models.PositiveSmallIntegerField()
    talks = models.PositiveIntegerField()
    reasons = models.PositiveIntegerField()
    involvements = models.PositiveIntegerField()
    pieces = models.PositiveIntegerField()
    looks = models.PositiveIntegerField()
    weight = models.FloatField()
    worked_out_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["left", "right"], name="at_stake_once")]
        indexes = [
            # In the order in which they are listed, so that a page of them is found without reading all.
            models.Index(fields=[*(f"-{name}" for name in ORDER), "-weight", "id"], name="at_stake_in_turn")
        ]


class LeftForLater(AppendOnly):
    """A steward left a pair for later: it is out of their own queue until then, and of nobody else's."""

    left = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(SOMEBODY, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["by", "until"], name="left_for_later")]


class SecondLook(AppendOnly):
    """A decision that came into the sample: another steward is asked about the pair without seeing it."""

    decision = models.OneToOneField("linkage.LinkDecision", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)


class Opinion(AppendOnly):
    """What another steward says of a pair in the sample: the second, or, where two differ, the third."""

    look = models.ForeignKey(SecondLook, on_delete=models.PROTECT, related_name="opinions")
    same = models.BooleanField()
    why = models.CharField(max_length=300)
    by = models.ForeignKey(SOMEBODY, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["look", "by"], name="opinion_once_by_a_steward")]


class TalkedOver(AppendOnly):
    """Two stewards who differed talked, and this is what they found."""

    look = models.OneToOneField(SecondLook, on_delete=models.PROTECT, related_name="talked")
    same = models.BooleanField()
    why = models.CharField(max_length=300)
    by = models.ForeignKey(SOMEBODY, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)


class Review(AppendOnly):
    """A clerical review: a sample of pairs drawn at one moment. `strata`: each one's name, pairs and sample."""

    by = models.ForeignKey(SOMEBODY, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    seed = models.PositiveIntegerField()
    strata = models.JSONField()


class ReviewPair(AppendOnly):
    """A pair in a review, in the order in which pairs are shown. Its stratum is not shown to who answers."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="pairs")
    number = models.PositiveIntegerField()
    stratum = models.CharField(max_length=60)
    left = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="review_pair_numbered_once")]


class ReviewAnswer(AppendOnly):
    """What a steward says of a pair in a review. The latest holds."""

    pair = models.ForeignKey(ReviewPair, on_delete=models.PROTECT, related_name="answers")
    same = models.BooleanField()
    by = models.ForeignKey(SOMEBODY, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
