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
    given_by = models.CharField(max_length=120, blank=True, help_text="Who handed it over, or posted it")
    given_on = models.DateField(
        null=True, help_text="On which day; empty in what was recorded before it was asked"
    )
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


class UntoldReview(Said):
    """Somebody else looked again at why the person is not told: it still holds until a day, or they are told now."""

    told = models.ForeignKey(PersonTold, on_delete=models.PROTECT, related_name="reviews")
    still_holds = models.BooleanField()
    words = models.CharField(max_length=500)
    review_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(still_holds=False) | models.Q(review_on__isnull=False),
                name="what_still_holds_is_looked_at_again",
            )
        ]
