"""The values that columns may hold, from the domain's own words."""

from enum import StrEnum

from django.db import models

from jigsaw.care.conversations.domain.states import OPEN_STATES


def choices(values: type[StrEnum]) -> list[tuple[str, str]]:
    """Each value with itself as its label."""
    return [(value.value, value.value.capitalize()) for value in values]


def together(*fields: str) -> models.Q:
    """Text columns that are all filled or all empty."""
    filled, empty = models.Q(), models.Q()
    for field in fields:
        filled &= ~models.Q(**{field: ""})
        empty &= models.Q(**{field: ""})
    return filled | empty


IS_PAIR = models.Q(subject_kind="pair", other__isnull=False) | (
    ~models.Q(subject_kind="pair") & models.Q(other__isnull=True)
)
IS_OPEN = models.Q(state__in=[str(state) for state in OPEN_STATES])
