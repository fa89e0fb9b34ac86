"""In what the records of one side of a pair say something else than the one that is compared.

A steward answers for two people, having seen all their records. A record that says materially something else may be
somebody else's, joined by mistake: the answer does not hold for it, and it is asked about by itself.
"""

from collections.abc import Callable, Mapping

from jigsaw.engine.linkage.names import roots, tokens

Said = Mapping[str, str]


def in_what_they_differ(one: Said, other: Said) -> tuple[str, ...]:
    """The particulars in which two records of one person contradict each other, in words; most have none.

    Only what tells people apart counts: a first name, birth date, NHS number or gender. What one leaves out is no
    difference, nor is another form of a name.
    """
    return tuple(words for words, differ in _TELLING if differ(one, other))


def _differ(name: str) -> Callable[[Said, Said], bool]:
    return lambda one, other: bool(one.get(name) and other.get(name) and one[name] != other[name])


def _genders(one: Said, other: Said) -> bool:
    letters = {said.get("gender", "")[:1].casefold() for said in (one, other)}
    return letters == {"f", "m"}


def _first_names(one: Said, other: Said) -> bool:
    first, second = _forms(one), _forms(other)
    if not first or not second or first & second:
        return False
    # An initial says little, and agrees with whatever begins with it.
    return not any(a.startswith(b) or b.startswith(a) for a in first for b in second)


def _forms(said: Said) -> set[str]:
    written = (*tokens(said.get("given_names", ""))[:1], *tokens(said.get("known_as", "")))
    return {form for name in written for form in (name, *roots(name))}


_TELLING: tuple[tuple[str, Callable[[Said, Said], bool]], ...] = (
    ("another first name", _first_names),
    ("another birth date", _differ("birth_date")),
    ("another NHS number", _differ("nhs_number")),
    ("another gender", _genders),
)
