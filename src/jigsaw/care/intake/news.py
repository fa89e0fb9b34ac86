"""What a transaction of intake changed, for whoever joins records and reads patterns afterwards."""

from dataclasses import dataclass, field
from uuid import UUID


@dataclass(slots=True)
class News:
    """Source records that are new or changed; records that new pieces name; pieces that ended; and written addresses:
    those that new pieces name, and all that these records ever gave.
    """

    records: set[UUID] = field(default_factory=set)
    named: set[UUID] = field(default_factory=set)
    addresses: set[int] = field(default_factory=set)
    ended: set[UUID] = field(default_factory=set)

    def taken(self) -> "News":
        """All of it, as news of its own; nothing is left here."""
        news = News(self.records, self.named, self.addresses, self.ended)
        self.records, self.named, self.addresses, self.ended = set(), set(), set(), set()
        return news
