"""Writes: noting what is in force, keeping a trial, signing numbers, stopping a pattern and starting it again."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from jigsaw.care.patterns.domain.differences import Difference
from jigsaw.care.patterns.models import Definition, PackInForce, SignedVersion, Switch, Trial
from jigsaw.engine.patterns.keeping import kept
from jigsaw.engine.patterns.pattern import Pack, hash_of
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.turns import take_turn
from jigsaw.foundation.core.viewer import Viewer, person_behind

STAYS_FRESH = timedelta(days=7)
"""A trial older than this is not signed: what is held has moved on since."""

_TURN = "changing the pack in force"


@transaction.atomic
def note_pack(*, by: Viewer, pack: Pack) -> None:
    """Keep a pack that came into force, word for word, so that what it found can be regenerated for ever."""
    take_turn(_TURN)
    hashes = [one.content_hash for one in pack.patterns]
    known = set(Definition.objects.filter(pk__in=hashes).values_list("pk", flat=True))
    Definition.objects.bulk_create(
        Definition(content_hash=one.content_hash, pattern=one.id, version=one.version, kept=kept(one))
        for one in pack.patterns
        if one.content_hash not in known
    )
    latest = PackInForce.objects.last()
    if latest is None or latest.content_hash != pack.content_hash:
        PackInForce.objects.create(content_hash=pack.content_hash, patterns=hashes)
        record_act(by=by, act="pack in force", subject_kind="patterns", subject_id=pack.content_hash[:36])


@transaction.atomic
def keep_trial(
    *, by: Viewer, pattern: str, version: int, parameters: Mapping[str, int | str], difference: Difference
) -> int:
    """Keep a trial of other numbers, and return its key. Raises Refused."""
    check(by, Act.TRY_PATTERNS)
    told: dict[str, Any] = difference.as_told()
    made = Trial.objects.create(
        pattern=pattern,
        version=version,
        parameters=dict(parameters),
        **told,
        list_hash=hash_of([pattern, version, parameters, told]),
        by_id=person_behind(by),
        agency=by.agency,
    )
    record_act(
        by=by, act="pattern tried", subject_kind="patterns", subject_id=pattern, detail={"trial": made.pk}
    )
    return made.pk


@transaction.atomic
def sign(*, by: Viewer, trial: int, why: str, in_force: str) -> SignedVersion:
    """Sign the numbers of a trial: from now on they hold. in_force: the hash of the pattern as it stands.

    Raises Refused when the viewer may not sign, there is no why, or the trial is of other numbers than now stand, is
    old, or was signed; NotFound.
    """
    check(by, Act.SIGN_PATTERNS)
    take_turn(_TURN)
    tried = Trial.objects.filter(pk=trial).first()
    if tried is None:
        raise NotFound("Signing a pattern’s numbers", "there is no such trial", "Try the numbers first")
    said = _why("Signing a pattern’s numbers", why)
    _check_can_be_signed(tried, in_force)
    mine = SignedVersion.objects.filter(pattern=tried.pattern, version=tried.version)
    made = SignedVersion.objects.create(
        pattern=tried.pattern,
        version=tried.version,
        number=mine.count() + 1,
        parameters=tried.parameters,
        content_hash=tried.after_hash,
        trial=tried,
        why=said,
        by_id=person_behind(by),
        agency=by.agency,
    )
    told = {"number": made.number, "hash": made.content_hash, "list": tried.list_hash}
    record_act(by=by, act="pattern signed", subject_kind="patterns", subject_id=tried.pattern, detail=told)
    return made


@transaction.atomic
def stop(*, by: Viewer, pattern: str, why: str, review_on: date) -> Switch:
    """Stop a pattern: it finds nothing more until it is started again. Raises Refused."""
    if review_on <= now().date():
        raise Refused(
            "Stopping a pattern", "the day to look at it again has passed", "Give a day that is to come"
        )
    return _switch(by, pattern, is_stopped=True, why=why, review_on=review_on)


@transaction.atomic
def start(*, by: Viewer, pattern: str, why: str) -> Switch:
    """Start a pattern that was stopped. Raises Refused."""
    return _switch(by, pattern, is_stopped=False, why=why, review_on=None)


def _switch(by: Viewer, pattern: str, *, is_stopped: bool, why: str, review_on: date | None) -> Switch:
    asked = "Stopping a pattern" if is_stopped else "Starting a pattern again"
    check(by, Act.SIGN_PATTERNS)
    take_turn(_TURN)
    latest = Switch.objects.filter(pattern=pattern).last()
    if bool(latest and latest.is_stopped) == is_stopped:
        raise Refused(asked, "it is so already", "Look at the list of patterns")
    made = Switch.objects.create(
        pattern=pattern,
        is_stopped=is_stopped,
        why=_why(asked, why),
        review_on=review_on,
        by_id=person_behind(by),
        agency=by.agency,
    )
    act = "pattern stopped" if is_stopped else "pattern started"
    record_act(by=by, act=act, subject_kind="patterns", subject_id=pattern)
    return made


def _why(asked: str, why: str) -> str:
    if not why.strip():
        raise Refused(asked, "no why was given", "Say why in a sentence")
    return why.strip()[:300]


def _check_can_be_signed(tried: Trial, in_force: str) -> None:
    asked, again = "Signing a pattern’s numbers", "Try the numbers again, and sign what you then see"
    if SignedVersion.objects.filter(trial=tried).exists():
        raise Refused(asked, "this trial was signed already", "Look at the pattern’s versions")
    if tried.before_hash != in_force:
        raise Refused(asked, "the pattern was changed since they were tried", again)
    if tried.before_hash == tried.after_hash:
        raise Refused(asked, "they are the numbers that stand already", "Change a number")
    if tried.at < now() - STAYS_FRESH:
        raise Refused(asked, f"they were tried more than {STAYS_FRESH.days} days ago", again)
