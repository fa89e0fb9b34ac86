"""Policies word for word, who signed them, who left them, and who answers for an agency's sharing."""

from django.db import models

from jigsaw.foundation.core.tables import AppendOnly
from jigsaw.foundation.core.time import now

SOMEBODY = "organisations.Practitioner"
AGENCY = "organisations.Agency"


class SharingPolicy(AppendOnly):
    """One version of a sharing policy: its file, word for word. changed: what is different from the one before."""

    key = models.SlugField(max_length=40)
    version = models.PositiveIntegerField()
    text = models.TextField()
    content_hash = models.CharField(max_length=64)
    changed = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(SOMEBODY, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=120)
    agency = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="policy_version_once")]


class PolicySignature(AppendOnly):
    """That an agency agreed to one version, by a person of its own, named with what they are."""

    policy = models.ForeignKey(SharingPolicy, on_delete=models.PROTECT, related_name="signatures")
    agency = models.ForeignKey(AGENCY, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(SOMEBODY, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    title = models.CharField(max_length=120)
    content_hash = models.CharField(max_length=64)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["policy", "agency"], name="policy_signed_once_each")]


class PolicyWithdrawal(AppendOnly):
    """That an agency left one version: nothing is told to it or by it under that version from then on."""

    policy = models.ForeignKey(SharingPolicy, on_delete=models.PROTECT, related_name="withdrawals")
    agency = models.ForeignKey(AGENCY, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(SOMEBODY, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    why = models.CharField(max_length=300)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["policy", "agency"], name="policy_left_once_each")]


class SharingLead(AppendOnly):
    """Who signs for an agency and decides what no policy does; the latest of an agency holds.

    title: Caldicott Guardian, information-governance lead. telephone: where they are rung.
    """

    agency = models.ForeignKey(AGENCY, on_delete=models.PROTECT, related_name="+")
    practitioner = models.ForeignKey(SOMEBODY, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    telephone = models.CharField(max_length=30, blank=True)
    at = models.DateTimeField(default=now)
