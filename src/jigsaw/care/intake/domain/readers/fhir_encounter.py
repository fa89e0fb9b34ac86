"""A FHIR Encounter as a row of a piece."""

from collections.abc import Mapping
from typing import Any

from jigsaw.care.intake.domain.readers.fhir_parts import Malformed, codes_of, id_in, part, parts, word

# R4's EncounterStatus. What is planned or cancelled did not happen; what was entered in error is withdrawn.
_HAPPENED = frozenset({"arrived", "triaged", "in-progress", "onleave", "finished", "unknown"})
_DID_NOT = frozenset({"planned", "cancelled"})
_WITHDRAWN = "entered-in-error"


def encounter_values(
    encounter: dict[str, Any], known_codes: frozenset[str], ids: Mapping[str, str]
) -> dict[str, str] | str:
    """The row's values, or the name of what is not read. Raises Malformed for what is not as R4 says.

    known_codes: the codes that the mapping knows; a type's code that is among them comes before the class.
    ids: patients' own ids by the id in their entry's fullUrl, for references within a transaction.
    """
    local_id = word(encounter, "Encounter", "id", required=True)
    status = word(encounter, "Encounter", "status", required=True)
    if status in _DID_NOT:
        return f"Encounter, {status}"
    if status == _WITHDRAWN:
        return {"resource": "Encounter", "id": local_id, "deleted": "true"}
    if status not in _HAPPENED:
        raise Malformed("Encounter.status", "it is no status of R4")
    period = part(encounter, "Encounter", "period")
    return {
        "resource": "Encounter",
        "id": local_id,
        "patient": _patient(encounter, ids),
        "code": _code(encounter, known_codes),
        "start": word(period, "Encounter.period", "start"),
        "end": word(period, "Encounter.period", "end"),
        "words": _words(encounter),
        "lastUpdated": word(part(encounter, "Encounter", "meta"), "Encounter.meta", "lastUpdated"),
        "deleted": "",
    }


def _patient(encounter: dict[str, Any], ids: Mapping[str, str]) -> str:
    subject = part(encounter, "Encounter", "subject")
    named = id_in(word(subject, "Encounter.subject", "reference", required=True))
    return ids.get(named, named)


def _code(encounter: dict[str, Any], known: frozenset[str]) -> str:
    kind = word(part(encounter, "Encounter", "class"), "Encounter.class", "code")
    types = [
        code for one in parts(encounter, "Encounter", "type") for code in codes_of(one, "Encounter.type")
    ]
    return next((code for code in types if code in known), kind)


def _words(encounter: dict[str, Any]) -> str:
    said = [_text(one, "type") for one in parts(encounter, "Encounter", "type")]
    said += [_text(one, "reasonCode") for one in parts(encounter, "Encounter", "reasonCode")]
    return "; ".join(dict.fromkeys(one for one in said if one))


def _text(concept: dict[str, Any], name: str) -> str:
    path = f"Encounter.{name}"
    if text := word(concept, path, "text"):
        return text
    shown = (word(coding, f"{path}.coding", "display") for coding in parts(concept, path, "coding"))
    return next((one for one in shown if one), "")
