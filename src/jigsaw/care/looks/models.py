"""A person's own account, what they ask about a look, and what was found odd among looks and made of it."""

from uuid import uuid4

from django.db import models

from jigsaw.care.looks.domain.found import FOUND
from jigsaw.foundation.core.tables import AppendOnly
from jigsaw.foundation.core.time import now


class Door(models.Model):
    """A way in for somebody who is no worker. `code` opens it once, on paper; `secret` is the password that they chose
    then. Both are kept as Argon2 hashes.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    name = models.CharField(max_length=40, unique=True, help_text="To sign in with: words that name nobody")
    code = models.CharField(max_length=128, blank=True)
    code_until = models.DateTimeField()
    secret = models.CharField(max_length=128, blank=True)
    checked = models.CharField(max_length=300, help_text="How it was checked that this is the person")
    opened_by = models.ForeignKey("organisations.Practitioner", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=now)
    ended_by = models.ForeignKey(
        "organisations.Practitioner", on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class OwnAccount(Door):
    """Somebody's own door to their record. It hangs on a source record, so that it follows joins and partings."""

    record = models.UUIDField(db_index=True)


class SupporterAccount(Door):
    """A supporter's door to what the person allowed. Where it ended and no worker ended it, the person did."""

    supporter = models.ForeignKey("access.Supporter", on_delete=models.PROTECT, related_name="accounts")
    safe_because = models.CharField(
        max_length=300, help_text="What the person said, asked alone, of whether this is safe"
    )


class LookQuestion(AppendOnly):
    """What a person asks about one look; the agency whose worker looked answers by a day."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    account = models.ForeignKey(OwnAccount, on_delete=models.PROTECT, related_name="questions")
    look = models.ForeignKey("audit.AuditEvent", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=500, blank=True, help_text="In the person's own words")
    asked_at = models.DateTimeField(default=now)
    answer_by = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "look"], name="look_asked_about_once")]
        indexes = [models.Index(fields=["agency", "answer_by"], name="questions_of_an_agency")]


class LookAnswer(AppendOnly):
    """The answer, in words for the person."""

    question = models.OneToOneField(LookQuestion, on_delete=models.PROTECT, related_name="answer")
    found = models.CharField(max_length=12, choices=FOUND)
    words = models.CharField(max_length=1000)
    by = models.ForeignKey("organisations.Practitioner", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)


class NameWithheld(models.Model):
    """A worker whose name people are not told, for the worker's safety; role and agency always are."""

    practitioner = models.ForeignKey("organisations.Practitioner", on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=300)
    until = models.DateField()
    by = models.ForeignKey("organisations.Practitioner", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)


class OwnTie(models.Model):
    """What a worker told of themselves, so that an odd look shows: their record, a relative's, a home near theirs."""

    class Kind(models.TextChoices):
        OWN = "own", "Their own record"
        RELATIVE = "relative", "A relative's record"
        HOME = "home", "Where they live, or next to it"

    practitioner = models.ForeignKey("organisations.Practitioner", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    record = models.UUIDField(null=True)
    home = models.UUIDField(null=True)
    at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)


class FamousName(models.Model):
    """A name on the area's list: one that many people know, so that looking may be curiosity."""

    name = models.CharField(max_length=200, help_text="Given and family name")
    birth_year = models.CharField(
        max_length=4, blank=True, help_text="So that others of the name are left alone"
    )
    by = models.ForeignKey("organisations.Practitioner", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)


class OddLook(AppendOnly):
    """One finding: by which rule of which version, which look began it, and what shows it, without names."""

    rule = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    look = models.ForeignKey("audit.AuditEvent", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("organisations.Practitioner", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.UUIDField(help_text="By the id of then")
    on = models.DateField()
    evidence = models.JSONField()
    found_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule", "by", "person", "on"], name="odd_once_a_day_by_a_rule")
        ]
        indexes = [models.Index(fields=["agency", "-found_at"], name="odd_looks_of_an_agency")]


class OddLookClosed(AppendOnly):
    """What somebody made of a finding, who did not look themselves."""

    odd = models.OneToOneField(OddLook, on_delete=models.PROTECT, related_name="closed")
    made = models.CharField(max_length=12, choices=FOUND)
    words = models.CharField(max_length=500)
    by = models.ForeignKey("organisations.Practitioner", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)


class OddQuiet(AppendOnly):
    """Somebody decided that a rule says nothing about a worker, or a worker and a person, until a day."""

    rule = models.CharField(max_length=20)
    practitioner = models.ForeignKey("organisations.Practitioner", on_delete=models.PROTECT, related_name="+")
    person = models.UUIDField(null=True, help_text="None: whomever they look at")
    until = models.DateField()
    why = models.CharField(max_length=300)
    by = models.ForeignKey("organisations.Practitioner", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
