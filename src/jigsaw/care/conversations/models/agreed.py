"""What a conversation agrees: who does what, by when, and what became of it."""

import uuid

from django.db import models

from jigsaw.care.conversations.domain.states import ActionState
from jigsaw.care.conversations.models.choices import choices
from jigsaw.foundation.core.tables import AppendOnly
from jigsaw.foundation.core.time import now


class ConversationAction(models.Model):
    """What one agency will do, by when, and how we will know. Its state is that of its last step."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.PROTECT, related_name="actions"
    )
    decided = models.TextField(blank=True, help_text="The decision that it carries out")
    what = models.TextField()
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    owner = models.CharField(max_length=120, help_text="A practitioner's name or a role")
    practitioner = models.ForeignKey(
        "organisations.Practitioner", on_delete=models.PROTECT, null=True, related_name="+"
    )
    due_on = models.DateField()
    how_we_know = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=choices(ActionState), default=ActionState.OPEN)
    agreed_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["due_on", "agreed_at"]
        indexes = [models.Index(fields=["agency", "state", "due_on"], name="actions_of_an_agency")]

    def __str__(self) -> str:
        return f"Action of {self.agency_id}, {self.state}"


class ActionStep(AppendOnly):
    """What became of an action, by whom and why. Handing on names the agency, and who there takes it."""

    action = models.ForeignKey(ConversationAction, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=10, choices=choices(ActionState))
    why = models.TextField()
    to_agency = models.ForeignKey(
        "organisations.Agency", on_delete=models.PROTECT, null=True, related_name="+"
    )
    to_whom = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey("organisations.Practitioner", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="open") | ~models.Q(why=""),
                name="action_step_says_why",
            ),
            models.CheckConstraint(
                condition=(models.Q(state="handed on", to_agency__isnull=False) & ~models.Q(to_whom=""))
                | (~models.Q(state="handed on") & models.Q(to_agency__isnull=True, to_whom="")),
                name="handing_on_names_who_takes_it",
            ),
        ]
