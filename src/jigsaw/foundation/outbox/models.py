"""Addresses, messages and what became of each try."""

import uuid

from django.db import models
from django.db.models import Q

from jigsaw.foundation.core.tables import AppendOnly
from jigsaw.foundation.core.time import now
from jigsaw.foundation.outbox.domain import State, Way


def _choices(values: type[Way] | type[State]) -> list[tuple[str, str]]:
    return [(value.value, value.value.capitalize()) for value in values]


class Address(models.Model):
    """Where an agency, or one practitioner in it, is told that something waits. Never a person whom it is about."""

    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    practitioner = models.ForeignKey(
        "organisations.Practitioner", on_delete=models.PROTECT, null=True, related_name="+"
    )
    way = models.CharField(max_length=20, choices=_choices(Way))
    address = models.CharField(max_length=200)
    is_shared = models.BooleanField(
        default=False,
        help_text="Others than those who work there can read what comes: a proxy, a shared device",
    )
    safe_because = models.CharField(max_length=300, blank=True, help_text="Why a shared one is safe to use")
    noted_at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "way", "address"], condition=Q(withdrawn_at=None), name="address_noted_once"
            )
        ]


class Message(models.Model):
    """One message to one address. `key` names what it tells of: put twice, it goes once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    key = models.CharField(max_length=160)
    address = models.ForeignKey(Address, on_delete=models.PROTECT, related_name="messages")
    subject = models.CharField(max_length=160)
    body = models.TextField()
    calendar = models.TextField(blank=True)
    calendar_method = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=10, choices=_choices(State), default=State.WAITING)
    tries = models.PositiveIntegerField(default=0)
    put_at = models.DateTimeField(default=now)
    send_after = models.DateTimeField(default=now)
    claimed_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "address"], name="message_once_to_an_address"),
            models.CheckConstraint(
                condition=(Q(state="sending") & Q(claimed_until__isnull=False))
                | (~Q(state="sending") & Q(claimed_until__isnull=True)),
                name="message_being_sent_is_claimed",
            ),
        ]
        indexes = [models.Index(fields=["state", "send_after"], name="messages_to_send")]


class Try(AppendOnly):
    """What became of one try to send a message: no fault, or a fault in fixed words. by: who settled it by hand."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="trials")
    state = models.CharField(max_length=10, choices=_choices(State))
    fault = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(
        "organisations.Practitioner", on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(default=now)
