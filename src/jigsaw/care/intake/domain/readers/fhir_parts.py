"""Taking parts out of a FHIR resource, with the expression of whatever is not as R4 says it is."""

from typing import Any

EXTENSIONS = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-"


class Malformed(ValueError):
    """An element is not of its type. `expression` is its FHIRPath; `why` holds none of its words."""

    def __init__(self, expression: str, why: str) -> None:
        super().__init__(expression, why)
        self.expression = expression
        self.why = why


def word(owner: dict[str, Any], path: str, name: str, *, required: bool = False) -> str:
    """A string element, trimmed; empty when absent and not required."""
    value = owner.get(name)
    if value is None:
        if required:
            raise Malformed(f"{path}.{name}", "it is missing")
        return ""
    if not isinstance(value, str):
        raise Malformed(f"{path}.{name}", "it should be text")
    return value.strip()


def words(owner: dict[str, Any], path: str, name: str) -> list[str]:
    """A list of strings."""
    value = owner.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise Malformed(f"{path}.{name}", "it should be a list of texts")
    return [one.strip() for one in value if one.strip()]


def part(owner: dict[str, Any], path: str, name: str) -> dict[str, Any]:
    """A complex element; empty when absent."""
    value = owner.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Malformed(f"{path}.{name}", "it should be one object")
    return value


def parts(owner: dict[str, Any], path: str, name: str) -> list[dict[str, Any]]:
    """A list of complex elements."""
    value = owner.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise Malformed(f"{path}.{name}", "it should be a list of objects")
    return value


def codes_of(concept: dict[str, Any], path: str) -> list[str]:
    """The codes of a CodeableConcept."""
    return [
        code for coding in parts(concept, path, "coding") if (code := word(coding, f"{path}.coding", "code"))
    ]


def current(pieces: list[dict[str, Any]], uses: tuple[str, ...]) -> dict[str, Any]:
    """The first without an end, by the order of uses, else the first of any use; empty when there is none."""
    standing = [one for one in pieces if one.get("use") != "old" and not _has_end(one)]
    for use in uses:
        for one in standing:
            if one.get("use") == use:
                return one
    return standing[0] if standing else {}


def _has_end(one: dict[str, Any]) -> bool:
    period = one.get("period")
    return isinstance(period, dict) and bool(period.get("end"))


def extension(owner: dict[str, Any], path: str, name: str) -> dict[str, Any]:
    """The UK Core extension of that name; empty when absent."""
    for one in parts(owner, path, "extension"):
        if one.get("url") == EXTENSIONS + name:
            return one
    return {}


def id_in(reference: str) -> str:
    """The id that a reference or a full URL ends in: "Patient/12", "urn:uuid:…", "https://…/Patient/12/_history/3"."""
    bare = reference.split("/_history/")[0]
    return bare.removeprefix("urn:uuid:").removeprefix("urn:oid:").rsplit("/", 1)[-1]
