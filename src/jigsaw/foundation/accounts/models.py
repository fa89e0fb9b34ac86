"""What stands beside a practitioner for signing in. Secrets are sealed, codes and links are kept as fingerprints."""

from django.db import models

from jigsaw.foundation.core.time import now

OWNER = "organisations.Practitioner"


class Account(models.Model):
    """How signing in stands for one practitioner. Sessions that began before `sessions_ended_at` are over."""

    practitioner = models.OneToOneField(OWNER, on_delete=models.CASCADE, primary_key=True, related_name="+")
    sessions_ended_at = models.DateTimeField(null=True, blank=True)
    wrong_tries = models.PositiveIntegerField(default=0, help_text="Since they last signed in")
    handle = models.CharField(
        max_length=64, blank=True, help_text="By which passkeys know them: says nothing"
    )


class OneTimeCode(models.Model):
    """An app that shows codes. `last_step` is the half minute of the last code that was taken: none is taken twice."""

    practitioner = models.OneToOneField(OWNER, on_delete=models.CASCADE, primary_key=True, related_name="+")
    secret = models.CharField(max_length=200)
    last_step = models.BigIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True, blank=True)


class RecoveryCode(models.Model):
    """A code for the day on which the telephone is lost. Each works once."""

    practitioner = models.ForeignKey(OWNER, on_delete=models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)


class SetUpCode(models.Model):
    """The code with which somebody sets up their first second factor, once. The latest alone."""

    practitioner = models.OneToOneField(OWNER, on_delete=models.CASCADE, primary_key=True, related_name="+")
    fingerprint = models.CharField(max_length=64)
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class Passkey(models.Model):
    """A key that a telephone, a computer or a token keeps, and only uses for Jigsaw's own address."""

    practitioner = models.ForeignKey(OWNER, on_delete=models.CASCADE, related_name="+")
    credential = models.CharField(max_length=1400, unique=True)
    public_key = models.TextField()
    uses = models.BigIntegerField(default=0)
    name = models.CharField(max_length=60)
    added_at = models.DateTimeField(default=now)
    used_at = models.DateTimeField(null=True, blank=True)


class Tries(models.Model):
    """How full the bucket of one place is (domain.limits). The place is a fingerprint: no address stands here."""

    place = models.CharField(max_length=64, primary_key=True)
    level = models.FloatField()
    at = models.DateTimeField()


class Vouched(models.Model):
    """That a service vouches for a practitioner: by its issuer and its own name for them, never by e-mail address."""

    practitioner = models.ForeignKey(OWNER, on_delete=models.CASCADE, related_name="+")
    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=200)
    bound_at = models.DateTimeField(default=now)
    bound_by = models.CharField(max_length=60, help_text="An administrator, or a link")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="vouched_for_one_practitioner")
        ]


class BindingLink(models.Model):
    """A link by which one practitioner binds the account of one service to themselves, once."""

    practitioner = models.ForeignKey(OWNER, on_delete=models.CASCADE, related_name="+")
    provider = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64, unique=True)
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class KeptDraft(models.Model):
    """What somebody sent when their session was locked: where to, and the words, sealed. The latest alone."""

    practitioner = models.OneToOneField(OWNER, on_delete=models.CASCADE, primary_key=True, related_name="+")
    sealed = models.TextField()
    kept_at = models.DateTimeField(default=now)
