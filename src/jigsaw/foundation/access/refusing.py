"""A refusal by a rule is kept, as what was permitted is: who asked for what, and the rule that refused it."""

from dataclasses import dataclass
from uuid import UUID

from jigsaw.foundation.access.domain import Decision
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.errors import JigsawError
from jigsaw.foundation.core.viewer import Viewer

REFUSED = "was refused"
NONE_PERMITS = "no rule permits it"


@dataclass(frozen=True)
class Refusal:
    """Who was refused, by which rule, and of whom, where it was a look at somebody or a home."""

    viewer: Viewer
    rule: str
    kind: str = ""
    key: UUID | None = None


def by_a_rule(
    error: JigsawError, viewer: Viewer, decision: Decision, kind: str = "", key: UUID | None = None
) -> JigsawError:
    """The error, with what is to be kept of the refusal by whoever answers it: within what failed nothing is kept."""
    error.refusal = Refusal(viewer, decision.rule or NONE_PERMITS, kind, key)
    return error


def keep_refusal(error: JigsawError, where: str, **more: str) -> None:
    """Keep the refusal that an error tells of, if it does. where: the page or the command that was asked."""
    told = error.refusal
    if not isinstance(told, Refusal) or told.viewer.key is None:
        return
    kind, key = (told.kind, str(told.key)) if told.key else ("page", where)
    detail = {"rule": told.rule, "page": where, **more}
    record_act(by=told.viewer, act=REFUSED, subject_kind=kind, subject_id=key, detail=detail)
