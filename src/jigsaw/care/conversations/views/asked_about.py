"""Whom an address asks about: ?reason=, ?person=, ?home=."""

from collections.abc import Mapping
from uuid import UUID

from jigsaw.care.conversations.domain.calling import Subject, SubjectKind
from jigsaw.care.conversations.queries import label_of
from jigsaw.care.people.queries import home, person
from jigsaw.care.reasons.queries import reason
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import Viewer


def _read(asked: Mapping[str, str], name: str) -> UUID | None:
    text = asked.get(name, "")
    try:
        return UUID(text) if text else None
    except ValueError:
        raise NotFound(
            "Calling a conversation", "its address is not complete", "Search for the person"
        ) from None


def reason_asked(asked: Mapping[str, str]) -> UUID | None:
    """The reason that the address names, if any. Raises NotFound when it cannot be read."""
    return _read(asked, "reason")


def subject_asked(viewer: Viewer, asked: Mapping[str, str]) -> Subject | None:
    """Whom or what the address is about, following redirects; None when it names nobody. Raises NotFound."""
    if key := _read(asked, "reason"):
        found = reason(viewer=viewer, reason_id=key)
        subject = Subject(SubjectKind(found.subject_kind), found.subject, found.other)
        label_of(viewer, subject)
        return subject
    if key := _read(asked, "person"):
        return Subject(SubjectKind.PERSON, person(viewer, key).pk)
    if key := _read(asked, "home"):
        return Subject(SubjectKind.HOME, home(viewer, key).pk)
    return None
