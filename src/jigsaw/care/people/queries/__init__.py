"""Reads of people and homes. Each takes a viewer; who may not know is answered as if nothing were there."""

from jigsaw.care.people.queries.changed import latest_changed
from jigsaw.care.people.queries.following import ids_that_lead_to
from jigsaw.care.people.queries.homes import (
    Dwelling,
    Resident,
    Stay,
    address_ids,
    home,
    home_label,
    home_labels,
    homes_at,
    homes_of,
    is_home_known_to_agency,
    residents,
    stays_at,
)
from jigsaw.care.people.queries.particulars import (
    Joined,
    Named,
    is_known_to_agency,
    joins,
    label_of,
    names_of,
    people_of_records,
    person,
    person_label,
    record_ids,
)
from jigsaw.care.people.queries.search import Found, Results, search

__all__ = [
    "Dwelling",
    "Found",
    "Joined",
    "Named",
    "Resident",
    "Results",
    "Stay",
    "address_ids",
    "home",
    "home_label",
    "home_labels",
    "homes_at",
    "homes_of",
    "ids_that_lead_to",
    "is_home_known_to_agency",
    "is_known_to_agency",
    "joins",
    "label_of",
    "latest_changed",
    "names_of",
    "people_of_records",
    "person",
    "person_label",
    "record_ids",
    "residents",
    "search",
    "stays_at",
]
