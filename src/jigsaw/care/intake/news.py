"""What a transaction of intake changed, for whoever joins records and reads patterns afterwards."""

from dataclasses import dataclass, field
from uuid import UUID


@dataclass(slots=True)
class News:
    """Source records that are new or changed; pieces that are new, or that no longer stand."""

    records: set[UUID] = field(default_factory=set)
    pieces: set[UUID] = field(default_factory=set)
