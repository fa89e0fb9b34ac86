"""What happens in the meeting itself: texts that all write, whose turn it is, and risks taken on purpose."""

import uuid

from django.db import models

from jigsaw.care.conversations.domain.risks import Stance, Went
from jigsaw.care.conversations.models.choices import choices
from jigsaw.care.conversations.models.said import Said


class Note(Said):
    """One version of a text that all write together. Two written at once are both kept, and both shown."""

    part = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    seen = models.PositiveIntegerField(help_text="The version that its writer had read; 0 for none")
    words = models.TextField(blank=True)
    sent = models.UUIDField(unique=True, help_text="Made by the page: sent twice, it is kept once")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "part", "version"], name="note_version_once"),
            models.CheckConstraint(
                condition=models.Q(seen__lt=models.F("version")), name="note_follows_what_was_seen"
            ),
        ]


class Turn(Said):
    """Whose turn it is from now on: the person, an agency by its key, or all of us in discussion."""

    whose = models.CharField(max_length=60)


class RiskTaken(Said):
    """A risk that the person wants to take, weighed with its benefits and agreed on purpose."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    choice = models.TextField(help_text="In the person's own words")
    matters = models.TextField(help_text="Why it matters to them")
    benefits = models.TextField()
    harms = models.TextField()
    safer = models.TextField(help_text="What makes it safer")
    capacity = models.TextField()
    if_then = models.TextField(help_text="If this happens, then we do that")
    told = models.TextField(help_text="Who is told")
    review_on = models.DateField()


class RiskStance(Said):
    """Somebody, by name, agrees with a risk taken or not. Nobody votes and nothing is counted."""

    risk = models.ForeignKey(RiskTaken, on_delete=models.PROTECT, related_name="stances")
    name = models.CharField(max_length=120)
    stance = models.CharField(max_length=10, choices=choices(Stance))
    words = models.TextField(blank=True)


class RiskReview(Said):
    """What came of a risk taken, and what was learned: good outcomes too."""

    risk = models.ForeignKey(RiskTaken, on_delete=models.PROTECT, related_name="reviews")
    happened = models.TextField()
    learned = models.TextField()
    went = models.CharField(max_length=10, choices=choices(Went))
