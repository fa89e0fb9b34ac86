"""Each agency's chronology as it came, and what the review makes of all together."""

from uuid import uuid4

from django.db import models

from jigsaw.care.reviews.domain.words import SIGNIFICANCE
from jigsaw.care.reviews.models.led import AGENCY, SOMEBODY, Review
from jigsaw.engine.chronology.merging import Verdict
from jigsaw.engine.chronology.when import How
from jigsaw.foundation.core.tables import AppendOnly
from jigsaw.foundation.core.time import now


class ChronologyFile(AppendOnly):
    """One file of one agency, or its pieces pulled in: how many rows it had, and how many were accepted."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="files")
    agency = models.ForeignKey(AGENCY, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    accepted = models.PositiveIntegerField()
    headings = models.JSONField()
    notes = models.JSONField()
    by = models.ForeignKey(SOMEBODY, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)


class FileWithdrawal(AppendOnly):
    """That an agency took a file back, to send a better one. Its rows stay, and are no longer shown."""

    file = models.OneToOneField(ChronologyFile, on_delete=models.PROTECT, related_name="withdrawal")
    why = models.CharField(max_length=300)
    by = models.ForeignKey(SOMEBODY, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)


class ChronologyEntry(AppendOnly):
    """One row that was accepted, as its agency wrote it. said: words by field; written: every cell as it stood."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="entries")
    file = models.ForeignKey(ChronologyFile, on_delete=models.PROTECT, related_name="entries")
    agency = models.ForeignKey(AGENCY, on_delete=models.PROTECT, related_name="+")
    piece = models.UUIDField(null=True, help_text="The piece that it was pulled from")
    table = models.CharField(max_length=120)
    line = models.PositiveIntegerField(help_text="Its row in the table")
    place = models.PositiveIntegerField(help_text="Its place among all rows of the file")
    first = models.DateTimeField(null=True)
    last = models.DateTimeField(null=True)
    how = models.CharField(max_length=8, choices=[(one.value, one.value) for one in How])
    is_about = models.BooleanField()
    words = models.CharField(max_length=200)
    number = models.PositiveIntegerField(null=True)
    known = models.JSONField(null=True)
    told = models.JSONField()
    said = models.JSONField()
    more = models.JSONField()
    written = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["review", "first"], name="entries_of_review")]


class RefusedEntry(models.Model):
    """A row that was not accepted: where it stands, why, what to do, and what became of it."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        MENDED = "mended", "Mended"
        SET_ASIDE = "set-aside", "Set aside"

    file = models.ForeignKey(ChronologyFile, on_delete=models.PROTECT, related_name="refused")
    table = models.CharField(max_length=120)
    line = models.PositiveIntegerField()
    place = models.PositiveIntegerField()
    field = models.CharField(max_length=120)
    why = models.CharField(max_length=300)
    next_step = models.CharField(max_length=300)
    cells = models.JSONField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    settled_why = models.CharField(max_length=300, blank=True)
    settled_by = models.ForeignKey(SOMEBODY, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    entry = models.OneToOneField(ChronologyEntry, on_delete=models.PROTECT, null=True, related_name="mended")


class SameEvent(AppendOnly):
    """What somebody decided about two entries: one event, two events, or that neither is decided after all."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="verdicts")
    left = models.ForeignKey(ChronologyEntry, on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey(ChronologyEntry, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=6, choices=[(one.value, one.value) for one in Verdict])
    why = models.CharField(max_length=300)
    by = models.ForeignKey(SOMEBODY, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)


class EntryRating(AppendOnly):
    """How much an entry matters to the review, who says so, and why. The latest holds; the earlier ones stay."""

    entry = models.ForeignKey(ChronologyEntry, on_delete=models.PROTECT, related_name="ratings")
    significance = models.CharField(
        max_length=10, choices=[(key.value, words) for key, words in SIGNIFICANCE.items()]
    )
    why = models.CharField(max_length=300)
    by = models.ForeignKey(SOMEBODY, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)


class HiddenName(AppendOnly):
    """The key of the anonymised view, kept apart from the chronology: a name, and the label that hides it."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    by = models.ForeignKey(SOMEBODY, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "name"], name="name_hidden_once")]
