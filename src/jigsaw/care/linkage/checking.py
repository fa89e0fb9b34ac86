"""Whether records stand under the keys by which they would be looked for today. Not for screens."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from uuid import UUID

from jigsaw.care.intake import derivation as intake
from jigsaw.care.linkage.linking import block_keys
from jigsaw.care.linkage.models import BlockKey, Link, RecordToLink
from jigsaw.care.linkage.store import engine_records, model_in_force
from jigsaw.engine.linkage.encoded.joining import is_superseded
from jigsaw.engine.linkage.encoded.scheme import SUPERSEDED
from jigsaw.foundation.core.batches import batches

LOOKED_AT = 100


def under_other_keys(most: int = LOOKED_AT) -> tuple[int, int]:
    """How many of some joined records stand under keys of an earlier standardisation, and of how many.

    Whoever comes now would not be compared with them. Records that wait to be joined again are not looked at.
    """
    waiting = RecordToLink.objects.values("record_id")
    joined = Link.objects.exclude(record_id__in=waiting).order_by("record_id")
    ids = list(joined.values_list("record_id", flat=True)[:most])
    kept: dict[UUID, set[str]] = defaultdict(set)
    for record, key in BlockKey.objects.filter(record_id__in=ids).values_list("record_id", "key"):
        kept[record].add(key)
    model = model_in_force()
    now = {UUID(one.id): set(block_keys(one, model)) for one in engine_records(ids)}
    return sum(keys != kept[record] for record, keys in now.items()), len(now)


def sent_by_earlier_schemes() -> Mapping[str, int]:
    """How many records of each agency were last sent encoded by an earlier scheme, which meets no other."""
    found = Counter[str]()
    for ids in batches(sorted(intake.ever_encoded_by(SUPERSEDED))):
        found.update(one.agency for one in engine_records(ids) if is_superseded(one.encoding))
    return dict(sorted(found.items()))
