"""A day typed as three parts, day first."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Widget

PARTS = ("day", "month", "year")


class DayMonthYear(Widget):
    """Reads `name_day`, `name_month` and `name_year` from what was sent."""

    def value_from_datadict(self, data: Mapping[str, Any], _files: Any, name: str) -> tuple[str, ...]:
        """The three parts as they were typed."""
        return tuple(str(data.get(f"{name}_{part}", "")).strip() for part in PARTS)

    def value_omitted_from_data(self, data: Mapping[str, Any], _files: Any, name: str) -> bool:
        """Whether none of the three parts was sent."""
        return not any(f"{name}_{part}" in data for part in PARTS)

    @staticmethod
    def parts(value: Any) -> dict[str, str]:
        """The three parts of a day, or of what was typed, or three blanks."""
        if isinstance(value, date):
            return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
        return dict(zip(PARTS, value or ("", "", ""), strict=True))


def _missing(label: str, typed: dict[str, str]) -> str:
    absent = [part for part in PARTS if not typed[part]]
    return f"{label} must include a {' and a '.join(absent)}"


def _real_day(label: str, typed: dict[str, str]) -> date:
    if not all(typed.values()):
        raise ValidationError(_missing(label, typed))
    if len(typed["year"]) != 4:
        raise ValidationError("Year must include 4 numbers")
    try:
        return date(int(typed["year"]), int(typed["month"]), int(typed["day"]))
    except ValueError:
        raise ValidationError(f"{label} must be a real date") from None


def read_parts(value: Any, label: str, otherwise: Callable[[Any], Any]) -> Any:
    """The day meant by three typed parts; None when all are blank; anything else as `otherwise` reads it."""
    if not isinstance(value, tuple):
        return otherwise(value)
    typed = DayMonthYear.parts(value)
    return _real_day(label, typed) if any(typed.values()) else None
