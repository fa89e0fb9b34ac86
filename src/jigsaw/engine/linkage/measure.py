"""How right a partition is, against a truth: pairs joined, and persons put together whole."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Precision: of the pairs joined, the share that are one human being. Recall: of the pairs of one, the
    share joined.

    `cluster_f1`: the harmonic mean of the shares of found persons that are exactly a true one, and the other
    way round.
    """

    precision: float
    recall: float
    cluster_f1: float
    false_pairs: int
    missed_pairs: int


def accuracy(persons: Iterable[Iterable[str]], truth: Mapping[str, str]) -> Accuracy:
    """The accuracy of persons (sets of record ids) against a truth (record id -> who it is)."""
    found = [frozenset(person) for person in persons]
    whole: dict[str, set[str]] = {}
    for record, who in truth.items():
        whole.setdefault(who, set()).add(record)
    true = [frozenset(records) for records in whole.values()]
    joined, right = sum(map(_pairs, found)), sum(_right_pairs(person, truth) for person in found)
    all_true = sum(map(_pairs, true))
    exact = len(set(found) & set(true))
    return Accuracy(
        precision=right / joined if joined else 1.0,
        recall=right / all_true if all_true else 1.0,
        cluster_f1=2 * exact / (len(found) + len(true)),
        false_pairs=joined - right,
        missed_pairs=all_true - right,
    )


def _pairs(records: frozenset[str]) -> int:
    return len(records) * (len(records) - 1) // 2


def _right_pairs(person: frozenset[str], truth: Mapping[str, str]) -> int:
    return sum(count * (count - 1) // 2 for count in Counter(truth[record] for record in person).values())
