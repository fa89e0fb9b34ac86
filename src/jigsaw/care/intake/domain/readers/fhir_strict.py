"""Asking fhir.resources about a whole file, when a feed is set up: every entry that is not sound R4B, and where.

Slow (0.6 to 2 ms an entry) and stricter than loading, which reads a few elements only (see `fhir`): what it finds are
faults to tell the system's maker, not rows that will be refused.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fhir.resources.R4B import get_fhir_model_class
from pydantic import ValidationError

from jigsaw.care.intake.domain.readers.fhir import READ, entries_in
from jigsaw.care.intake.domain.readers.row import Layout
from jigsaw.care.intake.domain.refusals import Refusal, RowFault

_MOST_FAULTS = 20


def check_strictly(path: Path, layout: Layout) -> Iterator[Refusal]:
    """Each patient or encounter that is not sound, with its faults by element; nothing repeats its words."""
    for line, entry in entries_in(path, layout):
        if isinstance(entry, Refusal):
            yield entry
            continue
        resource = entry.get("resource")
        if not isinstance(resource, dict) or resource.get("resourceType") not in READ:
            continue
        if faults := _faults(resource):
            yield Refusal(path.name, line, faults, {"resource": str(resource["resourceType"])})


def _faults(resource: dict[str, Any]) -> tuple[RowFault, ...]:
    kind = str(resource["resourceType"])
    try:
        get_fhir_model_class(kind).model_validate(resource)
    except ValidationError as found:
        listed = found.errors(include_input=False, include_context=False, include_url=False)[:_MOST_FAULTS]
        return tuple(
            RowFault(_expression(kind, one["loc"]), one["type"], "Correct it at its source") for one in listed
        )
    return ()


def _expression(kind: str, place: tuple[int | str, ...]) -> str:
    return kind + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
