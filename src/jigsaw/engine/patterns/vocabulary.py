"""The kinds of mark that a pack may name, as the caller tells them: the engine holds no list of its own.

How a kind is written in a pattern:

- an event by its code: "ambulance-call"; in a home's pattern also "ambulance-call:by-other"
- an involvement or a state by what became of it: "ward-stay:started", "ward-stay:ended",
  "care-package:ended:own-request"
- a state by its value: "accommodation=rough-sleeper" (its start)
- everything with a tag: "tag:unscheduled", and with an ending added to each: "tag:emergency:by-other",
  "tag:ending:ended"
- in a pair's pattern, the other person's: "other:warning-marker:started"
- while two agencies hold different answers of a state with the tag one-answer: "differ:accommodation:started"
- the caller's own marks: "age:under-18:started", "age:17-and-a-half", "age:18", "tie:started",
  "communal:started"
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Shape = Literal["event", "involvement", "state"]

OTHER = "other:"
BY_OTHER = "by-other"
DIFFER = "differ:"
ONE_ANSWER = "one-answer"
_LASTING = frozenset({"age:under-18", "tie", "communal"})
_MOMENTS = frozenset({"age:17-and-a-half", "age:18"})


@dataclass(frozen=True)
class KindWord:
    """One kind of piece: its shape and its tags."""

    shape: Shape
    tags: frozenset[str]


@dataclass(frozen=True)
class Vocabulary:
    """Every kind of piece by its code."""

    kinds: Mapping[str, KindWord]

    def resolve(self, written: str) -> frozenset[str]:
        """The kinds of mark that one word in a pattern stands for; none when it stands for nothing."""
        if written.startswith(OTHER):
            return frozenset(OTHER + kind for kind in self.resolve(written.removeprefix(OTHER)))
        if written.startswith("tag:"):
            tag, _, ending = written.removeprefix("tag:").partition(":")
            codes = [code for code, kind in self.kinds.items() if tag in kind.tags]
            return frozenset().union(*(self._one(code, ending) for code in codes))
        if written in _MOMENTS:
            return frozenset({written})
        lasting, _, ending = written.rpartition(":")
        if lasting in _LASTING or self._can_differ(lasting):
            return frozenset({written}) if ending in {"started", "ended"} else frozenset()
        code, _, ending = written.partition(":")
        return self._one(code, ending)

    def _one(self, code: str, ending: str) -> frozenset[str]:
        kind = self.kinds.get(code.partition("=")[0])
        if kind is None:
            return frozenset()
        word = f"{code}:{ending}" if ending else code
        if kind.shape == "event":
            return frozenset({word}) if "=" not in code and ending in {"", BY_OTHER} else frozenset()
        if "=" in code and not ending:
            return frozenset({code, f"{code}:started"})
        is_ending = ending in {"started", "ended"} or ending.startswith("ended:")
        return frozenset({word}) if is_ending else frozenset()

    def _can_differ(self, word: str) -> bool:
        kind = self.kinds.get(word.removeprefix(DIFFER)) if word.startswith(DIFFER) else None
        return kind is not None and kind.shape == "state" and ONE_ANSWER in kind.tags

    def can_last(self, attribute: str) -> bool:
        """Whether a flag can be asked of this: an involvement, a state, or a mark of the caller's."""
        bare = attribute.removeprefix(OTHER)
        kind = self.kinds.get(bare.partition("=")[0])
        lasts = kind is not None and kind.shape != "event"
        return lasts or bare in _LASTING or self._can_differ(bare)


def kind_of_piece(mark: str) -> str:
    """The kind of piece that gives marks of this kind: "care-package" of "other:care-package:started"."""
    return mark.removeprefix(OTHER).removeprefix(DIFFER).partition(":")[0].partition("=")[0]
