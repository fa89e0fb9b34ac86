"""Long lists in parts that a database takes at once."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

# Well under the databases' limits on parameters, large enough that round trips do not count.
AT_ONCE = 2_000

T = TypeVar("T")


def batches(source: Iterable[T], size: int = AT_ONCE) -> Iterator[list[T]]:
    """`source` in lists of at most `size`, in order."""
    rest = iter(source)
    while batch := list(islice(rest, size)):
        yield batch
