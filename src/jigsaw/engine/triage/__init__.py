"""Which reasons come first: the evidence of pieces against a person's own baseline, and the choice for a week.

Whole numbers throughout: the same pieces give the same order on every machine. What `evidence` gives puts a list in
order and is then thrown away: it is never shown, exported or stored, and says nothing about what a person is like.
"""

from jigsaw.engine.triage.choosing import Candidate, Chosen, choose, places_by_lot
from jigsaw.engine.triage.evidence import SIGN_TAGS, YEAR, evidence

__all__ = ["SIGN_TAGS", "YEAR", "Candidate", "Chosen", "choose", "evidence", "places_by_lot"]
