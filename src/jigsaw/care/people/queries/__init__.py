"""Reads of people and homes. Each takes a viewer; who may not know is answered as if nothing were there."""

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
    residents,
    stays_at,
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
    "Stay",
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
    "stays_at",
]
