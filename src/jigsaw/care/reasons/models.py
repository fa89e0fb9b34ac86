"""Stored reasons, worked out; what people decided about them, kept; and the queue of whom to read again."""

from datetime import timedelta

from django.db import models

from jigsaw.foundation.core.tables import AppendOnly, Derived
from jigsaw.foundation.core.time import now

# A reason whose pattern is no longer true stays open this long, so that a short burst is not missed between
# two shifts.
STAYS_OPEN = timedelta(days=28)


class SubjectKind(models.TextChoices):
    """What a reason is keyed by."""

    PERSON = "person", "Person"
    HOME = "home", "Home"
    PAIR = "pair", "Pair of people"


class Reason(Derived):
    """One pattern, at one version, found true of one subject at one moment: a sentence and its pieces.

    subject is the person, the home, or for a pair the person exposed; other is the second of a pair.
    """

    id = models.UUIDField(primary_key=True)
    pattern = models.CharField(max_length=10)
    version = models.PositiveIntegerField()
    pattern_hash = models.CharField(max_length=64)
    subject_kind = models.CharField(max_length=6, choices=SubjectKind.choices)
    subject = models.UUIDField()
    other = models.UUIDField(null=True)
    sentence = models.CharField(max_length=400)
    raised_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True, help_text="When the pattern stopped being true")
    withdrawn_at = models.DateTimeField(
        null=True, help_text="When its pieces stopped supporting it, or its subject changed"
    )
    statutory = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject"], name="reasons_of_a_subject"),
            # In the order in which they are listed, so that a page of them is found without reading all.
            models.Index(fields=["-statutory", "-raised_at", "pattern", "id"], name="reasons_as_listed"),
            models.Index(
                fields=["other"], condition=models.Q(other__isnull=False), name="reasons_of_an_other"
            ),
        ]


class ReasonPiece(Derived):
    """A piece that a reason rests on."""

    reason = models.ForeignKey(Reason, on_delete=models.CASCADE, related_name="evidence")
    piece = models.ForeignKey("intake.Piece", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reason", "piece"], name="evidence_once")]


class ReasonAgency(Derived):
    """An agency that holds a piece of a reason, and so is asked about it."""

    reason = models.ForeignKey(Reason, on_delete=models.CASCADE, related_name="holders")
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reason", "agency"], name="holder_once")]


class ReasonDecision(AppendOnly):
    """What a person decided about a reason, by its id, which a rebuild keeps.

    pattern, version, subject_kind, raised_at: which reason of its subject it is, when a join gives that another id. See
    `SubjectWas`. Empty where there was no such reason any more.
    """

    class Kind(models.TextChoices):
        MUTED = "muted", "Muted"
        IN_HAND = "in-hand", "Already in hand"
        NOT_NEEDED = "not-needed", "No conversation needed"

    reason_id = models.UUIDField(db_index=True)
    pattern = models.CharField(max_length=10, blank=True, default="")
    version = models.PositiveIntegerField(null=True)
    subject_kind = models.CharField(max_length=6, choices=SubjectKind.choices, blank=True, default="")
    raised_at = models.DateTimeField(null=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    why = models.CharField(max_length=300)
    until = models.DateField(null=True)
    by = models.ForeignKey("organisations.Practitioner", on_delete=models.PROTECT, related_name="+")
    agency = models.CharField(max_length=60)
    at = models.DateTimeField(default=now)


class SubjectToRead(models.Model):
    """A person or home whose pieces changed and whose reasons wait to be read again."""

    subject_kind = models.CharField(max_length=6, choices=SubjectKind.choices)
    subject = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject_kind", "subject"], name="to_read_once")]


class NextMoment(Derived):
    """The next minute at which what is found of a subject changes by the clock alone. Those without one are absent."""

    subject_kind = models.CharField(max_length=6, choices=SubjectKind.choices)
    subject = models.UUIDField()
    other = models.UUIDField(null=True, db_index=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "subject_kind"],
                condition=models.Q(other__isnull=True),
                name="next_moment_once",
            ),
            models.UniqueConstraint(
                fields=["subject", "other"],
                condition=models.Q(other__isnull=False),
                name="next_moment_of_a_pair_once",
            ),
        ]


