"""One fingerprint of a whole lane, from which a single row can be shown to be in it without showing the others.

The tree hash of RFC 9162 (Certificate Transparency 2.0), section 2.1: leaves and joints are hashed apart, so that
neither passes for the other. A tree grows by keeping only the roots of its full halves: as many as its number has ones.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256


@dataclass
class Tree:
    """A tree that grows. `roots`: of its full parts, largest first, with the number of leaves in all."""

    leaves: int = 0
    roots: list[bytes] = field(default_factory=list)

    def add(self, content: bytes) -> None:
        """Add a leaf."""
        joined, full = leaf(content), self.leaves
        while full & 1:
            joined = joint(self.roots.pop(), joined)
            full >>= 1
        self.roots.append(joined)
        self.leaves += 1

    def root(self) -> bytes:
        """The root (32 bytes) of what is in the tree now."""
        if not self.roots:
            return sha256().digest()
        *left, found = self.roots
        for one in reversed(left):
            found = joint(one, found)
        return found


def leaf(content: bytes) -> bytes:
    """The hash of a leaf."""
    return sha256(b"\0" + content).digest()


def joint(left: bytes, right: bytes) -> bytes:
    """The hash of what joins two parts."""
    return sha256(b"\1" + left + right).digest()


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root as the standard defines it: the plain twin of `Tree`."""
    if len(leaves) < 2:
        return leaf(leaves[0]) if leaves else sha256().digest()
    half = _left_of(len(leaves))
    return joint(root_of(leaves[:half]), root_of(leaves[half:]))


def path_to(at: int, leaves: Sequence[bytes]) -> list[bytes]:
    """What shows that leaf `at` (from 0) is in the tree of these leaves: its sisters from the bottom up."""
    if len(leaves) < 2:
        return []
    half = _left_of(len(leaves))
    if at < half:
        return [*path_to(at, leaves[:half]), root_of(leaves[half:])]
    return [*path_to(at - half, leaves[half:]), root_of(leaves[:half])]


def is_in(content: bytes, at: int, number: int, path: Iterable[bytes], root: bytes) -> bool:
    """Whether a leaf stands at `at` in the tree of `number` leaves with this root (RFC 9162, section 2.1.3.2)."""
    if not 0 <= at < number:
        return False
    found, place, last = leaf(content), at, number - 1
    for sister in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = joint(sister, found)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            found = joint(found, sister)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def _left_of(number: int) -> int:
    """The largest power of two below a number of leaves."""
    return 1 << (number - 1).bit_length() - 1
