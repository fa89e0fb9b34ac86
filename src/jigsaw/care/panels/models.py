"""Tables of quality panels."""

from uuid import uuid4

from django.db import models

from jigsaw.care.conversations.domain.telling import Channel
from jigsaw.care.panels.domain.states import State
from jigsaw.foundation.core.tables import AppendOnly
from jigsaw.foundation.core.time import now

_SOMEBODY, _AGENCY = "organisations.Practitioner", "organisations.Agency"
STATES = [(one.value, one.value.capitalize()) for one in State]
RETURNS = [
    ("voice", "The person is not heard"), ("evidence", "What it says is not shown"),
    ("outcomes", "Needs lead to no outcome"), ("actions", "No action, nobody or no date"),
    ("capacity", "Capacity or consent is not noted"), ("other", "Something else"),
]  # fmt: skip


class Panel(models.Model):
    """People of several agencies who read assessments and plans for their quality."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    name = models.CharField(max_length=120)
    ring = models.CharField(max_length=120, blank=True, help_text="Whom the person rings who does not agree")
    at = models.DateTimeField(default=now)


class PanelMember(models.Model):
    """Somebody who reads for a panel, until they leave."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="members")
    practitioner = models.ForeignKey(_SOMEBODY, on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True)


class Referral(models.Model):
    """An assessment or a plan that a panel is asked to read. Its author is named, and hears back by name."""

    class What(models.TextChoices):
        ASSESSMENT = "assessment", "An assessment"
        PLAN = "plan", "A care and support plan"

    class Asked(models.TextChoices):
        QUALITY = "quality", "Is it good?"
        ADVICE = "advice", "What would make it better?"
        FUNDING = "funding", "May it be paid for?"

    id = models.UUIDField(primary_key=True, default=uuid4)
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="referrals")
    what = models.CharField(max_length=10, choices=What.choices)
    asked = models.CharField(max_length=8, choices=Asked.choices)
    words = models.TextField(help_text="The assessment or plan itself, or what of it the panel reads")
    pages = models.PositiveIntegerField(null=True)
    cost = models.DecimalField(max_digits=10, decimal_places=2, null=True, help_text="Pounds a week")
    urgent = models.BooleanField(default=False)
    group = models.CharField(
        max_length=60, blank=True, help_text="Ethnic group as the person says it; may be empty"
    )
    person = models.UUIDField(null=True)
    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.PROTECT, null=True, related_name="+",
        help_text="The conversation that it came from, where there is one",
    )  # fmt: skip
    author = models.ForeignKey(_SOMEBODY, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(_AGENCY, on_delete=models.PROTECT, related_name="+")
    team = models.CharField(max_length=120, blank=True)
    is_mental_health = models.BooleanField()
    state = models.CharField(max_length=22, choices=STATES, default=State.WAITING)
    since = models.DateTimeField(default=now)
    at = models.DateTimeField(default=now)


class PanelScore(AppendOnly):
    """One reader's levels for every line of the rubric. The second reader has not seen the first's."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="scores")
    reader = models.ForeignKey(_SOMEBODY, on_delete=models.PROTECT, related_name="+")
    rubric = models.PositiveIntegerField()
    round = models.PositiveIntegerField()
    levels = models.JSONField()
    words = models.TextField(blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["referral", "reader", "round"], name="scored_once_a_round")
        ]


class ReferralStep(AppendOnly):
    """One step of a referral: decided, sent again or appealed; with why, and feedback to the author by name."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=10)
    before = models.CharField(max_length=22, choices=STATES)
    after = models.CharField(max_length=22, choices=STATES)
    why = models.TextField()
    more = models.TextField(blank=True, help_text="The conditions, what is missing, or whom it was given to")
    returned_for = models.CharField(max_length=10, choices=RETURNS, blank=True)
    feedback = models.TextField(blank=True)
    read_until_then = models.TextField(
        blank=True, help_text="What the panel had read, where it is sent again"
    )
    by = models.ForeignKey(_SOMEBODY, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)


class PanelLetter(AppendOnly):
    """The letter to the person, and how it reached them; or why they were not told, and until when."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="letters")
    words = models.TextField()
    was_told = models.BooleanField(default=True)
    channel = models.CharField(
        max_length=30, choices=[(one.value, one.value.capitalize()) for one in Channel], blank=True
    )
    safe_because = models.CharField(
        max_length=300, blank=True, help_text="Why nobody else reads what goes this way"
    )
    why_not = models.CharField(max_length=300, blank=True)
    look_again_on = models.DateField(null=True)
    by = models.ForeignKey(_SOMEBODY, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