class Telling(models.Model):
    """Somebody who is to be told of a reason, or was: an agency, or one of its people. An outbox, and what left it.

    at: since when what is told is so. The same is told once, whoever finds it and however often.
    """

    class What(models.TextChoices):
        OPENED = "opened", "Something new to talk about"
        CHANGED = "changed", "What it rests on changed"
        QUIET = "quiet", "No longer the case"
        WITHDRAWN = "withdrawn", "Withdrawn"

    reason_id = models.UUIDField(db_index=True)
    what = models.CharField(max_length=9, choices=What.choices)
    at = models.DateTimeField()
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    practitioner = models.ForeignKey(
        "organisations.Practitioner", on_delete=models.PROTECT, null=True, related_name="+"
    )
    noted_at = models.DateTimeField(default=now)
    told_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], condition=models.Q(told_at__isnull=True), name="tellings_waiting"),
            models.Index(fields=["agency", "-told_at", "-id"], name="tellings_of_an_agency"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["reason_id", "what", "at", "agency"],
                condition=models.Q(practitioner__isnull=True),
                name="agency_told_once",
            ),
            models.UniqueConstraint(
                fields=["reason_id", "what", "at", "practitioner"],
                condition=models.Q(practitioner__isnull=False),
                name="practitioner_told_once",
            ),
        ]


class Quieting(AppendOnly):
    """After a conversation a pattern about a subject is quiet until a day, or until something new arrives.

    pieces, agencies: what the pattern could see of the subject when they talked, and who was there: all else is new.
    """

    conversation = models.UUIDField()
    reason_id = models.UUIDField()
    pattern = models.CharField(max_length=10)
    version = models.PositiveIntegerField()
    subject_kind = models.CharField(max_length=6, choices=SubjectKind.choices)
    subject = models.UUIDField(db_index=True)
    other = models.UUIDField(null=True)
    since = models.DateTimeField()
    until = models.DateField()
    pieces = models.JSONField(default=list)
    agencies = models.JSONField(default=list)
    by = models.ForeignKey("organisations.Practitioner", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "reason_id"], name="quiet_once_a_conversation")
        ]


class SubjectWas(AppendOnly):
    """A source record, or a written address, that was the subject's when somebody decided about a reason or talked.

    People and homes are worked out and may get another id: by these what was decided follows whoever has them now.
    is_other: of the second of a pair.
    """

    quieting = models.ForeignKey(Quieting, on_delete=models.PROTECT, null=True, related_name="subject_was")
    decision = models.ForeignKey(
        ReasonDecision, on_delete=models.PROTECT, null=True, related_name="subject_was"
    )
    record = models.ForeignKey("intake.SourceRecord", on_delete=models.PROTECT, null=True, related_name="+")
    address = models.ForeignKey("people.Address", on_delete=models.PROTECT, null=True, related_name="+")
    is_other = models.BooleanField(default=False)


class QuietNews(Derived):
    """Something new arrived before a quiet was over: about whom, since when that is known, whether from a new agency.

    Whom a quiet is about may have come apart since: then each has news of their own.
    """

    quieting = models.ForeignKey(Quieting, on_delete=models.CASCADE, related_name="news")
    subject = models.UUIDField(db_index=True)
    other = models.UUIDField(null=True)
    at = models.DateTimeField()
    agency = models.ForeignKey(
        "organisations.Agency", on_delete=models.PROTECT, null=True, related_name="+",
        help_text="The agency, where it was not there before",
    )  # fmt: skip


class ReasonOutcome(AppendOnly):
    """What a conversation made of a reason: the record of the pattern, with the numbers by which it was raised.

    pattern_hash: of the definition and its numbers. place: what the subject had among a week's conversations, if any.
    """

    class Kind(models.TextChoices):
        USEFUL = "useful", "Useful: worth talking about"
        ALREADY_KNOWN = "already-known", "Already known: everybody had it in hand"
        WRONG_PERSON = "wrong-person", "Wrong person: these are not all about them"
        NOT_PROPORTIONATE = "not-proportionate", "Not proportionate: not worth sharing this much"

    conversation = models.UUIDField()
    reason_id = models.UUIDField(db_index=True)
    pattern = models.CharField(max_length=10)
    version = models.PositiveIntegerField()
    pattern_hash = models.CharField(max_length=64, blank=True, default="")
    place = models.ForeignKey(
        "reasons.WeeksConversation", on_delete=models.PROTECT, null=True, related_name="outcomes"
    )
    outcome = models.CharField(max_length=17, choices=Kind.choices)
    by = models.ForeignKey("organisations.Practitioner", on_delete=models.PROTECT, related_name="+")
    agency = models.CharField(max_length=60)
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["pattern", "version"], name="outcomes_of_a_pattern")]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "reason_id"], name="outcome_once_a_conversation")
        ]


class WeeksConversation(AppendOnly):
    """A person or a home with a place among a week's conversations; in the order of the rows.

    What put them in that order is not kept, here or anywhere. week: its Monday. by_lot: drawn from below the line.
    """

    week = models.DateField()
    subject_kind = models.CharField(max_length=6, choices=SubjectKind.choices)
    subject = models.UUIDField()
    by_lot = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["week", "subject"], name="one_place_a_week")]
