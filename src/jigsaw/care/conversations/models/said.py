"""What people say: the person's own view, each agency's contribution, and disagreement by name."""

from django.db import models

from jigsaw.care.conversations.domain.calling import Invited
from jigsaw.care.conversations.models.choices import choices
from jigsaw.foundation.core.tables import AppendOnly
from jigsaw.foundation.core.time import Accuracy, now


class Said(AppendOnly):
    """A statement in a conversation: by whom, for which agency, when."""

    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.PROTECT, related_name="%(class)ss"
    )
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("organisations.Practitioner", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        abstract = True


class PersonsView(Said):
    """What the person wants said, and whether they are invited. The latest one holds."""

    words = models.TextField(blank=True)
    invited = models.CharField(max_length=15, choices=choices(Invited))
    why_not = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(invited="no") & ~models.Q(why_not=""))
                | (~models.Q(invited="no") & models.Q(why_not="")),
                name="not_inviting_the_person_says_why",
            )
        ]


class Contribution(Said):
    """One agency's part, whole, at one version: its facts stand in `facts`. Its latest version holds."""

    version = models.PositiveIntegerField()
    seen = models.PositiveIntegerField(
        null=True, help_text="The version that its writer had read; empty: the one before"
    )
    worries = models.TextField(blank=True)
    doing = models.TextField(blank=True)
    person_wants = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "agency", "version"], name="contribution_version_once"
            )
        ]


class ContributionFact(AppendOnly):
    """What an agency knows: a fact, when it was so, how exactly that is known, and where it is written."""

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="facts")
    fact = models.TextField()
    on = models.DateTimeField(null=True, help_text="The earliest instant its words may mean")
    on_accuracy = models.CharField(max_length=6, choices=[(one, one) for one in Accuracy], blank=True)
    on_uncertain = models.BooleanField(default=False)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(on__isnull=True) & models.Q(on_accuracy=""))
                | (models.Q(on__isnull=False) & ~models.Q(on_accuracy="")),
                name="fact_time_has_its_accuracy",
            )
        ]


class Disagreement(Said):
    """Somebody, by name, sees it differently. It is kept as said; nobody votes."""

    name = models.CharField(max_length=120)
    words = models.TextField()
