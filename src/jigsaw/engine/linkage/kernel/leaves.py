"""The tests that a comparison is made of, as every kernel knows them."""

from dataclasses import dataclass
from enum import IntEnum

from jigsaw.engine.linkage.expressions import Condition

METRICS = ("jaro_winkler_similarity", "jaro_similarity", "levenshtein", "damerau_levenshtein")
"""By the compiled kernel's number."""
SIGNS = (">=", ">", "<=", "<", "=", "<>")
"""By the compiled kernel's number."""
OPERATIONS = (
    "left", "right", "push", "add", "subtract", "multiply", "divide", "absolute", "greatest", "least", "greater",
)  # fmt: skip
"""By the compiled kernel's number."""

Operation = tuple[str, int, float]
"""Its name, the column it reads, and the number it pushes."""


class Kind(IntEnum):
    """What a test asks; up to UNEQUAL of whole numbers alone."""

    PRESENT = 0
    EQUAL = 1
    UNEQUAL = 2
    ALIKE = 3
    OVERLAP = 4
    NUMERIC = 5
    ASKED = 6


@dataclass(frozen=True, slots=True)
class Leaf:
    """One test. `a` and `b` are places: (column of the store, 0 for the left row or 1 for the right).

    `opposite`: the test holds where what it says does not (of PRESENT alone).
    """

    kind: Kind
    a: tuple[int, int] = (0, 0)
    b: tuple[int, int] = (0, 0)
    metric: str = ""
    sign: str = ">="
    bound: float = 0.0
    program: tuple[Operation, ...] = ()
    opposite: bool = False
    asked: Condition | None = None

    def question(self) -> Condition:
        """What is asked of the slow definition, by a test of the kind ASKED."""
        if self.asked is None:
            raise ValueError(f"a test of the kind {self.kind.name} asks nothing")
        return self.asked
