"""A weight in words: what speaks for one human being, strongest first, then what speaks against."""

from collections.abc import Iterable

from jigsaw.engine.linkage.score import Contribution

MENTIONED = 0.5
"""Bits below which a step is not worth a reader's time."""

MOST_REASONS = 5


def in_words(steps: Iterable[Contribution]) -> str:
    """ "Same birth date, same first name; different postcode"."""
    ranked = sorted(
        (s for s in steps if s.comparison != "start"), key=lambda s: (-abs(s.total), s.comparison)
    )
    speaking_for = dict.fromkeys(_small(step.label) for step in ranked if step.total >= MENTIONED)
    against = dict.fromkeys(_small(step.label) for step in ranked if step.total <= -MENTIONED)
    parts = [", ".join(list(side)[:MOST_REASONS]) for side in (speaking_for, against) if side]
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]
