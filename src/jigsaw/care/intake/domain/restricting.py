"""How much of a piece its agency lets others see: the stricter of what its feed says and what its staff decided."""

from jigsaw.care.intake.domain.mapping import RESTRICTIONS


def stricter(one: tuple[str, str], other: tuple[str, str]) -> tuple[str, str]:
    """Of two restrictions with their handlings: the one that shows less, and every word of handling of both."""
    restriction = max(one[0], other[0], key=RESTRICTIONS.index)
    return restriction, joined(one[1].split() + other[1].split())


def joined(words: list[str]) -> str:
    """Words of handling as they are kept. What is held for a purpose, or names others, is not general."""
    kept = set(words)
    if len(kept) > 1:
        kept.discard("general")
    return " ".join(sorted(kept))
