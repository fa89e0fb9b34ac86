"""What may stand in a cell: letters that any database can keep."""

import re
from collections.abc import Mapping

from jigsaw.care.intake.domain.refusals import RowFault

# A lone surrogate is a byte that could not be read (see encoding), or half a letter in JSON; U+FFFD stands
# for bytes that some system before us could not read, and in UTF-16 for those that we could not.
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
_UNREAD = re.compile("[\x00\ud800-\udfff\ufffd]")
_SHOWN = "\ufffd"


def fault_of_letters(values: Mapping[str, str]) -> tuple[RowFault, ...]:
    """A fault for each value that holds a letter which cannot be read or kept."""
    if _is_plain("".join(values.values())):
        return ()
    why = "it holds bytes that are no letters in the file's encoding"
    mend = "Export the file again as UTF-8, or say its encoding in feed.toml, or type the letters in again"
    return tuple(RowFault(column, why, mend) for column, value in values.items() if _UNREAD.search(value))


def without_stray_letters(values: Mapping[str, str]) -> dict[str, str]:
    """The values with a mark in place of each letter that cannot be kept, so that a refused row can be."""
    return {_UNKEEPABLE.sub(_SHOWN, name): _UNKEEPABLE.sub(_SHOWN, value) for name, value in values.items()}


def _is_plain(text: str) -> bool:
    return (text.isascii() and "\x00" not in text) or _UNREAD.search(text) is None
