"""The fourteen patterns of `bench.patterns`: of people, from the pack that Jigsaw ships, as they stand there."""

from pathlib import Path

import jigsaw.care.reasons
from jigsaw.care.intake.domain.kinds import all_kinds
from jigsaw.engine.patterns.pack import load_pack
from jigsaw.engine.patterns.pattern import Pattern
from jigsaw.engine.patterns.vocabulary import KindWord, Vocabulary

CHOSEN = ("R01", "R03", "R04", "R08", "R09", "R10", "R11", "R12", "R13", "R19", "R21", "R23", "R24", "R25")
"""Those whose terms are counts, agencies, what followed, runs, absences and flags: every term that the pack uses."""


def rules() -> tuple[Pattern, ...]:
    """The fourteen, in the order of their ids."""
    words = {code: KindWord(kind.shape.value, kind.tags) for code, kind in all_kinds().items()}
    pack = load_pack(Path(jigsaw.care.reasons.__file__).parent / "packs" / "first", Vocabulary(words))
    return tuple(one for one in pack.patterns if one.id in CHOSEN)
