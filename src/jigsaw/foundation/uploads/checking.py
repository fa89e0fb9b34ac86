"""The checking step of a file that somebody sends in: `check_upload`, before anything else reads it.

What passes is of an agreed kind, by its name and by its first bytes; it is of a size that can be read, also unpacked;
it holds no macro, no embedded program, no picture and no reference that would be fetched. Whatever reads it afterwards
takes its words alone and keeps no copy, so that who wrote the file, and where, goes no further.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath, PureWindowsPath
from typing import BinaryIO

from jigsaw.foundation.core.errors import JigsawError
from jigsaw.foundation.uploads.packages import PACKED, check_package

MOST_BYTES = 10 * 2**20
"""Ten megabytes: a chronology of a thousand entries has one."""

MOST_LINES = 200_000
LONGEST_LINE = 100_000
_ASKED = "Reading the file"


class Kind(StrEnum):
    """What may be sent in, by the ending of its name."""

    CSV = "csv"
    EXCEL = "xlsx"
    WORD = "docx"


class RefusedUpload(JigsawError):
    """A file that is not read: of another kind, too large, or with something in it that could do harm."""

    exit_code = 2

    def __init__(self, hindered_by: str, next_step: str) -> None:
        super().__init__(_ASKED, hindered_by, next_step)


@dataclass(frozen=True)
class Upload:
    """A file that passed: its kind and its content. It has no name: names of files name people."""

    kind: Kind
    content: bytes


def check_upload(
    name: str, content: BinaryIO, *, kinds: Collection[Kind] = tuple(Kind), most_bytes: int = MOST_BYTES
) -> Upload:
    """The file, when it may be read; `content` is read to its end. Raises RefusedUpload, which names neither."""
    kind = _kind(name, kinds)
    read = content.read(most_bytes + 1)
    if len(read) > most_bytes:
        raise RefusedUpload(f"it is larger than {most_bytes >> 20} MB", "Send it in parts")
    if not read:
        raise RefusedUpload("it is empty", "Check that it was saved, and send it again")
    if fault := _LOOKS[kind](read):
        raise RefusedUpload(fault, _SAVED_ANEW[kind])
    return Upload(kind, read)


def _kind(name: str, kinds: Collection[Kind]) -> Kind:
    # A browser may send a whole path, with either slash.
    ending = PurePath(PureWindowsPath(name).name).suffix.lower().removeprefix(".")
    found = next((one for one in kinds if one == ending), None)
    if found is None:
        told = ", ".join(f".{one}" for one in kinds)
        raise RefusedUpload("its name does not end as it should", f"Save it as one of these: {told}")
    return found


def _fault_of_csv(content: bytes) -> str:
    if b"\x00" in content or content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")):
        return "it is no plain text, whatever its name says"
    lines = content.splitlines()
    if len(lines) > MOST_LINES:
        return f"it has more than {MOST_LINES:,} lines"
    return "one of its lines is too long" if max(map(len, lines)) > LONGEST_LINE else ""


_LOOKS: dict[Kind, Callable[[bytes], str]] = {
    Kind.CSV: _fault_of_csv,
    Kind.EXCEL: lambda content: check_package(content, PACKED["xlsx"]),
    Kind.WORD: lambda content: check_package(content, PACKED["docx"]),
}

_SAVED_ANEW = {
    Kind.CSV: "Save it anew as CSV, and send that",
    Kind.EXCEL: "Copy the cells into a new workbook without macros or pictures, save it as .xlsx, and send that",
    Kind.WORD: "Copy the words into a new document without macros or pictures, save it as .docx, and send that",
}
