"""Small timelines, patterns and packs for tests. Times are minutes; windows are a few minutes wide."""

import datetime
from pathlib import Path

from hypothesis import strategies as st

from jigsaw.engine.patterns.language import (
    Absent,
    Agencies,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Flag,
    Followed,
    KindSet,
    Lacks,
    Number,
    People,
    Points,
    Rate,
    Run,
    Weighted,
)
from jigsaw.engine.patterns.pattern import Pattern
from jigsaw.engine.patterns.timeline import Mark, Timeline
from jigsaw.engine.patterns.vocabulary import KindWord, Vocabulary

VOCABULARY = Vocabulary(
    {
        "call": KindWord("event", frozenset({"urgent"})),
        "visit": KindWord("event", frozenset({"urgent"})),
        "seen": KindWord("event", frozenset()),
        "stay": KindWord("involvement", frozenset({"ending"})),
        "marker": KindWord("state", frozenset()),
        "home": KindWord("state", frozenset({"one-answer"})),
    }
)

WHOLE_FILE = """
id = "R01"
name = "Many calls"
version = 1
subject = "person"
sentence = "{n} calls in {days} days: worth a conversation."
asks = "The GP is asked to ring."
lead = ["gp"]
quiet_days = 30
why = "Because."
source = "local default"
owner = "Reasons group"
review_on = 2026-12-01

[parameters]
calls = 2

[condition]
term = "n"
of = ["call"]
within = "30 days"
at_least = "$calls"

[[example]]
says = "The second call"
marks = [[0, "call", "ambulance"], [9, "call", "ambulance"]]
raised = [9]
"""


def kinds(*names: str) -> KindSet:
    """A set of kinds, as an author would write it."""
    return KindSet(names, frozenset(names))


def mark(at, kind, agency="police", *, known=None, gone=None, piece=None, person="ann", incident=""):
    """A mark known when it happened, of a piece of its own, unless told otherwise."""
    known = at if known is None else known
    return Mark(at, known, gone, kind, agency, piece or f"{kind}@{at}/{agency}", person, incident)


def timeline(*marks: Mark) -> Timeline:
    """A person's timeline."""
    return Timeline("person", "ann", marks)


def pattern(condition: Condition, sentence: str = "Worth a conversation.") -> Pattern:
    """A pattern of which only the condition and the sentence matter."""
    return Pattern(
        "R99", "Invented", 1, "person", sentence, condition, "Ring.", ("gp",), 30, "Because.", "local default",
        "Us", datetime.date(2030, 1, 1), False, {}, (), "",
    )  # fmt: skip


def only(term, at_least=1) -> Pattern:
    """A pattern of one comparison."""
    return pattern(Comparison(term, at_least))


def folder(path: Path, **files: str) -> Path:
    """A folder of pattern files."""
    for name, content in files.items():
        (path / f"{name}.toml").write_text(content, encoding="utf-8")
    return path


# ---- for properties ----

UNTIL = 60
KINDS = ("a", "b", "c", "x:started", "x:ended")
_minute = st.integers(0, 40)
_length = st.integers(1, 15)
_kinds = st.sets(st.sampled_from(KINDS[:3]), min_size=1).map(lambda names: kinds(*sorted(names)))


@st.composite
def _mark(draw, names=KINDS, incidents=("",)) -> Mark:
    at = draw(_minute)
    known = draw(st.one_of(st.just(at), _minute))
    gone = draw(st.one_of(st.none(), st.none(), _minute))
    piece = draw(st.sampled_from(["", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8"]))
    agency = draw(st.sampled_from(["", "police", "gp"]))
    incident = draw(st.sampled_from(incidents)) if piece else ""
    kind, person = draw(st.sampled_from(names)), draw(st.sampled_from("pqr"))
    return Mark(at, known, gone, kind, agency, piece, person, incident)


_table = st.lists(st.tuples(st.integers(1, 4), st.integers(0, 2)), min_size=1, max_size=3).map(
    lambda steps: tuple(
        (sum(s[0] for s in steps[: i + 1]), 1 + sum(s[1] for s in steps[: i + 1])) for i in range(len(steps))
    )
)
_absent = st.builds(
    lambda of, without, after, longer, before, late: Absent(of, without, after, after + longer, before, late),
    _kinds, _kinds, _length, _length, st.integers(0, 5), st.booleans(),
)  # fmt: skip
_rate = st.builds(
    lambda of, recent, longer, table, apart: Rate(of, recent, recent + longer, table, apart),
    _kinds,
    _length,
    _length,
    _table,
    st.integers(0, 4),
)
_weighted = st.builds(Weighted, _kinds, st.integers(1, 3), st.integers(1, 3))
_points = st.builds(Points, st.lists(_weighted, min_size=1, max_size=3).map(tuple), _length)
_counting = st.sampled_from(["pieces", "agencies"])
_terms = st.one_of(
    st.builds(Number, _kinds, _length, st.integers(0, 5)),
    st.builds(Agencies, _kinds, _length),
    st.builds(People, _kinds, _length),
    st.builds(Followed, _kinds, _kinds, _length, st.integers(0, 3), _counting),
    st.builds(Run, _kinds, _kinds, _length, st.booleans()),
    _absent, _rate, _points, st.just(Flag("x")), st.just(Lacks("x")),
)  # fmt: skip
_comparisons = st.builds(Comparison, _terms, st.integers(1, 3))

CONDITIONS = st.recursive(
    _comparisons,
    lambda parts: st.one_of(
        st.builds(AllOf, st.lists(parts, min_size=1, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(parts, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=4,
)
MARKS = st.one_of(
    st.lists(_mark(), max_size=12), st.lists(_mark(incidents=("", "", "i1", "i2")), max_size=12)
)
STRANGE_MARKS = st.lists(_mark(("unread", "other:a", "a:by-other")), max_size=6)
