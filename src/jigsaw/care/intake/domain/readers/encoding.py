"""Finding out how a text file's bytes are to be read: UTF-8 with or without its mark, UTF-16, or cp1252.

A byte-order mark settles it. Without one, a file that is UTF-8 throughout is UTF-8; one with more sound UTF-8
letters than stray bytes is UTF-8 with faulty rows, which are refused one by one; the rest is cp1252, which
Windows systems in the UK write. Stray bytes are kept as lone surrogates (PEP 383), so that their row can be
found.
"""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK = 1 << 20
_STRAY = re.compile("[\udc80-\udcff]")
_LETTERS = re.compile("[^\x00-\x7f\udc80-\udcff]")
UNDECODED = re.compile("[\ud800-\udfff]")


def find_encoding(path: Path) -> str:
    """The name of the encoding in which a text file can be read."""
    with path.open("rb") as opened:
        start = opened.read(4096)
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding
    return _by_zero_bytes(start) or _by_letters(path)


def encoding_of(path: Path, said: str) -> str:
    """The encoding that the mapping says, else the one that the file shows. UTF-8 may always bear its mark."""
    named = said or find_encoding(path)
    return "utf-8-sig" if named == "utf-8" else named


def on_stray_bytes(encoding: str) -> str:
    """How to go on past bytes that the encoding cannot read, so that their row can be refused."""
    return (
        "replace"
        if encoding.replace("_", "-").lower().startswith(("utf-16", "utf-32"))
        else "surrogateescape"
    )


def _by_zero_bytes(start: bytes) -> str:
    # Western text in UTF-16 has a zero for every other byte; no 8-bit text has any to speak of.
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if max(even, odd) * 4 < len(start) or not start:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _by_letters(path: Path) -> str:
    stray = letters = 0
    for chunk in _chunks(path):
        stray += len(_STRAY.findall(chunk))
        letters += len(_LETTERS.findall(chunk))
    return "cp1252" if stray > letters else "utf-8"


def _chunks(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", errors="surrogateescape", newline="") as opened:
        while chunk := opened.read(_CHUNK):
            if not chunk.isascii():
                yield chunk
