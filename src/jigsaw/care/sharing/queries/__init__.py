"""Reads of sharing. Policies are no secret; what was asked is read by who asked and by those who answer for it."""

from jigsaw.care.sharing.queries.asked import LogLine, RequestSeen, late_at, log, request_seen, waiting_for
from jigsaw.care.sharing.queries.policies import (
    Lead,
    PolicySeen,
    Reminder,
    SignatureSeen,
    VersionSeen,
    agreements_on_paper,
    leads,
    policies_seen,
    policy_seen,
    reminders,
    to_sign,
)

__all__ = [
    "Lead",
    "LogLine",
    "PolicySeen",
    "Reminder",
    "RequestSeen",
    "SignatureSeen",
    "VersionSeen",
    "agreements_on_paper",
    "late_at",
    "leads",
    "log",
    "policies_seen",
    "policy_seen",
    "reminders",
    "request_seen",
    "to_sign",
    "waiting_for",
]
