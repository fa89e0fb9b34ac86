"""Reading the fields of one row, noting every fault and every warning instead of stopping at the first."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache

from jigsaw.care.intake.domain.mapping import Codes, Columns
from jigsaw.care.intake.domain.refusals import RowFault
from jigsaw.care.people.domain.addresses import WrittenAddress, tidy_uprn, written
from jigsaw.foundation.core.dates import LAST_TWO_DIGIT_YEAR, read_date, without_midnight
from jigsaw.foundation.core.errors import UnreadableDate
from jigsaw.foundation.core.time import Moment

SOON = timedelta(days=1)
_YES = frozenset({"y", "yes", "1", "true", "t", "x", "deleted", "void"})
_NO = frozenset({"", "n", "no", "0", "false", "f"})


class RowReading:
    """One row being read: its values, and what has been found wrong with it.

    blank: values that mean nothing was given. now: the moment of loading, against which the future is judged.
    """

    __slots__ = ("_blank", "_now", "_values", "allow_test_numbers", "faults", "warnings")

    def __init__(
        self, values: Mapping[str, str], blank: frozenset[str], now: datetime, allow_test_numbers: bool
    ) -> None:
        self._values = values
        self._blank = blank
        self._now = now
        self.allow_test_numbers = allow_test_numbers
        self.faults: list[RowFault] = []
        self.warnings: list[str] = []

    def fault(self, field: str, why: str, what_to_do: str) -> None:
        """Note a fault, once."""
        fault = RowFault(field, why, what_to_do)
        if fault not in self.faults:
            self.faults.append(fault)

    def warn(self, what: str) -> None:
        """Note something that is accepted and yet should be looked at."""
        self.warnings.append(what)

    def column(self, name: str) -> str:
        """One column's value; nothing when it is absent or blank."""
        value = self._values.get(name, "")
        return "" if value in self._blank else value

    def text(self, columns: Columns, joint: str = " ") -> str:
        """The columns' values, joined; empty ones leave no gap."""
        if len(columns) == 1:
            return self.column(columns[0])
        return joint.join(value for column in columns if (value := self.column(column)))

    def bounded(self, columns: Columns, most: int, *, required: bool = False) -> str:
        """A text no longer than what can be kept."""
        value = self.text(columns)
        if required and not value:
            self.fault(named(columns), "it is empty, and it is needed", "Give the agency's own id of it")
        if len(value) > most:
            self.fault(
                named(columns),
                f"it is longer than {most} letters",
                "Shorten it, or look whether columns slipped",
            )
            return ""
        return value

    def moment(self, columns: Columns, last_year: int = LAST_TWO_DIGIT_YEAR) -> Moment | None:
        """The moment that the columns mean (a day and a time may stand apart); None when empty or faulty."""
        text = self.text(columns) if len(columns) < 2 else self._day_and_time(columns)
        if not text:
            return None
        try:
            return read_date(text, last_year)
        except UnreadableDate as fault:
            self.fault(named(columns), fault.hindered_by, fault.next_step)
            return None

    def past(self, columns: Columns, last_year: int = LAST_TWO_DIGIT_YEAR) -> Moment | None:
        """A moment that cannot lie beyond tomorrow."""
        moment = self.moment(columns, last_year)
        if moment is not None and self.is_future(moment.at):
            self.fault(
                named(columns), "it lies in the future", "Correct it: only what has happened can be kept"
            )
            return None
        return moment

    def is_future(self, instant: datetime) -> bool:
        """Whether it lies more than a day after the loading: clocks differ by less."""
        return instant > self._now + SOON

    def flag(self, columns: Columns) -> bool:
        """Whether a yes-or-no column says yes."""
        value = self.text(columns).casefold()
        if value in _NO or value in _YES:
            return value in _YES
        self.fault(named(columns), "it is neither yes nor no", "Write Y or N, or leave it empty")
        return False

    def code(self, columns: Columns, codes: Codes, what: str) -> str:
        """Our word for the agency's code; a fault for a code that has none."""
        value = self.text(columns)
        if not value and "" not in codes:
            return ""
        if value not in codes:
            self.fault(
                named(columns), f"its code has no {what} in feed.toml", f"Give the code a {what} there"
            )
            return ""
        return codes[value]

    def _day_and_time(self, columns: Columns) -> str:
        day, *clock = (self.column(column) for column in columns)
        # Systems with two columns often export the day with a midnight of its own.
        return " ".join(part for part in (without_midnight(day) if any(clock) else day, *clock) if part)


def named(columns: Columns) -> str:
    """The columns as a refusal names them."""
    return " + ".join(columns)


def applies(only_where: Mapping[str, frozenset[str]], reading: RowReading, *, or_empty: bool = False) -> bool:
    """Whether a row has the values by which a map takes it. or_empty: a withdrawal often gives only its id."""
    for name, values in only_where.items():
        value = reading.column(name)
        if value not in values and (value or not or_empty):
            return False
    return True


def read_address(columns: Mapping[str, Columns], reading: RowReading) -> WrittenAddress:
    """The address of a record or a piece, tidied; a UPRN that is none is left out with a warning."""
    lines = reading.text(columns.get("address", ()), ", ")
    postcode, uprn = reading.text(columns.get("postcode", ())), reading.text(columns.get("uprn", ()))
    if uprn and not tidy_uprn(uprn):
        reading.warn("A UPRN that is none: left out")
    return _tidied(lines, postcode, uprn)


@lru_cache(maxsize=50_000)
def _tidied(lines: str, postcode: str, uprn: str) -> WrittenAddress:
    return written(lines, postcode, uprn)
