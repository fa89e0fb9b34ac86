"""The names that occur, kept in each process so that a misspelt word finds its neighbours without a scan.

Refreshed when the newest search term is another than the one read last: one indexed read says so.
"""

from collections.abc import Collection
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from jigsaw.care.people.models import SearchTerm

_ENOUGH_ALIKE = 0.88
_MOST = 8
# Writers side by side take ids in one order and commit in another: so many before the newest are read once more.
_STILL_ARRIVING = 20_000
_WHICH = ("pk", "person_id", "kind", "term")


class Vocabulary:
    """Distinct name tokens, and up to which row they were read."""

    def __init__(self) -> None:
        self._tokens: dict[str, None] = {}
        self._listed: list[str] = []
        self._newest: tuple[Any, ...] | None = None

    def near(self, token: str, *, without: Collection[str] = ()) -> list[str]:
        """The tokens most like this one, without itself. without: tokens that whoever asks may not know of."""
        self._refresh()
        found = process.extract(
            token,
            self._listed,
            scorer=JaroWinkler.similarity,
            score_cutoff=_ENOUGH_ALIKE,
            limit=_MOST + len(without),
        )
        words = [word for word, _, _ in found if word not in without]
        return [word for word in words[:_MOST] if word != token]

    def _refresh(self) -> None:
        newest = SearchTerm.objects.order_by("-pk").values_list(*_WHICH).first()
        if newest == self._newest:
            return
        if self._is_of_another_past(newest):
            self._tokens, self._newest = {}, None
        first = max(self._newest[0] - _STILL_ARRIVING, 0) if self._newest else 0
        added = SearchTerm.objects.filter(kind="name", pk__gt=first)
        self._tokens.update(dict.fromkeys(added.values_list("term", flat=True).distinct()))
        self._listed, self._newest = list(self._tokens), newest

    def _is_of_another_past(self, newest: tuple[Any, ...] | None) -> bool:
        """Whether ids were given anew: by a restored copy, or after a transaction that was undone."""
        read = self._newest
        if read is None or newest is None or newest[0] <= read[0]:
            return True
        now = SearchTerm.objects.filter(pk=read[0]).values_list(*_WHICH).first()
        return now is not None and now != read


VOCABULARY = Vocabulary()
