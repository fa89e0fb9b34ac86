"""Who is involved now and whom to ring: open involvements with their workers, else the agency's own
telephone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from jigsaw.care.intake.domain.entries import Entry, Holder
from jigsaw.care.intake.domain.kinds import Shape
from jigsaw.foundation.core.time import Moment

KEY_WORKER = "key-worker"
# Being registered with a practice or renting a home is a tie, and not a sign that anybody is at work.
BACKGROUND = frozenset({"gp-registration", "tenancy"})


@dataclass(frozen=True)
class Involved:
    """An agency that is involved: with what, since when, who, and the number to ring."""

    holder: Holder
    what: str
    since: Moment
    who: str
    telephone: str
    entry: Entry
    is_background: bool = False


@dataclass(frozen=True)
class Holding:
    """An agency that holds pieces and has no open involvement: its last piece, and the number to ring."""

    holder: Holder
    last: Entry
    count: int


def involved_now(entries: Iterable[Entry], at: datetime) -> tuple[Involved, ...]:
    """Open involvements, latest begun first and background ones last; a key worker stands with the agency's
    own.
    """
    open_now = [entry for entry in entries if entry.is_open(at)]
    workers = {entry.holder.key: entry for entry in open_now if entry.kind == KEY_WORKER}
    found = [_involved(entry, workers) for entry in open_now if entry.shape is Shape.INVOLVEMENT]
    told = {each.holder.key for each in found if not each.is_background}
    found += [_involved(entry, workers) for key, entry in workers.items() if key not in told]
    return tuple(sorted(found, key=lambda each: (each.is_background, -each.since.at.timestamp(), each.what)))


def _involved(entry: Entry, workers: dict[str, Entry]) -> Involved:
    holder, is_background = entry.holder, entry.kind in BACKGROUND
    own = entry.attributes
    key_worker = {} if is_background or holder.key not in workers else workers[holder.key].attributes
    worker = own.get("worker") or key_worker.get("worker") or key_worker.get("value", "")
    team = own.get("team") or key_worker.get("team", "")
    telephone = own.get("worker_telephone") or key_worker.get("worker_telephone", "") or holder.telephone
    who = ", ".join(part for part in (worker, team) if part) or holder.contact or "Switchboard"
    return Involved(holder, entry.label, entry.when, who, telephone, entry, is_background)


def holding_only(entries: Sequence[Entry], involved: Iterable[Involved]) -> tuple[Holding, ...]:
    """Agencies that hold pieces without an open involvement, by their last piece, latest first."""
    busy = {each.holder.key for each in involved}
    last: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.holder.key not in busy:
            last.setdefault(entry.holder.key, []).append(entry)
    found = [Holding(held[-1].holder, held[-1], len(held)) for held in last.values()]
    return tuple(sorted(found, key=lambda each: each.last.when.at, reverse=True))


def last_ended(entries: Iterable[Entry]) -> Entry | None:
    """The involvement that ended last, when any did."""
    counted = (entry for entry in entries if entry.kind not in BACKGROUND)
    ended = [entry for entry in counted if entry.shape is Shape.INVOLVEMENT and entry.until]
    return max(ended, key=lambda entry: entry.until.at if entry.until else entry.when.at, default=None)
