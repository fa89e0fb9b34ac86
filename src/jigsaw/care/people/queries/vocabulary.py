"""The names that occur, kept in each process so that a misspelt word finds its neighbours without a scan.

Refreshed when search terms were added since: the greatest id says so, at the cost of one indexed read.
"""

from django.db.models import Max
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from jigsaw.care.people.models import SearchTerm

_ENOUGH_ALIKE = 0.88
_MOST = 8


class Vocabulary:
    """Distinct name tokens, and up to which row they were read."""

    def __init__(self) -> None:
        self._tokens: dict[str, None] = {}
        self._listed: list[str] = []
        self._read_to = 0

    def near(self, token: str) -> list[str]:
        """The tokens most like this one, without itself."""
        self._refresh()
        found = process.extract(
            token, self._listed, scorer=JaroWinkler.similarity, score_cutoff=_ENOUGH_ALIKE, limit=_MOST
        )
        return [word for word, _, _ in found if word != token]

    def _refresh(self) -> None:
        greatest = SearchTerm.objects.aggregate(greatest=Max("pk"))["greatest"] or 0
        if greatest == self._read_to:
            return
        if greatest < self._read_to:
            self._tokens, self._read_to = {}, 0
        added = SearchTerm.objects.filter(kind="name", pk__gt=self._read_to, pk__lte=greatest)
        self._tokens.update(dict.fromkeys(added.values_list("term", flat=True).distinct()))
        self._listed, self._read_to = list(self._tokens), greatest


VOCABULARY = Vocabulary()
