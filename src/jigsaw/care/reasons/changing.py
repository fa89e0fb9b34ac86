"""Changing the pack in force: numbers are tried, seen, signed; a pattern is stopped and started again.

Each change puts in the queue whomever it may concern, in the transaction that makes it: who reads them afterwards reads
by what was signed.
"""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from jigsaw.care.patterns import actions as patterns
from jigsaw.care.patterns.queries import trial as trial_for
from jigsaw.care.reasons import candidates
from jigsaw.care.reasons.actions import note_to_read
from jigsaw.care.reasons.backtesting import Progress, try_pack
from jigsaw.care.reasons.differences import difference
from jigsaw.care.reasons.pack import changed_pack, force, kinds_of_others, look_again
from jigsaw.engine.patterns.pattern import Pack, Pattern
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.viewer import Viewer

_EVER = -100 * 366 * 24 * 60
"""Longer ago than anybody's story, in minutes since 1970."""

Numbers = Mapping[str, int | str]


def try_numbers(
    *,
    by: Viewer,
    pattern: str,
    numbers: Numbers,
    since: date,
    until: date,
    progress: Progress | None = None,
) -> int:
    """Run other numbers of one pattern over what is held, keep what they would change, and return the trial's key.

    Nothing is put in force and nobody is told. Raises PackFaults for numbers that are wrong, NotFound, Refused.
    """
    look_again()
    before = _pattern(force().with_stopped, pattern)
    pack = changed_pack(parameters={pattern: numbers})
    after = _pattern(pack, pattern)
    tried = try_pack(
        viewer=by, pack=pack, since=since, until=until, against=force().with_stopped, progress=progress
    )
    found = difference(tried, before, after)
    told = {name: value for name, value in after.parameters.items() if name in before.parameters}
    return patterns.keep_trial(
        by=by, pattern=pattern, version=after.version, parameters=told, difference=found
    )


@transaction.atomic
def sign(*, by: Viewer, trial: int, why: str) -> int:
    """Put the numbers of a trial in force, and return how the version is numbered. Raises Refused, NotFound."""
    tried = trial_for(viewer=by, key=trial)
    look_again()
    before = _pattern(force().with_stopped, tried.pattern)
    check_may_change(before)
    made = patterns.sign(by=by, trial=trial, why=why, in_force=before.content_hash)
    look_again(by=by)
    _read_all_concerned(by, [before, _pattern(force().with_stopped, tried.pattern)])
    return made.number


@transaction.atomic
def stop(*, by: Viewer, pattern: str, why: str, review_on: date) -> None:
    """Stop a pattern: what it found is withdrawn as people and homes are read again. Raises Refused, NotFound."""
    one = _pattern(force().with_stopped, pattern)
    patterns.stop(by=by, pattern=pattern, why=why, review_on=review_on)
    look_again(by=by)
    _read_all_concerned(by, [one])


@transaction.atomic
def start(*, by: Viewer, pattern: str, why: str) -> None:
    """Start a pattern that was stopped. Raises Refused, NotFound."""
    one = _pattern(force().with_stopped, pattern)
    patterns.start(by=by, pattern=pattern, why=why)
    look_again(by=by)
    _read_all_concerned(by, [one])


def check_may_change(pattern: Pattern) -> None:
    """Raise Refused for a pattern with a time limit: its numbers are the law's, or a standard's."""
    if pattern.statutory:
        raise Refused(
            "Changing a pattern’s numbers",
            "it has a time limit, which is not the area’s to change",
            "Propose a new definition, with its source",
        )


def _pattern(pack: Pack, key: str) -> Pattern:
    found = pack.pattern(key)
    if found is None:
        raise NotFound("Opening a pattern", "there is none with this id", "Look at the list of patterns")
    return found


def _read_all_concerned(by: Viewer, these: list[Pattern]) -> None:
    """Put everybody in the queue of whom one of these could ever be true, and so could turn by the clock alone."""
    subject = these[0].subject
    if subject == "home":
        note_to_read(by=by, homes=candidates.homes(these, _EVER))
    elif subject == "person":
        note_to_read(by=by, persons=candidates.persons(these, _EVER))
    else:
        markers = kinds_of_others(Pack(tuple(these), ""))
        note_to_read(by=by, persons={pair.exposed for pair in candidates.pairs(markers)})
