"""What stands of patterns, for the part that reads timelines. Not for screens."""

from dataclasses import dataclass
from datetime import datetime

from jigsaw.care.patterns.models import Definition, PackInForce, SignedVersion, Switch
from jigsaw.engine.patterns.keeping import from_kept
from jigsaw.engine.patterns.pattern import Pattern
from jigsaw.foundation.core.asking import Question
from jigsaw.foundation.core.errors import NotFound

_MARK = Question(
    """SELECT (SELECT max(id) FROM patterns_signedversion), (SELECT max(id) FROM patterns_switch),
    (SELECT content_hash FROM patterns_packinforce ORDER BY id DESC LIMIT 1)""",
    *(int, int, str),
)


@dataclass(frozen=True)
class Mark:
    """What changes whenever the pack in force does: the last signature and switch; and the pack last noted."""

    signed: int | None
    switched: int | None
    noted: str | None


@dataclass(frozen=True)
class Signed:
    """Numbers that hold for one version of a pattern's definition."""

    version: int
    number: int
    parameters: dict[str, int | str]


@dataclass(frozen=True)
class Standing:
    """The latest signed numbers by pattern, and the patterns that are stopped."""

    signed: dict[str, Signed]
    stopped: frozenset[str]


def mark() -> Mark:
    """Whether anything changed since it was last asked: one short question."""
    return Mark(*_MARK.ask()[0])


def standing() -> Standing:
    """What was signed and stopped, as of now."""
    signed = {
        one.pattern: Signed(one.version, one.number, one.parameters)
        for one in SignedVersion.objects.order_by("pk")
    }
    switched = {one.pattern: one.is_stopped for one in Switch.objects.order_by("pk")}
    return Standing(signed, frozenset(key for key, is_stopped in switched.items() if is_stopped))


def definition(content_hash: str) -> Pattern:
    """The pattern that has, or had, this hash. Raises NotFound for one that was never in force here."""
    row = Definition.objects.filter(pk=content_hash).first()
    if row is None:
        raise NotFound(
            "Loading a pattern by its hash",
            "none with this hash was ever in force here",
            "Check the hash, or restore the database that knew it",
        )
    return from_kept(row.kept)


def patterns_at(at: datetime) -> tuple[Pattern, ...]:
    """The patterns that were in force at a moment; none when that is before the first that is known of."""
    row = PackInForce.objects.filter(at__lte=at).order_by("pk").last()
    if row is None:
        return ()
    kept = Definition.objects.in_bulk(row.patterns)
    return tuple(from_kept(kept[one].kept) for one in row.patterns)


def hash_at(pattern: str, at: datetime) -> str:
    """The hash of a pattern, with its numbers, as it was in force at a moment; empty where none is known of."""
    row = PackInForce.objects.filter(at__lte=at).order_by("pk").last()
    known = Definition.objects.filter(pk__in=row.patterns if row else (), pattern=pattern)
    return known.values_list("pk", flat=True).first() or ""


def numbers_of(pattern: str) -> dict[str, list[int]]:
    """How often numbers had been signed for a pattern when it had a hash, by that hash; 0 is of its own numbers.

    Several, where somebody signed numbers that had held before.
    """
    known = dict(Definition.objects.filter(pattern=pattern).values_list("pk", "at"))
    found: dict[str, list[int]] = {one: [] for one in known}
    for one in SignedVersion.objects.filter(pattern=pattern).order_by("pk"):
        numbers = found.setdefault(one.content_hash, [])
        if not numbers and one.content_hash in known and known[one.content_hash] < one.at:
            numbers.append(0)
        numbers.append(one.number)
    return {content_hash: numbers or [0] for content_hash, numbers in found.items()}


def pack_known(content_hash: str) -> tuple[Pattern, ...]:
    """The patterns of a pack that was in force, by the pack's hash. Raises NotFound."""
    row = PackInForce.objects.filter(content_hash=content_hash).last()
    if row is None:
        raise NotFound(
            "Loading a pack by its hash",
            "none with this hash was ever in force here",
            "Check the hash, or restore the database that knew it",
        )
    return tuple(definition(one) for one in row.patterns)
