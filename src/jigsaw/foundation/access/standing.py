"""How things stand between a viewer and a person or a home, and the decision to look."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from jigsaw.foundation.access.care import care
from jigsaw.foundation.access.domain import Act, Decision
from jigsaw.foundation.access.hiding import hidden_from
from jigsaw.foundation.access.policies import glass_over, objecting, request_of
from jigsaw.foundation.access.refusing import by_a_rule
from jigsaw.foundation.access.rules.deciding import decide
from jigsaw.foundation.access.rules.request import Purpose, Request, Subject
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.viewer import Viewer

_SUBJECTS = {"person": Subject.PERSON, "home": Subject.HOME}


@dataclass(frozen=True)
class Look:
    """A decision about a look. glass_until: when the viewer's broken glass ends, if one holds; reason: its words."""

    decision: Decision
    glass_until: datetime | None = None
    reason: str = ""


def look_at(
    viewer: Viewer,
    kind: str,
    key: UUID,
    *,
    purpose: Purpose = Purpose.DIRECT_CARE,
    reason_given: bool = False,
    called: bool = False,
    asked: bool = False,
    deceased: bool = False,
) -> Look:
    """Whether the viewer may look at a person or a home now. What costs a read is asked only where it can matter.

    deceased: whether any agency said that the person died.
    """
    records = care().records_of(viewer, kind, key)
    glass = glass_over(viewer, records)
    wanted = replace(
        request_of(viewer, Act.LOOK, _SUBJECTS[kind]),
        purpose=purpose,
        reason_given=reason_given,
        called=called,
        asked=asked,
        break_glass=glass is not None,
        objection=bool(objecting(viewer, records)),
        deceased=deceased,
        person_sealed=kind == "person" and key in hidden_from(viewer).people,
    )
    decision = _decided(viewer, kind, key, records, wanted)
    return Look(decision, glass.ends_at, glass.reason) if glass else Look(decision)


def check_look(viewer: Viewer, kind: str, key: UUID, *, why: str, deceased: bool = False) -> Look:
    """The decision where no page can ask why first: what was given as `why` is the stated reason.

    Raises Refused with the sentence that decides, naming nobody.
    """
    look = look_at(viewer, kind, key, reason_given=bool(why.strip()), deceased=deceased)
    if not look.decision:
        error = Refused(
            f"Looking at a {kind}",
            look.decision.sentence.rstrip("."),
            "Give --why, in words that the person may read; or open it in the workspace",
        )
        raise by_a_rule(error, viewer, look.decision, kind, key)
    return look


def check_called(viewer: Viewer, key: UUID, purpose: Purpose) -> None:
    """Raise Refused, with the sentence that decides, unless somebody called to talk about a person for this purpose may
    look at them: a reader of a panel, a member of a review.
    """
    look = look_at(viewer, "person", key, purpose=purpose, called=True)
    if not look.decision:
        words = look.decision.sentence.rstrip(".")
        error = Refused(f"Looking at a person for a {purpose}", words, "Ask whoever called you, or them")
        raise by_a_rule(error, viewer, look.decision, "person", key)


def _decided(viewer: Viewer, kind: str, key: UUID, records: Collection[UUID], wanted: Request) -> Decision:
    decision = decide(wanted)
    if decision:
        return decision
    return decide(replace(wanted, relationship=care().is_worked_with(viewer, kind, key, records)))
