"""The pack of patterns in force, loaded once and checked as a whole."""

from functools import cache
from pathlib import Path

from jigsaw.care.intake.domain.kinds import all_kinds
from jigsaw.engine.patterns.pack import Overrides, load_pack
from jigsaw.engine.patterns.pattern import Pack
from jigsaw.engine.patterns.vocabulary import OTHER, KindWord, Vocabulary

PACKS = Path(__file__).resolve().parent / "packs"


def vocabulary() -> Vocabulary:
    """The kinds of piece as patterns may name them."""
    return Vocabulary({code: KindWord(kind.shape.value, kind.tags) for code, kind in all_kinds().items()})


@cache
def pack_in_force() -> Pack:
    """The first pack. Raises PackFaults, which lists every fault, when a file of it is wrong."""
    return load_pack(PACKS / "first", vocabulary())


def changed_pack(folder: Path | None = None, parameters: Overrides | None = None) -> Pack:
    """A pack to try: the one in force, or one in a folder, with other parameters. Raises PackFaults."""
    return load_pack(folder or PACKS / "first", vocabulary(), parameters)


def kinds_of_others(pack: Pack | None = None) -> frozenset[str]:
    """The states by which patterns of pairs choose the second of a pair: whoever carries one is an "other"."""
    about = (pack or pack_in_force()).about("pair")
    read = {kind for pattern in about for kind in pattern.reads if kind.startswith(OTHER)}
    return frozenset(_piece_kind(kind) for kind in read)


@cache
def kinds_read() -> frozenset[str]:
    """Every kind of piece that some pattern reads. No other can change an answer, so no other is fetched."""
    return kinds_read_by(pack_in_force())


def kinds_read_by(*packs: Pack) -> frozenset[str]:
    """Every kind of piece that some pattern of these packs reads."""
    every = (kind for pack in packs for pattern in pack.patterns for kind in pattern.reads)
    return frozenset(_piece_kind(kind) for kind in every)


def _piece_kind(mark: str) -> str:
    return mark.removeprefix(OTHER).partition(":")[0].partition("=")[0]
