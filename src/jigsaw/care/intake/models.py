"""Feeds, deliveries, source records and pieces. What agencies say is added to and never changed."""

from django.db import models

from jigsaw.foundation.core.tables import AppendOnly
from jigsaw.foundation.core.time import Accuracy, now


class Feed(models.Model):
    """A stream of source records or pieces from one agency's system, and how often one is expected."""

    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="feeds")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    every_minutes = models.PositiveIntegerField(
        null=True, help_text="How often one is expected; empty when irregular"
    )
    holds_records = models.BooleanField(default=False)
    kinds = models.JSONField(default=list, help_text="The kinds of piece that it can bring")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "key"], name="feed_once_in_its_agency")]

    def __str__(self) -> str:
        return f"{self.agency_id}/{self.key}"


class FeedMapping(AppendOnly):
    """A version of the mapping that a feed was read by."""

    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    text = models.TextField()
    first_used_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "fingerprint"], name="mapping_kept_once")]


class Delivery(models.Model):
    """One file of one feed, as it was loaded. `counts` grows until `finished_at` is set."""

    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="deliveries")
    mapping = models.ForeignKey(FeedMapping, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    started_at = models.DateTimeField(default=now)
    finished_at = models.DateTimeField(null=True)
    latest_received_at = models.DateTimeField(
        null=True, help_text="The latest moment at which a row was sent"
    )
    counts = models.JSONField(default=dict)


class QuarantinedRow(models.Model):
    """A row that could not be accepted: where it stood, why, what to do, and its values for mending."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be mended"
        ACCEPTED = "accepted", "Mended and accepted"
        SET_ASIDE = "set-aside", "Set aside, with a reason"

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="quarantined")
    line = models.PositiveIntegerField()
    row_fingerprint = models.CharField(max_length=64)
    faults = models.JSONField(help_text="A list of field, why and what to do")
    row = models.JSONField(help_text="The row's values by column, as they came")
    received_at = models.DateTimeField(default=now)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=120, blank=True)
    settled_why = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "delivery"], name="quarantine_waiting")]


class SourceRecord(AppendOnly):
    """What one agency calls one person, by the agency's own stable id."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    local_id = models.CharField(max_length=80)
    first_received_at = models.DateTimeField()
    came_at = models.DateTimeField(
        default=now, help_text="When it was taken in here, whatever its agency says of when it was sent"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "local_id"], name="record_once_in_its_agency")
        ]


class RecordVersion(AppendOnly):
    """One version of what a source record says. A version with `retracted` says that the agency withdrew it.

    A piece may name somebody whose particulars never came: that source record has no version at all.
    """

    record = models.ForeignKey(SourceRecord, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    recorded_at = models.DateTimeField(null=True)
    fingerprint = models.CharField(max_length=64)
    reason = models.CharField(max_length=120, blank=True, help_text="Why it supersedes the version before")
    retracted = models.BooleanField(default=False)
    title = models.CharField(max_length=30, blank=True)
    given_names = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    known_as = models.CharField(max_length=120, blank=True)
    birth_date = models.CharField(
        max_length=10, blank=True, help_text="ISO; a year or a month when no more is known"
    )
    birth_date_uncertain = models.BooleanField(default=False)
    nhs_number = models.CharField(max_length=20, blank=True)
    nhs_number_status = models.CharField(max_length=10, blank=True)
    former_nhs_numbers = models.CharField(
        max_length=60, blank=True, help_text="NHS numbers that its number superseded, a space between them"
    )
    gender = models.CharField(max_length=40, blank=True)
    ethnicity = models.CharField(max_length=60, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=120, blank=True)
    died_on = models.CharField(max_length=10, blank=True)
    address = models.ForeignKey("people.Address", on_delete=models.PROTECT, null=True, related_name="+")
    encoding = models.TextField(
        blank=True, help_text="The identity as its agency encoded it, to be joined and not read"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "version"], name="record_version_once")]


class Piece(AppendOnly):
    """One statement from one agency: an event, an involvement or a state. This row is one version of it."""

    class Shape(models.TextChoices):
        EVENT = "event", "Event"
        INVOLVEMENT = "involvement", "Involvement"
        STATE = "state", "State"

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="+")
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="+")
    source_reference = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64)
    shape = models.CharField(max_length=12, choices=Shape.choices)
    kind = models.CharField(max_length=40)
    at = models.DateTimeField(help_text="When it happened or began: the earliest instant its words may mean")
    at_accuracy = models.CharField(max_length=6, choices=[(one, one) for one in Accuracy])
    at_uncertain = models.BooleanField(default=False)
    until = models.DateTimeField(null=True)
    until_accuracy = models.CharField(max_length=6, blank=True)
    recorded_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    words = models.TextField(blank=True)
    attributes = models.JSONField(default=dict)
    restriction = models.CharField(max_length=20, blank=True)
    handling = models.CharField(
        max_length=60,
        blank=True,
        default="",
        db_default="",
        help_text="Words of HANDLINGS, a space between them",
    )
    restricted_here = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Whether somebody of its agency decided here what is shown: it then outlasts its feed",
    )
    address = models.ForeignKey("people.Address", on_delete=models.PROTECT, null=True, related_name="+")
    incident = models.CharField(
        max_length=150,
        blank=True,
        default="",
        help_text="Whose number/number, of what other agencies may tell of too",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["feed", "source_reference", "version"], name="piece_version_once"
            ),
        ]
        indexes = [
            models.Index(fields=["address", "at"], name="pieces_at_an_address"),
            # Of states alone: with every kind in it, SQLite would read the whole table through it for one person.
            models.Index(fields=["kind"], condition=models.Q(shape="state"), name="states_by_kind"),
            # Whom an agency works with now, and in what way: a few among all that it ever told.
            models.Index(
                fields=["agency", "kind"],
                condition=models.Q(shape="involvement", until__isnull=True),
                name="open_involvements",
            ),
        ]


class PieceSubject(AppendOnly):
    """Who a piece is about, by the agency's source record, and in which role."""

    piece = models.ForeignKey(Piece, on_delete=models.PROTECT, related_name="subjects")
    record = models.ForeignKey(SourceRecord, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["piece", "record", "role"], name="subject_once_in_a_role")
        ]


class PieceEnding(AppendOnly):
    """A piece no longer stands: superseded by a newer version, or retracted by its agency."""

    class Kind(models.TextChoices):
        SUPERSEDED = "superseded", "Superseded"
        RETRACTED = "retracted", "Retracted"

    piece = models.OneToOneField(Piece, on_delete=models.PROTECT, related_name="ending", primary_key=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField(help_text="When this was received")
    by_piece = models.ForeignKey(Piece, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=120)
