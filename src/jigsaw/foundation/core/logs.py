"""Logs that can be kept anywhere: what failed and where in the code, never whom it was about.

An exception's own words can quote a value (a database does), and an address can carry an id: neither is written.
"""

import logging
import re
import traceback
from types import TracebackType

_IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{4,}", re.IGNORECASE)
Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutPeople(logging.Formatter):
    """A line a record: the message without ids; for an exception its kind and the lines of code it came through."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line, with the frames of an exception after it."""
        said = _IDS.sub("…", record.getMessage().partition("?")[0])
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {said}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line

    def formatException(self, ei: Raised) -> str:  # noqa: N802 (logging's own name)
        """The exception's kind and where it was raised."""
        kind, _, raised = ei
        frames = traceback.extract_tb(raised) if raised else []
        places = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        return "\n".join([*places, f"  {kind.__name__ if kind else 'no exception'}"])
