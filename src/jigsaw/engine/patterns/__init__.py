"""Patterns: pieces go in, reasons for a conversation come out.

A pattern is data: a plain sentence, a condition, who is asked to do what, and why it exists. `load_pack`
reads and checks a folder of them; `find` says when one became true of a person, a home or a pair, and on
which pieces; `explain` says how near it was. Nothing here grades a person. `naive` holds the meaning of every
term.
"""

from jigsaw.engine.patterns.describe import describe
from jigsaw.engine.patterns.faults import Fault, PackFaults
from jigsaw.engine.patterns.naive import Explanation, Found, Line, explain, find
from jigsaw.engine.patterns.pack import load_pack
from jigsaw.engine.patterns.pattern import Pack, Pattern
from jigsaw.engine.patterns.timeline import Mark, SubjectKind, Timeline
from jigsaw.engine.patterns.vocabulary import KindWord, Vocabulary

__all__ = [
    "Explanation",
    "Fault",
    "Found",
    "KindWord",
    "Line",
    "Mark",
    "Pack",
    "PackFaults",
    "Pattern",
    "SubjectKind",
    "Timeline",
    "Vocabulary",
    "describe",
    "explain",
    "find",
    "load_pack",
]
