"""An agency outside the agreement, invited by a link that shows only what it may see."""

import uuid

from django.db import models
from django.db.models import Q

from jigsaw.care.conversations.domain.inviting import Response
from jigsaw.care.conversations.models.choices import choices
from jigsaw.foundation.core.tables import AppendOnly
from jigsaw.foundation.core.time import now


class OutsideInvitation(models.Model):
    """A link for one outside agency. Of the link itself only a hash is kept; it expires, and can be withdrawn."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.PROTECT, related_name="outside"
    )
    agency_name = models.CharField(max_length=120)
    asked_of = models.CharField(max_length=120, help_text="The person or role there who gets the link")
    because = models.CharField(max_length=500)
    basis = models.CharField(max_length=300, blank=True, help_text="Why they may be told whom it is about")
    tells_whom = models.BooleanField(default=False)
    tells_why = models.BooleanField(default=False)
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey("organisations.Practitioner", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True, help_text="When it was first opened")
    response = models.CharField(max_length=20, choices=choices(Response), default=Response.WAITING)
    response_words = models.TextField(blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(tells_whom=False) | ~Q(basis=""), name="telling_whom_outside_says_why_it_may"
            ),
            models.CheckConstraint(
                condition=Q(response="waiting", answered_at__isnull=True)
                | (~Q(response="waiting") & Q(answered_at__isnull=False) & ~Q(answered_by="")),
                name="outside_answer_says_by_whom_and_when",
            ),
        ]


class OutsideWords(AppendOnly):
    """What an outside agency brought, by whom there. The latest holds; those before are kept."""

    invitation = models.ForeignKey(OutsideInvitation, on_delete=models.PROTECT, related_name="words")
    name = models.CharField(max_length=120)
    knows = models.TextField(blank=True)
    worries = models.TextField(blank=True)
    doing = models.TextField(blank=True)
    person_wants = models.TextField(blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["at", "pk"]
