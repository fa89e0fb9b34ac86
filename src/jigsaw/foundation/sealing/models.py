"""The keys of people whose sealed words are kept here, each wrapped by a key that no database holds."""

from django.db import models

from jigsaw.foundation.core.time import now


class PersonKey(models.Model):
    """The key of one source record's sealed words. It follows the record through joins and partings.

    wrapped: the key, encrypted; empty once it was destroyed, and with it every word under it.
    """

    record = models.UUIDField(primary_key=True)
    wrapped = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField(default=now)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(wrapped="", destroyed_at__isnull=False)
                | (~models.Q(wrapped="") & models.Q(destroyed_at__isnull=True)),
                name="a_key_is_there_or_destroyed",
            )
        ]
