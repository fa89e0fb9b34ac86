"""The accounts of people."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jigsaw.care.looks.models import OwnAccount
from jigsaw.care.looks.themselves import Themselves
from jigsaw.foundation.access.policies import check_may_know_of_people
from jigsaw.foundation.core.viewer import Viewer


@dataclass(frozen=True)
class AccountSeen:
    """An account as staff see it: when and by whom it was opened, how it was checked who it is, and its use."""

    id: UUID
    name: str
    record: UUID
    opened_at: datetime
    opened_by: str
    checked: str
    is_used: bool
    ended_at: datetime | None
    ended_why: str


def accounts_of(*, viewer: Viewer, records: Collection[UUID]) -> list[AccountSeen]:
    """The accounts that hang on these source records, the latest first."""
    check_may_know_of_people(viewer)
    rows = OwnAccount.objects.filter(record__in=records).select_related("opened_by").order_by("-opened_at")
    return [
        AccountSeen(
            row.pk, row.name, row.record, row.opened_at, row.opened_by.name, row.checked, bool(row.secret),
            row.ended_at, row.ended_why,
        )
        for row in rows
    ]  # fmt: skip


def account_of(*, viewer: UUID) -> Themselves | None:
    """Who reads by an account that is open; None when it was ended. viewer: the account that a session names."""
    row = OwnAccount.objects.filter(pk=viewer, ended_at__isnull=True).first()
    return Themselves(row.pk, row.record, row.name) if row else None
