"""What a conversation is about, in words: a name and birth date, an address, or two names."""

from collections.abc import Iterable
from uuid import UUID

from jigsaw.care.conversations.domain.calling import Subject, SubjectKind
from jigsaw.care.people.queries import home_label, home_labels, names_of, person, person_label
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import Viewer

_UNNAMED = "Name not available"


def label_parts(viewer: Viewer, subject: Subject) -> tuple[str, ...]:
    """The full words of a home, a person, or each of two people. Raises NotFound for nobody."""
    if subject.kind is SubjectKind.HOME:
        return (home_label(viewer, subject.id),)
    return tuple(person_label(viewer, one) for one in _ids(subject))


def label_of(viewer: Viewer, subject: Subject) -> str:
    """One subject in full words. Raises NotFound when there is nobody, or when the viewer may not know."""
    return " and ".join(label_parts(viewer, subject))


def labels(viewer: Viewer, subjects: Iterable[Subject]) -> dict[Subject, str]:
    """Each subject's short words, in two queries: names without birth dates, and addresses."""
    asked = set(subjects)
    homes = home_labels(viewer, [one.id for one in asked if one.kind is SubjectKind.HOME])
    named = names_of(viewer, _people(asked))
    known = {**homes, **{key: found.name for key, found in named.items()}}
    return {one: " and ".join(_word(viewer, one, key, known) for key in _ids(one)) for one in asked}


def _people(subjects: Iterable[Subject]) -> list[UUID]:
    return [key for one in subjects if one.kind is not SubjectKind.HOME for key in _ids(one)]


def _ids(subject: Subject) -> list[UUID]:
    return [key for key in (subject.id, subject.other) if key]


def _word(viewer: Viewer, subject: Subject, key: UUID, known: dict[UUID, str]) -> str:
    if key in known:
        return known[key]
    # Joined to somebody else since: the label follows the redirect.
    try:
        return home_label(viewer, key) if subject.kind is SubjectKind.HOME else person(viewer, key).name
    except NotFound:
        return _UNNAMED
