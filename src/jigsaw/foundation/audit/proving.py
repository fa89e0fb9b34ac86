"""Making the proof that a row stood in the trail, out of the database and the kept checkpoints."""

from collections.abc import Sequence

from jigsaw.foundation.audit.domain import checkpoints
from jigsaw.foundation.audit.domain.chain import beginning
from jigsaw.foundation.audit.domain.proofs import Proof, proof_of
from jigsaw.foundation.audit.verifying import fingerprints_of, row_at
from jigsaw.foundation.core.errors import NotFound, Unfinished

_ASKED = "Proving a row of the audit trail"


def prove(lane: int, number: int, lines: Sequence[str]) -> Proof:
    """The proof of a row against the newest of these checkpoints.

    Raises NotFound for no such row, Unfinished before a checkpoint has seen it. Whether it holds is not looked at here:
    domain.proofs.faults_of does that, with the key, wherever the proof is taken.
    """
    row = row_at(lane, number)
    if row is None:
        raise NotFound(_ASKED, "there is no such row", "Rows are numbered as LANE/NUMBER: jigsaw audit find")
    line = next((one for one in reversed(lines) if _saw(one, lane, number)), None)
    if line is None:
        raise Unfinished(_ASKED, "no checkpoint has seen that row yet", "Run: jigsaw audit checkpoint")
    seen = checkpoints.read(line).lanes[lane].number
    return proof_of(row, fingerprints_of(lane, seen), beginning(lane).fingerprint, line)


def _saw(line: str, lane: int, number: int) -> bool:
    try:
        then = checkpoints.read(line).lanes.get(lane)
    except ValueError:
        return False
    return then is not None and then.number >= number
