"""Identifiers worked out from what they name, so that a rebuild gives the same ones."""

from uuid import UUID, uuid5

JIGSAW = UUID("6e1f6d1e-7a35-5c7f-9d0b-3b0d3f7f2a64")


def _named(*parts: str) -> UUID:
    # The unit separator cannot stand in a local identifier that passed intake, so no two lists of parts run
    # together.
    return uuid5(JIGSAW, "\x1f".join(parts))


def record_id(agency: str, local_id: str) -> UUID:
    """The id of one agency's source record, from the agency's key and its own id for the person."""
    return _named("record", agency, local_id)


def piece_id(agency: str, feed: str, source_reference: str, version: int) -> UUID:
    """The id of one version of one piece."""
    return _named("piece", agency, feed, source_reference, str(version))


def person_id(first_record: UUID) -> UUID:
    """The id of a person, from the source record that was received first among theirs."""
    return _named("person", str(first_record))


def home_id(home_key: str) -> UUID:
    """The id of a home, from its key (see `care.people.domain.addresses`)."""
    return _named("home", home_key)


def reason_id(pattern: str, version: int, subject: str, raised_at: int) -> UUID:
    """The id of a reason: one pattern, at one version, about one subject, raised at one minute."""
    return _named("reason", pattern, str(version), subject, str(raised_at))


def pair_id(left: UUID, right: UUID) -> UUID:
    """The id of an ordered pair of people."""
    return _named("pair", str(left), str(right))
