"""Who near some people carries a marker: one question, so that a piece that comes does not ask the whole borough.

Near are those who may be tied to them (see `ties`): who lived at one home with them, whom a piece names with them, who
lives where they had an emergency, and who had one where they live. It is wider than the ties: time is not looked at.
"""

from collections.abc import Iterable
from uuid import UUID

from jigsaw.care.intake.domain.kinds import kinds_tagged
from jigsaw.foundation.core.asking import Question

# A shape and a kind wrapped in a function are such as no index is for: a database that took the index of states would
# begin with every marker in the borough, and not with these few people; nor is PostgreSQL to make one join of it all,
# which the OFFSET forbids.
_NEAR = Question(
    """WITH mine AS (SELECT home_id FROM people_residence WHERE person_id = ANY(%s)),
    said AS (SELECT DISTINCT s.piece_id FROM linkage_link l JOIN intake_piecesubject s ON s.record_id = l.record_id
        WHERE l.person_id = ANY(%s)),
    near AS (
        SELECT r.person_id FROM mine JOIN people_residence r ON r.home_id = mine.home_id
        UNION SELECT l.person_id FROM said JOIN intake_piecesubject s ON s.piece_id = said.piece_id
            JOIN linkage_link l ON l.record_id = s.record_id
        UNION SELECT r.person_id FROM said JOIN intake_piece p ON p.id = said.piece_id
            JOIN people_address a ON a.id = p.address_id JOIN people_residence r ON r.home_id = a.home_id
            WHERE p.kind = ANY(%s)
        UNION SELECT l.person_id FROM mine JOIN people_address a ON a.home_id = mine.home_id
            JOIN intake_piece p ON p.address_id = a.id JOIN intake_piecesubject s ON s.piece_id = p.id
            JOIN linkage_link l ON l.record_id = s.record_id WHERE p.kind = ANY(%s))
    SELECT near.person_id FROM near WHERE EXISTS (
        SELECT 1 FROM linkage_link l JOIN intake_piecesubject s ON s.record_id = l.record_id
            JOIN intake_piece p ON p.id = s.piece_id
        WHERE l.person_id = near.person_id AND s.role = 'subject' AND COALESCE(p.shape, '') = 'state'
            AND p.restriction <> 'sealed' AND COALESCE(p.kind, '') = ANY(%s) LIMIT 1 OFFSET 0)""",
    UUID,
)


def with_marker(persons: Iterable[UUID], markers: Iterable[str]) -> frozenset[UUID]:
    """Those of these people, and of those near them, who carry a state of one of these kinds."""
    wanted, states, emergencies = list(persons), frozenset(markers), kinds_tagged("emergency")
    if not wanted or not states:
        return frozenset()
    return frozenset(person for (person,) in _NEAR.ask(wanted, wanted, emergencies, emergencies, states))
