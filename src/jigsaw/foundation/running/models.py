"""When each thing that runs by the clock last began and ended."""

from django.db import models


class LastRun(models.Model):
    """The last run of one work. sound: how it ended; empty while it runs, or when it was cut short."""

    work = models.SlugField(primary_key=True, max_length=40)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    sound = models.BooleanField(null=True)
    told = models.CharField(max_length=300, blank=True, help_text="In a sentence; nobody's particulars")
