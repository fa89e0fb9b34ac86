"""Invented people encoded, for the tests of encoded linkage."""

from dataclasses import replace
from functools import cache

from jigsaw.engine.linkage.cluster import Linked, compare_ready, link_all
from jigsaw.engine.linkage.decide import Outcome, decide
from jigsaw.engine.linkage.encoded import text
from jigsaw.engine.linkage.encoded.encoding import Encoding, encode
from jigsaw.engine.linkage.encoded.keys import Key
from jigsaw.engine.linkage.model import Model, default_model
from jigsaw.engine.linkage.records import HumanDecision, Record
from jigsaw.engine.linkage.standardise import standardise

OURS, THEIRS = Key(b"o" * 32), Key(b"t" * 32)


def encoding_of(record: Record, key: Key = OURS) -> Encoding:
    """The record's encoding."""
    return encode(standardise(record), key)


def hidden(record: Record, key: Key = OURS) -> Record:
    """The record as an agency sends it that may not send names."""
    bare = Record(record.id, record.agency, record.local_id, record.received_at)
    return replace(bare, encoding=text.write(encoding_of(record, key)))


@cache
def model_with(*keys: Key) -> Model:
    """The shipped model in an installation that holds these keys."""
    return replace(default_model(), keys=keys)


def verdict(left: Record, right: Record, *keys: Key) -> Outcome:
    """What is decided about two records where these keys are held."""
    model = model_with(*keys)
    return decide(compare_ready(left, model), compare_ready(right, model), model)


def linked(
    *records: Record, keys: tuple[Key, ...] = (), decisions: list[HumanDecision] | None = None
) -> Linked:
    """Who is who among these records where these keys are held."""
    return link_all(records, decisions or [], model_with(*keys))
