"""What stands of a conversation that a query has read already."""

from jigsaw.care.conversations.domain.writing import standing
from jigsaw.care.conversations.models import Contribution, Conversation


def contributions_of(row: Conversation) -> list[Contribution]:
    """The versions of each agency's part that stand, by the agency's name: more than one where two wrote at once."""
    by_agency: dict[str, list[Contribution]] = {}
    for one in row.contributions.all():
        by_agency.setdefault(one.agency_id, []).append(one)
    found = [one for versions in by_agency.values() for one in standing(versions)]
    return sorted(found, key=lambda one: (one.agency.name, one.version))
