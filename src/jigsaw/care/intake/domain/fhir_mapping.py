"""The mapping that FHIR files are read by: the columns of the rows of `readers.fhir` are always the same."""

from jigsaw.care.intake.domain.mapping import Codes, PieceMap, RecordMap, SubjectMap

FHIR_RECEIVED = "meta.lastUpdated"
RECEIVED_COLUMN = "lastUpdated"
_RECORD = {
    "local_id": "id",
    "nhs_number": "nhs_number",
    "nhs_number_status": "nhs_number_status",
    "title": "title",
    "given_names": "given",
    "family_name": "family",
    "known_as": "known_as",
    "birth_date": "birthDate",
    "gender": "gender",
    "ethnicity": "ethnicity",
    "telephone": "telephone",
    "email": "email",
    "address": "address",
    "postcode": "postalCode",
    "uprn": "uprn",
    "died_on": "deceased",
    "deleted": "deleted",
    "recorded": "lastUpdated",
}
_PIECE = {
    "source_reference": "id",
    "kind": "code",
    "when": "start",
    "until": "end",
    "recorded": "lastUpdated",
    "words": "words",
    "deleted": "deleted",
}


def fhir_record() -> RecordMap:
    """A Patient is a source record."""
    return RecordMap(
        {name: (column,) for name, column in _RECORD.items()}, {"resource": frozenset({"Patient"})}
    )


def fhir_pieces(kinds: Codes, otherwise: str) -> tuple[PieceMap, ...]:
    """An Encounter has the shape of its kind; `otherwise` is the kind of codes not in `kinds`."""
    piece = PieceMap(
        columns={name: (column,) for name, column in _PIECE.items()},
        subjects=(SubjectMap(("patient",), role="subject"),),
        kinds=kinds,
        kind_otherwise=otherwise,
        only_where={"resource": frozenset({"Encounter"})},
    )
    return (piece,)
