"""What each agency says afterwards: was it useful, and what changed."""

from django.db import models

from jigsaw.care.conversations.domain.looking_back import Useful
from jigsaw.care.conversations.models.choices import choices
from jigsaw.care.conversations.models.said import Said


class LookBack(Said):
    """One agency, or the person through it, looks back on a closed conversation."""

    useful = models.CharField(max_length=10, choices=choices(Useful))
    person_says = models.TextField(blank=True, help_text="What the person says of it, in their words")
    changed = models.TextField(help_text="What changed, if anything")
