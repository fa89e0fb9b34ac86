"""The person's own part: whether and how they take part, and what they were told afterwards."""

from django.db import models

from jigsaw.care.conversations.domain.telling import Channel, TakesPart
from jigsaw.care.conversations.models.choices import choices
from jigsaw.care.conversations.models.said import Said


class PersonAsked(Said):
    """What the person said about taking part, who helps them, and how it is safe to reach them. The latest holds."""

    takes_part = models.CharField(max_length=30, choices=choices(TakesPart))
    supporter = models.CharField(max_length=200, blank=True, help_text="Who speaks with or for them")
    needs = models.CharField(max_length=300, blank=True, help_text="Language, hearing, reading, a break")
    safe_way = models.CharField(max_length=300, blank=True, help_text="How they say it is safe to reach them")
    not_asked_because = models.CharField(max_length=300, blank=True)


class PersonTold(Said):
    """What the person was told of what was decided, how; or why not, and when that is looked at again."""

    was_told = models.BooleanField()
    channel = models.CharField(max_length=30, choices=choices(Channel), blank=True)
    safe_because = models.CharField(
        max_length=300, blank=True, help_text="Why nobody else reads what goes this way"
    )
    letter = models.TextField(blank=True)
    why_not = models.CharField(max_length=300, blank=True)
    review_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(was_told=True) & ~models.Q(channel="") & ~models.Q(letter=""))
                | (models.Q(was_told=False, review_on__isnull=False) & ~models.Q(why_not="")),
                name="not_telling_the_person_says_why_and_until_when",
            )
        ]
