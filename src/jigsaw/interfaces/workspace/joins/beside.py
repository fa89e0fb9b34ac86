"""Two records side by side, with differences marked, the comparison in words, and all records of the two people."""

from uuid import UUID

from jigsaw.care.intake.domain.entries import RecordSaid
from jigsaw.care.intake.records import records_said
from jigsaw.care.linkage.queries import JoinSeen, Side, Step, sides
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.parts import Agency, Tag
from jigsaw.interfaces.workspace.joins.common import name_of
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
_ORDER = ("for", "against", "neither")
_SPEAKS = {
    "for": Tag("Speaks for", "done"),
    "against": Tag("Speaks against", "due"),
    "neither": Tag("Says little", "plain"),
}


def beside(viewer: Viewer, seen: JoinSeen, *, is_blind: bool = False) -> Beside:
    """The two records side by side. is_blind: without the people's other records, which show what was decided."""
    return Beside(
        heads=("Particular", _head(seen.left), _head(seen.right), "Compared"),
        rows=tuple(_row(name, words, seen) for name, words in LABELS.items()),
        steps=step_rows(seen.steps),
        records=() if is_blind else _records(viewer, seen),
    )


def step_rows(steps: tuple[Step, ...]) -> Rows:
    """Each comparison in words: what speaks for one person first, then what speaks against."""
    ranked = sorted(steps, key=lambda one: _ORDER.index(one.speaks))
    return tuple((one.words, _SPEAKS[one.speaks]) for one in ranked)


def _head(said: RecordSaid) -> str:
    return f"{said.holder.name}, {said.local_id}"


def _row(name: str, words: str, seen: JoinSeen) -> tuple[object, ...]:
    left, right = (one.particulars.get(name, "") for one in (seen.left, seen.right))
    if name == "gender" and left and left[:1].casefold() == right[:1].casefold():
        return (words, left, right, SAME)  # one agency writes F, another Female
    return (words, *compared(left, right))


def _records(viewer: Viewer, seen: JoinSeen) -> Rows:
    """Every record of the two people, when there are more than the two compared."""
    found = sides(viewer=viewer, records=[seen.left.record, seen.right.record])
    whose = {record: word for word, side in _words(found, seen) for record in side}
    if len(whose) <= 2:
        return ()
    said = records_said(viewer, list(whose)[:MOST_RECORDS])
    return tuple(_line(one, whose[one.record]) for one in said)


def _words(found: dict[UUID, Side], seen: JoinSeen) -> list[tuple[str, tuple[UUID, ...]]]:
    left, right = (found.get(one.record) for one in (seen.left, seen.right))
    if seen.are_joined:
        return [("One person", left.records if left else ())]
    return [("One", left.records if left else ()), ("The other", right.records if right else ())]


def _line(said: RecordSaid, whose: str) -> tuple[object, ...]:
    told = said.particulars
    return (
        whose,
        Agency(said.holder.name, said.holder.kind),
        name_of(said),
        told.get("birth_date", ""),
        told.get("nhs_number", ""),
        told.get("address", ""),
        told.get("telephone", ""),
    )
