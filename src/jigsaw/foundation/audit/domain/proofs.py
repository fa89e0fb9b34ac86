"""That one row stood in the trail at a checkpoint, shown without the database and without any other row.

A proof holds the row, the fingerprint of the row before it, the sister fingerprints that lead up its lane's tree
(RFC 9162, section 2.1.3), and the signed checkpoint. Whoever has the public key needs nothing else.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from jigsaw.foundation.audit.domain import checkpoints
from jigsaw.foundation.audit.domain.chain import Row, as_written, fingerprint
from jigsaw.foundation.audit.domain.tree import is_in, path_to


@dataclass(frozen=True)
class Proof:
    """A row, the fingerprint before it, its path up the tree, and the checkpoint's line."""

    row: Row
    before: str
    path: tuple[str, ...]
    checkpoint: str

    def text(self) -> str:
        """The proof as a file of JSON."""
        return json.dumps(asdict(self) | {"row": self.row._asdict()}, indent=2, ensure_ascii=False) + "\n"


def proof_of(row: Row, fingerprints: Sequence[str], beginning: str, line: str) -> Proof:
    """The proof of a row. fingerprints: of its lane's rows up to where the checkpoint saw it, in their order."""
    leaves = [bytes.fromhex(one) for one in fingerprints]
    path = tuple(one.hex() for one in path_to(row.number - 1, leaves))
    before = fingerprints[row.number - 2] if row.number > 1 else beginning
    return Proof(as_written(row), before, path, line)


def read_proof(text: str) -> Proof:
    """The proof in a file. Raises ValueError for what is none."""
    try:
        told = json.loads(text)
        return Proof(Row(**told["row"]), told["before"], tuple(told["path"]), told["checkpoint"])
    except (KeyError, TypeError) as error:
        raise ValueError("no proof") from error


def faults_of(proof: Proof, key: Ed25519PublicKey) -> list[str]:
    """Why a proof shows nothing, in sentences; nothing where it does."""
    row = proof.row
    try:
        checkpoint = checkpoints.read(proof.checkpoint)
        signed = checkpoints.is_signed(proof.checkpoint, key)
        leaf = bytes.fromhex(fingerprint(row, proof.before))
        path = [bytes.fromhex(one) for one in proof.path]
    except (ValueError, TypeError):
        return ["what it holds cannot be read"]
    if not signed:
        return ["its checkpoint was not signed with this key"]
    lane = checkpoint.lanes.get(row.lane)
    if lane is None or not 0 < row.number <= lane.number:
        return ["its checkpoint is from before the row was written"]
    if not is_in(leaf, row.number - 1, lane.number, path, lane.tree().root()):
        return ["the row is not the one that its checkpoint saw"]
    return []
