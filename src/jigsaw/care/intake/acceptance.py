"""One delivery being taken in: whose it is, when it counts as received, and what has been looked up for it."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from jigsaw.care.intake.models import Delivery
from jigsaw.care.intake.news import News
from jigsaw.care.people.domain.addresses import WrittenAddress
from jigsaw.foundation.core.identity import record_id

_KEPT_IN_MIND = 100_000


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One delivery being taken in.

    now: the moment at which what bears no moment of its own counts as received. known_at: the moment at which
    everything becomes known whatever it bears, for rows that waited in quarantine; None otherwise. addresses: their
    rows by UPRN and normal form. records: ids by local id. there: source records known to be in the table.
    """

    delivery: Delivery
    agency: str
    now: datetime
    known_at: datetime | None = None
    addresses: dict[tuple[str, str], int] = field(default_factory=dict)
    records: dict[str, UUID] = field(default_factory=dict)
    there: set[UUID] = field(default_factory=set)
    news: News = field(default_factory=News)

    def record_id(self, local_id: str) -> UUID:
        """The id of the agency's source record."""
        if local_id not in self.records:
            self.records[local_id] = record_id(self.agency, local_id)
        return self.records[local_id]

    def forget_lookups(self) -> None:
        """Drop what was looked up, when there is much of it, so that memory stays flat."""
        for one in (self.addresses, self.records, self.there):
            if len(one) > _KEPT_IN_MIND:
                one.clear()

    def take_news(self) -> News:
        """What is new since this was last asked."""
        return self.news.taken()

    def received(self, said: datetime | None) -> datetime:
        """When a statement was received: as the agency says, else now."""
        return said or self.now

    def is_dated(self, said: datetime | None) -> bool:
        """Whether it is known when a statement was sent, so that an older one cannot pass for newer."""
        return said is not None or self.known_at is not None

    def is_the_same_file(self, delivery: int, sha256: str) -> bool:
        """Whether an earlier delivery was of the very same file."""
        return sha256 == self.delivery.file_sha256 and delivery != self.delivery.pk

    def known(self, received: datetime) -> datetime:
        """When what was received then became known here."""
        return self.known_at or received

    def address_id(self, written: WrittenAddress) -> int | None:
        """The row of an address that `take` has noted; None where nothing was given to go by."""
        return self.addresses.get((written.uprn, written.normal))
