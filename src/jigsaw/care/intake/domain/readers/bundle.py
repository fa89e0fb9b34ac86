"""Taking a FHIR bundle's entries one by one, so that a bundle larger than memory can be read."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from jigsaw.care.intake.domain.readers.encoding import find_encoding

_CHUNK = 1 << 18
_SPACES = " \t\r\n"


class BrokenJson(ValueError):
    """The text is not JSON from here on."""


def entries_of(path: Path) -> Iterator[dict[str, Any]]:
    """Each entry of a bundle, or a lone resource as an entry. Raises BrokenJson where the text breaks."""
    with path.open(encoding=find_encoding(path), errors="surrogateescape") as opened:
        scanner = _Scanner(opened)
        rest: dict[str, Any] = {}
        for key in scanner.names():
            if key == "entry":
                yield from scanner.items()
            else:
                rest[key] = scanner.value()
        if rest.get("resourceType") != "Bundle":
            yield {"resource": rest}


class _Scanner:
    """Reads one JSON object from a file, a value at a time."""

    def __init__(self, opened: TextIO) -> None:
        self._opened = opened
        self._text = ""
        self._at = 0
        self._decoder = json.JSONDecoder()

    def names(self) -> Iterator[str]:
        """Each key of the object; the caller takes its value before asking for the next."""
        self._take("{")
        while self._peek() != "}":
            key = self.value()
            self._take(":")
            yield str(key)
            self._pass_comma("}")

    def items(self) -> Iterator[dict[str, Any]]:
        """Each value of a list."""
        self._take("[")
        while self._peek() != "]":
            item = self.value()
            yield item if isinstance(item, dict) else {}
            self._pass_comma("]")
        self._take("]")

    def value(self) -> Any:
        """The next whole value."""
        self._peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except (ValueError, RecursionError) as fault:
                if not self._more():
                    raise BrokenJson from fault
                continue
            # A number may go on in the next chunk.
            if end < len(self._text) or not self._more():
                self._at = end
                return value

    def _pass_comma(self, close: str) -> None:
        if self._peek() == ",":
            self._at += 1
        elif self._peek() != close:
            raise BrokenJson

    def _take(self, expected: str) -> None:
        if self._peek() != expected:
            raise BrokenJson
        self._at += 1

    def _peek(self) -> str:
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in _SPACES:
                    return self._text[self._at]
                self._at += 1
            if not self._more():
                raise BrokenJson

    def _more(self) -> bool:
        # Each read is as long as what is left, so that one long value is not looked at again and again.
        left = self._text[self._at :]
        read = self._opened.read(max(_CHUNK, len(left)))
        self._text, self._at = left + read, 0
        return bool(read)
