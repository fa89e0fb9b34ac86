"""Who near some people carries a marker: one question, so that a piece that comes does not ask the whole borough.

Near are those who may be tied to them (see `ties`): who lived at one home with them, whom a piece names with them, who
lives where they had an emergency, and who had one where they live. It is wider than the ties: time is not looked at.
"""

from collections.abc import Iterable
from uuid import UUID

from jigsaw.care.intake.domain.kinds import kinds_tagged
from jigsaw.foundation.core.asking import Question

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
    SELECT DISTINCT near.person_id FROM near JOIN linkage_link l ON l.person_id = near.person_id
    JOIN intake_piecesubject s ON s.record_id = l.record_id JOIN intake_piece p ON p.id = s.piece_id
    WHERE s.role = 'subject' AND p.shape = 'state' AND p.restriction <> 'sealed' AND p.kind = ANY(%s)""",
    UUID,
)


def with_marker(persons: Iterable[UUID], markers: Iterable[str]) -> frozenset[UUID]:
    """Those of these people, and of those near them, who carry a state of one of these kinds."""
    wanted, states, emergencies = list(persons), list(markers), list(kinds_tagged("emergency"))
    if not wanted or not states:
        return frozenset()
    return frozenset(person for (person,) in _NEAR.ask(wanted, wanted, emergencies, emergencies, states))
