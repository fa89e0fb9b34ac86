"""Two records side by side, with differences marked, the comparison in words, and all records of the two people."""

from dataclasses import replace

from jigsaw.care.intake.domain.entries import RecordSaid
from jigsaw.care.intake.records import records_said
from jigsaw.care.linkage.queries import JoinSeen, Step
from jigsaw.care.stewardship.queries import Between
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.parts import Agency, Tag
from jigsaw.interfaces.workspace.joins.common import ENCODED, name_of
from jigsaw.interfaces.workspace.joins.marking import SAME, compared
from jigsaw.interfaces.workspace.joins.pages import Beside, Rows

LABELS = {
    "given_names": "Given names",
    "family_name": "Family name",
    "known_as": "Known as",
    "birth_date": "Birth date",
    "nhs_number": "NHS number",
    "gender": "Gender",
    "address": "Address",
    "telephone": "Telephone",
    "email": "Email",
    "died_on": "Died on",
}
MOST_RECORDS = 24
SAME_HOME = Tag("Same home", "done")
_RECORD_HEADS = ("Whose", "Agency", "Name", "Birth date", "NHS number", "Address", "Telephone")
NOT_KNOWN = "Not known to one"
"""What the model calls a comparison for which one of the two gives nothing: several are one line."""
_SAID_BY_ONE = "Whatever else only one of the two says, or neither"
_ORDER = ("for", "against", "neither")
_SPEAKS = {
    "for": Tag("Speaks for", "done"),
    "against": Tag("Speaks against", "due"),
    "neither": Tag("Says little", "plain"),
}


def beside(viewer: Viewer, seen: JoinSeen, *, is_blind: bool = False, found: Between | None = None) -> Beside:
    """The two records side by side. is_blind: without the people's other records, which show what was decided.

    found: what lies between the two people, where an answer is asked for both.
    """
    return Beside(
        heads=("Particular", _head(seen.left), _head(seen.right), "Compared"),
        rows=tuple(_row(name, words, seen) for name, words in LABELS.items()),
        steps=step_rows(seen.steps),
        record_heads=_RECORD_HEADS if found is None or found.are_joined else (*_RECORD_HEADS, "Your answer"),
        records=() if is_blind or found is None else _records(viewer, found),
    )


def step_rows(steps: tuple[Step, ...]) -> Rows:
    """Each comparison in words: what speaks for one person first, then what speaks against."""
    steps = tuple(replace(one, words=_SAID_BY_ONE) if one.words == NOT_KNOWN else one for one in steps)
    ranked = sorted(steps, key=lambda one: _ORDER.index(one.speaks))
    return tuple(dict.fromkeys((one.words, _SPEAKS[one.speaks]) for one in ranked))


def _head(said: RecordSaid) -> str:
    named = f"{said.holder.name}, {said.local_id}"
    return f"{named} ({ENCODED})" if said.is_encoded else named


def _row(name: str, words: str, seen: JoinSeen) -> tuple[object, ...]:
    left, right = (one.particulars.get(name, "") for one in (seen.left, seen.right))
    if name == "gender" and left and left[:1].casefold() == right[:1].casefold():
        return (words, left, right, SAME)  # one agency writes F, another Female
    if name == "address" and seen.left.home and seen.left.home == seen.right.home and left != right:
        return (words, left, right, SAME_HOME)
    return (words, *compared(left, right))


def _records(viewer: Viewer, found: Between) -> Rows:
    """Every record of the two people, one person's after the other's, when there are more than the two compared."""
    words = ("One person",) * 2 if found.are_joined else ("On the left", "On the right")
    whose = {record: word for word, side in zip(words, found.sides, strict=True) for record in side}
    if len(whose) <= 2:
        return ()
    places = {record: at for at, record in enumerate(whose)}
    said = sorted(records_said(viewer, list(whose)[:MOST_RECORDS]), key=lambda one: places[one.record])
    return tuple(_line(one, whose[one.record], found) for one in said)


def _line(said: RecordSaid, whose: str, found: Between) -> tuple[object, ...]:
    told = said.particulars
    return (
        whose,
        Agency(said.holder.name, said.holder.kind),
        name_of(said),
        told.get("birth_date", ""),
        told.get("nhs_number", ""),
        told.get("address", ""),
        told.get("telephone", ""),
        *(() if found.are_joined else (_holds(said, found),)),
    )


def _holds(said: RecordSaid, found: Between) -> str:
    if said.record in found.compared:
        return "Compared above"
    differs = found.differs.get(said.record)
    return f"Does not hold for it: {' and '.join(differs)}" if differs else "Holds for it"
