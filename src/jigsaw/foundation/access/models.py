"""Sharing agreements, what people wish about sharing, broken glasses, and seals on people."""

from uuid import uuid4

from django.db import models

from jigsaw.foundation.access.domain import OBJECTS, OPTED_OUT
from jigsaw.foundation.core.tables import AppendOnly
from jigsaw.foundation.core.time import now


class SharingAgreement(models.Model):
    """An agreement between agencies. A viewer whose agency is party to none in force sees nobody."""

    key = models.SlugField(primary_key=True, max_length=60)
    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=300)
    basis = models.CharField(max_length=300)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="agreement_ends_after_it_starts"
            )
        ]


class AgreementParty(models.Model):
    """One agency's part in an agreement."""

    agreement = models.ForeignKey(SharingAgreement, on_delete=models.CASCADE, related_name="parties")
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "agency"], name="party_once_to_an_agreement")
        ]


class Wish(AppendOnly):
    """What the person said about sharing, kept with each source record of theirs: so it stays through joins and
    partings. The latest row of a record and a kind counts.
    """

    class Kind(models.TextChoices):
        OBJECTS = OBJECTS, "Objects to sharing"
        OPTED_OUT = OPTED_OUT, "Opted out of research and planning"

    record = models.UUIDField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    holds = models.BooleanField(help_text="Whether they wish it; no, when they took it back")
    words = models.CharField(max_length=500, blank=True, help_text="In the person's own words")
    by = models.ForeignKey(
        "organisations.Practitioner", on_delete=models.PROTECT, null=True, related_name="+"
    )
    agency = models.ForeignKey(
        "organisations.Agency",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="Whose feed brought it; none where it was recorded here",
    )
    piece = models.UUIDField(null=True, help_text="The piece that brought it, where a feed did")
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["record", "kind"], name="wishes_of_a_record")]


class BrokenGlass(AppendOnly):
    """Somebody opened a record that the rules kept from them, for so many minutes and with a reason."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    by = models.ForeignKey("organisations.Practitioner", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.UUIDField(help_text="The person's id when it was broken")
    reason = models.CharField(max_length=500)
    at = models.DateTimeField(default=now)
    ends_at = models.DateTimeField(db_index=True)


class BrokenGlassRecord(AppendOnly):
    """A source record that a broken glass opens: it follows the record through joins and partings."""

    glass = models.ForeignKey(BrokenGlass, on_delete=models.PROTECT, related_name="records")
    record = models.UUIDField()


class GuardianNotice(AppendOnly):
    """What the Caldicott Guardian of an agency is told of a broken glass, and until when it is to be looked at."""

    glass = models.OneToOneField(BrokenGlass, on_delete=models.PROTECT, related_name="notice")
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    review_by = models.DateField()


class GlassReview(AppendOnly):
    """What somebody made of a broken glass afterwards, who did not break it."""

    glass = models.OneToOneField(BrokenGlass, on_delete=models.PROTECT, related_name="review")
    by = models.ForeignKey("organisations.Practitioner", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    was_needed = models.BooleanField()
    words = models.CharField(max_length=500)


class PersonSeal(AppendOnly):
    """That a person is known in Jigsaw is sealed: to whoever is not let in they are not there. Until it is lifted."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    by = models.ForeignKey("organisations.Practitioner", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.UUIDField(help_text="The person's id when it was sealed")
    reason = models.CharField(max_length=500)
    at = models.DateTimeField(default=now)


class PersonSealRecord(AppendOnly):
    """A source record that a seal lies on: it follows the record through joins and partings."""

    seal = models.ForeignKey(PersonSeal, on_delete=models.PROTECT, related_name="records")
    record = models.UUIDField(db_index=True)


class PersonSealLetIn(AppendOnly):
    """Whom a seal lets in: an agency, or one of its teams."""

    seal = models.ForeignKey(PersonSeal, on_delete=models.PROTECT, related_name="let_in")
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("organisations.Team", on_delete=models.PROTECT, null=True, related_name="+")


class PersonSealLift(AppendOnly):
    """The end of a seal: by whom, and why."""

    seal = models.OneToOneField(PersonSeal, on_delete=models.PROTECT, related_name="lift")
    by = models.ForeignKey("organisations.Practitioner", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    reason = models.CharField(max_length=500)


class Supporter(AppendOnly):
    """Somebody who cares for a person, or supports them. Kept with each source record of theirs, as a wish is."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    name = models.CharField(max_length=120)
    relation = models.CharField(max_length=80, help_text="Who they are to the person, in words")
    by = models.ForeignKey("organisations.Practitioner", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)


class SupporterRecord(AppendOnly):
    """A source record of the person whom somebody supports: it follows the record through joins and partings."""

    supporter = models.ForeignKey(Supporter, on_delete=models.PROTECT, related_name="records")
    record = models.UUIDField(db_index=True)


class SupporterTold(AppendOnly):
    """What the person said that a supporter may be told: nothing, what is general, named items, everything. The latest
    row counts, until the day by which they are asked again.
    """

    class Told(models.TextChoices):
        NOTHING = "nothing", "Nothing"
        GENERAL = "general", "What is general"
        NAMED_ITEMS = "named items", "What they named"
        EVERYTHING = "everything", "Everything"

    supporter = models.ForeignKey(Supporter, on_delete=models.PROTECT, related_name="told")
    told = models.CharField(max_length=12, choices=Told.choices)
    items = models.JSONField(default=list, help_text="The groups of kinds that they named")
    words = models.CharField(max_length=500, blank=True, help_text="In the person's own words")
    review_on = models.DateField()
    by = models.ForeignKey(
        "organisations.Practitioner",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="None: the person themselves, by their own door",
    )
    at = models.DateTimeField(default=now)
