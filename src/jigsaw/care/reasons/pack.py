"""The pack of patterns in force: the files, with the numbers that were signed, without the patterns that are stopped.

Each process holds the pack that it last saw in force. Whoever is about to read timelines looks again (`look_again`,
one short question), after taking what is to be read from its queue: so nothing is read by numbers that no longer hold.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from django.conf import settings

from jigsaw.care.intake.domain.kinds import all_kinds
from jigsaw.care.patterns import derivation as changes
from jigsaw.care.patterns.actions import note_pack
from jigsaw.engine.patterns.faults import PackFaults
from jigsaw.engine.patterns.pack import Overrides, load_pack
from jigsaw.engine.patterns.pattern import Pack, Pattern, hash_of
from jigsaw.engine.patterns.vocabulary import OTHER, KindWord, Vocabulary, kind_of_piece
from jigsaw.foundation.core.viewer import Viewer

PACKS = Path(__file__).resolve().parent / "packs"
FIRST = PACKS / "first"


@dataclass(frozen=True)
class Force:
    """What is in force. with_stopped: the pack and the patterns that are stopped; numbers: how often each was signed.

    not_holding: patterns whose signed numbers were for another version of their definition, and so do not hold.
    """

    pack: Pack
    with_stopped: Pack
    numbers: dict[str, int]
    stopped: frozenset[str]
    not_holding: frozenset[str]


def vocabulary() -> Vocabulary:
    """The kinds of piece as patterns may name them."""
    return Vocabulary({code: KindWord(kind.shape.value, kind.tags) for code, kind in all_kinds().items()})


@cache
def pack_of_files() -> Pack:
    """The pack as its files have it. Raises PackFaults, which lists every fault, when a file of it is wrong."""
    return load_pack(FIRST, vocabulary(), area=settings.JIGSAW_AREA)


class _Held:
    """What this process last saw in force, and the mark by which it knows whether that still holds."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._seen: tuple[tuple[int | None, int | None], Force] | None = None

    def force(self) -> Force:
        return self._seen[1] if self._seen else self.look_again()[0]

    def look_again(self) -> tuple[Force, changes.Mark]:
        mark = changes.mark()
        key = (mark.signed, mark.switched)
        with self._lock:
            if self._seen is None or self._seen[0] != key:
                self._seen = (key, combined(changes.standing()))
            return self._seen[1], mark

    def forget(self) -> None:
        self._seen = None


_HELD = _Held()
forget = _HELD.forget


def pack_in_force() -> Pack:
    """The pack in force, as this process last looked. Raises PackFaults for a file that is wrong."""
    return _HELD.force().pack


def force() -> Force:
    """All that is to be said of what is in force, as this process last looked."""
    return _HELD.force()


def look_again(*, by: Viewer | None = None) -> Pack:
    """The pack in force now. by: who is about to read timelines by it; it is then kept, word for word, if it is new."""
    found, mark = _HELD.look_again()
    if by is not None and mark.noted != found.pack.content_hash:
        note_pack(by=by, pack=found.pack)
    return found.pack


def changed_pack(folder: Path | None = None, parameters: Overrides | None = None) -> Pack:
    """A pack to try: that of the files with the numbers that were signed, or one in a folder; with other parameters.

    Patterns that are stopped are in it: trying is how one sees whether to start them again. Raises PackFaults.
    """
    if folder:
        return load_pack(folder, vocabulary(), parameters)
    held = {one.id: one.parameters for one in force().with_stopped.patterns}
    told = parameters or {}
    merged = {key: {**held.get(key, {}), **told.get(key, {})} for key in held.keys() | told.keys()}
    return load_pack(FIRST, vocabulary(), merged, area=settings.JIGSAW_AREA)


def kinds_of_others(pack: Pack | None = None) -> frozenset[str]:
    """The states by which patterns of pairs choose the second of a pair: whoever carries one is an "other"."""
    about = (pack or pack_in_force()).about("pair")
    read = {kind for pattern in about for kind in pattern.reads if kind.startswith(OTHER)}
    return frozenset(kind_of_piece(kind) for kind in read)


def kinds_read() -> frozenset[str]:
    """Every kind of piece that some pattern reads. No other can change an answer, so no other is fetched."""
    return _kinds_read(pack_in_force().content_hash)


@cache
def _kinds_read(pack_hash: str) -> frozenset[str]:
    return kinds_read_by(pack_in_force())


def kinds_read_by(*packs: Pack) -> frozenset[str]:
    """Every kind of piece that some pattern of these packs reads."""
    return kinds_of(pattern for pack in packs for pattern in pack.patterns)


def kinds_of(patterns: Iterable[Pattern]) -> frozenset[str]:
    """Every kind of piece that some of these patterns reads."""
    return frozenset(kind_of_piece(kind) for pattern in patterns for kind in pattern.reads)


def combined(standing: changes.Standing) -> Force:
    """What is in force when this was signed and stopped: signed numbers hold for the version they were signed for."""
    files = pack_of_files()
    signed = {key: one for key, one in standing.signed.items() if _holds(files.pattern(key), one)}
    parameters = {key: one.parameters for key, one in signed.items()}
    area = settings.JIGSAW_AREA
    whole = load_pack(FIRST, vocabulary(), parameters, area=area) if parameters else files
    left = tuple(one for one in whole.patterns if one.id not in standing.stopped)
    pack = whole if len(left) == len(whole.patterns) else Pack(left, _hash_of(left))
    numbers = {key: one.number for key, one in signed.items()}
    return Force(pack, whole, numbers, standing.stopped, frozenset(standing.signed.keys() - signed.keys()))


def _holds(pattern: Pattern | None, signed: changes.Signed) -> bool:
    """Whether signed numbers are for the definition as it is: an update may bring another, for which nobody signed."""
    if pattern is None or pattern.version != signed.version:
        return False
    try:
        load_pack(FIRST, vocabulary(), {pattern.id: signed.parameters}, area=settings.JIGSAW_AREA)
    except PackFaults:
        return False
    return True


def _hash_of(patterns: tuple[Pattern, ...]) -> str:
    return hash_of([one.content_hash for one in patterns])
