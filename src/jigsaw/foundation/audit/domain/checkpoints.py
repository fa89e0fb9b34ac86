"""Signed checkpoints: what the audit trail was at a moment, kept where the database's keeper cannot change it.

A chain shows that a row was changed, but not that its end was cut off or that an older copy of the whole was put back.
A checkpoint does: it says how long each lane was and what stood at its end. Checkpoints are chained too, so that none
can be left out from between two others. They are signed with Ed25519 (RFC 8032).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from jigsaw.foundation.audit.domain.tree import Tree

NONE_BEFORE = "0" * 64


@dataclass(frozen=True)
class LaneThen:
    """A lane at a checkpoint: its rows, the last one's fingerprint, and its tree's roots, from which it grows on."""

    number: int
    fingerprint: str
    roots: tuple[str, ...] = ()

    def tree(self) -> Tree:
        """The tree as it was then, ready to grow."""
        return Tree(self.number, [bytes.fromhex(one) for one in self.roots])


@dataclass(frozen=True)
class Checkpoint:
    """The trail at a moment. `before`: the fingerprint of the checkpoint before this one; `root`: of all lanes."""

    number: int
    at: str
    lanes: Mapping[int, LaneThen]
    before: str = NONE_BEFORE

    @property
    def rows(self) -> int:
        """How many rows there were."""
        return sum(one.number for one in self.lanes.values())

    @property
    def root(self) -> str:
        """One fingerprint (64 hexadecimal digits) of all rows: what may be printed, or read out on the telephone."""
        roots = ((lane, one.tree().root().hex()) for lane, one in sorted(self.lanes.items()))
        return sha256(json.dumps(list(roots)).encode()).hexdigest()

    def body(self) -> str:
        """What is signed: one line of JSON."""
        lanes = {str(lane): asdict(one) for lane, one in sorted(self.lanes.items())}
        told = {
            "number": self.number,
            "at": self.at,
            "rows": self.rows,
            "root": self.root,
            "lanes": lanes,
            "before": self.before,
        }
        return json.dumps(told, sort_keys=True)


def signed(checkpoint: Checkpoint, key: Ed25519PrivateKey) -> str:
    """A checkpoint as one line: its body and its signature."""
    body = checkpoint.body()
    return json.dumps({"checkpoint": body, "signature": key.sign(body.encode()).hex()})


def fingerprint_of(line: str) -> str:
    """What the checkpoint after this line refers to."""
    return sha256(line.encode()).hexdigest()


def read(line: str) -> Checkpoint:
    """The checkpoint in a line, its signature unlooked at. Raises ValueError for what is no such line."""
    try:
        told = json.loads(json.loads(line)["checkpoint"])
        lanes = {
            int(lane): LaneThen(**(one | {"roots": tuple(one["roots"])}))
            for lane, one in told["lanes"].items()
        }
        return Checkpoint(told["number"], told["at"], lanes, told["before"])
    except (KeyError, TypeError) as error:
        raise ValueError("no checkpoint") from error


def is_signed(line: str, key: Ed25519PublicKey) -> bool:
    """Whether a line's body was signed with the key, and says nothing that does not follow from it."""
    told = json.loads(line)
    try:
        key.verify(bytes.fromhex(told["signature"]), told["checkpoint"].encode())
    except (InvalidSignature, ValueError, KeyError):
        return False
    return bool(read(line).body() == told["checkpoint"])


def faults_of(lines: Sequence[str], key: Ed25519PublicKey) -> list[str]:
    """What is wrong with the checkpoints themselves, in sentences; nothing when all is well."""
    found, before = [], NONE_BEFORE
    for at, line in enumerate(lines, start=1):
        try:
            one, holds = read(line), is_signed(line, key)
        except ValueError:
            found.append(f"line {at} of the checkpoints cannot be read")
            before = fingerprint_of(line)
            continue
        if not holds:
            found.append(f"line {at} of the checkpoints was not signed with this key")
        if one.number != at or one.before != before:
            found.append(f"line {at} of the checkpoints does not follow the line before it")
        before = fingerprint_of(line)
    return found
