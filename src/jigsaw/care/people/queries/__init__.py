"""Reads of people and homes. Each takes a viewer; who may not know is answered as if nothing were there."""

from jigsaw.care.people.queries.homes import (
    Dwelling,
    Resident,
    address_ids,
    home,
    home_label,
    home_labels,
    homes_at,
    homes_of,
    residents,
)
from jigsaw.care.people.queries.particulars import (
    Joined,
    Named,
    joins,
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
    "address_ids",
    "home",
    "home_label",
    "home_labels",
    "homes_at",
    "homes_of",
    "joins",
    "names_of",
    "people_of_records",
    "person",
    "person_label",
    "record_ids",
    "residents",
    "search",
]
