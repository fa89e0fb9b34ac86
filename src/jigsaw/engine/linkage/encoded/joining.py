"""Encoded records among the others: who compares with whom, under which key, and in which blocks they meet.

Two encoded records compare when one key made both; an encoded and a plain record, when the plain one was sent
with an encoding too or when this installation holds the key and can encode it.
"""

from collections.abc import Sequence

from jigsaw.engine.linkage.blocking import block_keys
from jigsaw.engine.linkage.encoded import text
from jigsaw.engine.linkage.encoded.encoding import Encoding, encode
from jigsaw.engine.linkage.encoded.keys import Key
from jigsaw.engine.linkage.encoded.scheme import SUPERSEDED
from jigsaw.engine.linkage.standardise import Standard

RULE = "encoded"
"""Begins the key of a block of encodings, as a rule's name begins that of any other."""


def sent_encoding(letters: str) -> Encoding | None:
    """The encoding that a record was sent with; None for none, and for one by an earlier scheme, which meets no other.

    Raises FaultyEncoding.
    """
    if not letters or is_superseded(letters):
        return None
    return text.read(letters)


def is_superseded(letters: str) -> bool:
    """Whether an encoding was made by an earlier version's scheme: its agency has to encode anew."""
    return letters.partition(":")[0] in SUPERSEDED


def is_without_names(standard: Standard) -> bool:
    """Whether the record says nothing that plain records could be compared by."""
    return not (standard.given or standard.family or standard.birth_year or standard.nhs_number)


def keys_of(standard: Standard, sent: Encoding | None, keys: Sequence[Key]) -> tuple[str, ...]:
    """The blocks that a record stands in: its plain ones, those it was sent with, those made with our keys."""
    found = list(block_keys(standard))
    if sent:
        found += [_block(sent, tag) for tag in sent.blocks]
    for key in keys:
        if not is_without_names(standard) and not (sent and sent.key == key.id):
            mine = encode(standard, key)
            found += [_block(mine, tag) for tag in mine.blocks]
    return tuple(found)


def both_encoded(
    left: tuple[Standard, Encoding | None], right: tuple[Standard, Encoding | None], keys: Sequence[Key]
) -> tuple[Encoding, Encoding] | None:
    """The two records' encodings under one key; None where no key encodes both."""
    mine, others = _by_key(*left, keys), _by_key(*right, keys)
    shared = next((key for key in mine if key in others), None)
    return (mine[shared], others[shared]) if shared else None


def _by_key(standard: Standard, sent: Encoding | None, keys: Sequence[Key]) -> dict[str, Encoding]:
    found = {sent.key: sent} if sent else {}
    if not is_without_names(standard):
        for key in keys:
            if key.id not in found:
                found[key.id] = encode(standard, key)
    return found


def _block(encoding: Encoding, tag: str) -> str:
    return f"{RULE}:{encoding.key}:{tag}"
