"""An encoding as one line of letters, for a column of a file or a table: written, and read with every check.

encoded-3:key id:tags:salted by year:by day:by postcode:blocks:check sum. Within a part, fields stand in the scheme's
order with "." between them; a set is its tags run together in alphabetical order, so that order tells nothing.
"""

import re
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from functools import lru_cache

from jigsaw.engine.linkage.encoded.encoding import Encoding, Salted
from jigsaw.engine.linkage.encoded.scheme import scheme
from jigsaw.foundation.core.errors import JigsawError

MOST_LETTERS = 6_000
_PARTS = 8
_LETTERS = re.compile(r"[A-Za-z0-9_-]*")
_KEY = re.compile(r"[0-9a-f]{8}")


class FaultyEncoding(JigsawError):
    """Letters that are no encoding, or one of another scheme."""

    exit_code = 2


def write(encoding: Encoding) -> str:
    """The encoding in letters."""
    said = ":".join(
        (
            scheme().name,
            encoding.key,
            ".".join(encoding.tags[name] for name in scheme().unsalted_tags),
            _salted_text(encoding.by_year),
            _salted_text(encoding.by_day),
            _salted_text(encoding.by_home),
            ".".join(sorted(encoding.blocks)),
        )
    )
    return f"{said}:{_check(said)}"


@lru_cache(maxsize=50_000)
def read(letters: str) -> Encoding:
    """The encoding that the letters hold. Raises FaultyEncoding; the error repeats none of the letters."""
    parts = letters.split(":")
    if parts[0] != scheme().name:
        raise _faulty(
            f"it was not made by the scheme {scheme().name}", "Encode the file again: jigsaw encode"
        )
    if len(parts) != _PARTS or _check(letters.rpartition(":")[0]) != parts[-1]:
        raise _faulty("it is cut short, or letters in it were changed", "Send the file as it was made")
    _, key, tags, by_year, by_day, by_home, blocks, _ = parts
    if not _KEY.fullmatch(key):
        raise _faulty("it does not name its key", "Encode the file again: jigsaw encode")
    return Encoding(
        key,
        dict(zip(scheme().unsalted_tags, _fields(tags, len(scheme().unsalted_tags)), strict=True)),
        _salted_of(by_year),
        _salted_of(by_day),
        _salted_of(by_home),
        tuple(_tag(one) for one in blocks.split(".")) if blocks else (),
    )


def _salted_text(salted: Salted | None) -> str:
    if salted is None:
        return ""
    return ".".join(
        (
            *(_filter_text(salted.filters[name]) for name in scheme().salted_filters),
            *(salted.tags[name] for name in scheme().salted_tags),
            *("".join(sorted(salted.sets[name])) for name in scheme().salted_tag_lists),
        )
    )


def _salted_of(written: str) -> Salted | None:
    if not written:
        return None
    names = (scheme().salted_filters, scheme().salted_tags, scheme().salted_tag_lists)
    fields = iter(written.split("."))
    if written.count(".") + 1 != sum(map(len, names)):
        raise _faulty("its fields are not those of the scheme", "Encode the file again: jigsaw encode")
    return Salted(
        {name: _filter_of(next(fields)) for name in names[0]},
        {name: _tag(next(fields)) for name in names[1]},
        {name: frozenset(_tags_of(next(fields))) for name in names[2]},
    )


def _fields(written: str, how_many: int) -> list[str]:
    fields = [_tag(one) for one in written.split(".")]
    if len(fields) != how_many:
        raise _faulty("its fields are not those of the scheme", "Encode the file again: jigsaw encode")
    return fields


def _filter_text(filled: int) -> str:
    if not filled:
        return ""
    return urlsafe_b64encode(filled.to_bytes(scheme().folded_bits // 8, "big")).decode().rstrip("=")


def _filter_of(letters: str) -> int:
    if not letters:
        return 0
    if len(letters) != scheme().filter_letters or not _LETTERS.fullmatch(letters):
        raise _faulty("a filter in it has another length", "Encode the file again: jigsaw encode")
    return int.from_bytes(urlsafe_b64decode(letters + "=" * (-len(letters) % 4)), "big")


def _tags_of(letters: str) -> Iterable[str]:
    width = scheme().tag_letters
    return [_tag(letters[at : at + width]) for at in range(0, len(letters), width)]


def _tag(letters: str) -> str:
    if letters and (len(letters) != scheme().tag_letters or not _LETTERS.fullmatch(letters)):
        raise _faulty("a tag in it has another length", "Encode the file again: jigsaw encode")
    return letters


def _check(said: str) -> str:
    return f"{zlib.crc32(said.encode()):08x}"


def _faulty(why: str, mend: str) -> FaultyEncoding:
    return FaultyEncoding("Reading an encoded identity", why, mend)
