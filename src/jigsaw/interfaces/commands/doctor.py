"""`jigsaw doctor`: what is wrong with an installation, and the mend."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import typer

from jigsaw.interfaces.commands.answers import print_json, say
from jigsaw.interfaces.commands.ground import AS_JSON, command

PYTHON = (3, 11)

DRILLED_WITHIN = timedelta(days=32)
"""How old the last drill may be: a month, and a day."""

LATE = timedelta(minutes=15)
"""How long after its moment a deadline is overdue: a timer that runs once in some minutes is well."""


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it is sound, what was found, and the mend when it is not."""

    what: str
    sound: bool
    found: str
    mend: str = ""


@command
def doctor(as_json: bool = AS_JSON) -> None:
    """Look the installation over. Leaves with 1 when something is wrong."""
    findings = list(_findings())
    if as_json:
        print_json([one.__dict__ for one in findings])
    else:
        for one in findings:
            say(f"{'well ' if one.sound else 'WRONG'}  {one.what}: {one.found}")
            if not one.sound:
                say(f"       mend: {one.mend}")
    if not all(one.sound for one in findings):
        raise typer.Exit(1)


def _findings() -> Iterator[Finding]:
    yield _python()
    database = _guarded("The database answers", _database)
    yield database
    if not database.sound:
        return
    tables = _guarded("Its tables are up to date", _tables)
    yield tables
    yield _guarded("The rules of access", _rules)
    yield _guarded("The pack of patterns", _pack)
    yield _guarded("The linkage model", _model)
    if tables.sound:
        yield _guarded("The database's own wall", _wall)
        yield _guarded("What waits to be worked out", _queues)
        yield _guarded("Deadlines fire", _clock)
        yield _guarded("The audit trail is kept", _trail)
        yield _guarded("Sealed words can be opened", _seals)
        yield _guarded("A backup could be restored", _backup)
        yield _guarded("Records are joined by this version's rules", _keys)
        yield _guarded("A sharing agreement is in force", _agreement)
        yield _guarded("Sharing policies hold", _policies)
        yield _guarded("Feeds", _feeds)
    yield _guarded("Settings of a service", _settings)


def _guarded(what: str, look: Callable[[], Finding]) -> Finding:
    # Whatever goes wrong is the finding: the doctor itself must not fall ill. Only the kind of error is told, since an
    # error of a database can quote what it was given.
    try:
        return look()
    except Exception as error:
        return Finding(
            what, False, f"it could not be looked at ({type(error).__name__})", "Run: jigsaw migrate"
        )


def _python() -> Finding:
    version = ".".join(str(part) for part in sys.version_info[:3])
    return Finding("Python", sys.version_info >= PYTHON, version, "Install Python 3.11 or newer")


def _database() -> Finding:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    driver = getattr(connection, "Database", None)
    version = getattr(driver, "sqlite_version", "")
    return Finding("The database answers", True, f"{connection.vendor} {version}".strip())


def _tables() -> Finding:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    found = f"{len(missing)} steps are missing" if missing else "up to date"
    return Finding("Its tables are up to date", not missing, found, "Run: jigsaw migrate")


def _wall() -> Finding:
    from jigsaw.foundation.core import wall

    gaps = wall.gaps()
    mend = "Sign in as a role of its own that is no superuser: see docs/how-to/run-on-postgresql.md"
    return Finding(
        "The database's own wall", not gaps, "; ".join(gaps) or "it stands, or there is none to be", mend
    )


def _rules() -> Finding:
    from jigsaw.foundation.access.rules.reading import FaultyRules, shipped_rules

    try:
        count = len(shipped_rules().by_id)
    except FaultyRules as error:
        return Finding("The rules of access", False, error.hindered_by, "Install this version again")
    return Finding("The rules of access", True, f"{count} rules, each fits the schema")


def _pack() -> Finding:
    from jigsaw.care.reasons.pack import pack_in_force
    from jigsaw.engine.patterns.kernel import why_in_use

    found = f"{len(pack_in_force().patterns)} patterns, checked as a whole; {why_in_use()}"
    return Finding("The pack of patterns", True, found)


def _model() -> Finding:
    from jigsaw.care.linkage.store import model_in_force
    from jigsaw.engine.linkage.kernel import why_in_use

    found = f"{len(model_in_force().comparisons)} comparisons; {why_in_use()}"
    return Finding("The linkage model", True, found)


def _queues() -> Finding:
    from jigsaw.care.linkage.derivation import how_many_wait
    from jigsaw.care.reasons.derivation import how_many_to_read

    waiting = how_many_wait() + how_many_to_read()
    found = f"{waiting:,} wait" if waiting else "nothing waits"
    return Finding("What waits to be worked out", not waiting, found, "Run: jigsaw catch-up")


def _clock() -> Finding:
    from jigsaw.care.reasons.derivation import how_many_are_overdue

    late = how_many_are_overdue(LATE)
    found = f"{late:,} are overdue" if late else "none is overdue"
    return Finding("Deadlines fire", not late, found, "Keep this running: jigsaw timer --every 60")


def _trail() -> Finding:
    from jigsaw.foundation.audit import keeping
    from jigsaw.foundation.core import guards

    what = "The audit trail is kept"
    if bare := guards.unguarded():
        return Finding(what, False, f"rows can be changed in: {', '.join(bare)}", "Run: jigsaw migrate")
    newest = keeping.last()
    found = f"last checkpoint {newest.number}, of {newest.at}" if newest else "no checkpoint yet"
    return Finding(what, not keeping.is_overdue(), found, "Keep this running: jigsaw timer --every 60")


def _seals() -> Finding:
    from jigsaw.foundation.sealing.queries import how_many_cannot_be_opened

    lost, there = how_many_cannot_be_opened()
    told = f"{lost:,} of {there:,} keys cannot be opened" if lost else f"{there:,} keys"
    return Finding(
        "Sealed words can be opened", not lost, told, "Put back the file that JIGSAW_SEAL_KEY names"
    )


def _backup() -> Finding:
    from django.conf import settings

    from jigsaw.foundation.audit.queries import last_event
    from jigsaw.foundation.core.time import now
    from jigsaw.foundation.core.viewer import JIGSAW
    from jigsaw.interfaces.backups.restoring import DRILL
    from jigsaw.interfaces.backups.writing import SUBJECT

    what, mend = "A backup could be restored", "Run: jigsaw backup, then jigsaw restore --drill, every week"
    if settings.JIGSAW_DEMO:
        return Finding(what, True, "this is the demo: it is built again, not restored")
    last = last_event(viewer=JIGSAW, subject_kind=SUBJECT, subject_id=DRILL)
    if last is None:
        return Finding(what, False, "no backup was ever restored in a drill", mend)
    found = f"the drill of {last.at:%d %B %Y} found it {'whole' if last.detail['sound'] else 'not sound'}"
    return Finding(what, last.detail["sound"] and now() - last.at < DRILLED_WITHIN, found, mend)


def _keys() -> Finding:
    from jigsaw.care.linkage.checking import under_other_keys

    other, looked_at = under_other_keys()
    told = f"{other} of {looked_at} looked at stand under other keys" if other else f"{looked_at} looked at"
    mend = "Run: jigsaw rebuild. Until then, whoever comes new is not compared with everybody"
    return Finding("Records are joined by this version's rules", not other, told, mend)


def _agreement() -> Finding:
    from jigsaw.care.sharing.queries import agreements_on_paper
    from jigsaw.foundation.access.policies import parties_today
    from jigsaw.foundation.core.viewer import JIGSAW

    parties, paper = len(parties_today()), agreements_on_paper(viewer=JIGSAW)
    told = f"{parties} agencies share today"
    told += f"; signed on paper, and not in Jigsaw: {', '.join(paper)}" if paper else ""
    mend = "Note an agreement: until then nobody sees anybody"
    return Finding("A sharing agreement is in force", parties > 1, told, mend)


def _policies() -> Finding:
    from jigsaw.care.sharing.queries import reminders
    from jigsaw.foundation.core.viewer import JIGSAW

    ending = reminders(viewer=JIGSAW)
    told = ", ".join(f"{one.key} ends on {one.ends_on:%Y-%m-%d}" for one in ending)
    over = any(one.days <= 7 for one in ending)
    mend = "Renew it: write its next version, and let each party sign"
    return Finding("Sharing policies hold", not over, told or "none ends within 60 days", mend)


def _feeds() -> Finding:
    from jigsaw.care.intake.freshness import feed_states
    from jigsaw.foundation.core.viewer import JIGSAW

    states = feed_states(JIGSAW)
    silent = sum(one.is_silent for one in states)
    found = f"{len(states)} known, {silent} silent"
    return Finding("Feeds", not silent, found, "See which: jigsaw feeds. Ask their agency")


def _settings() -> Finding:
    from django.conf import settings

    if settings.JIGSAW_DEMO:
        return Finding("Settings of a service", True, "this is the demo: for invented people only")
    lacking = [name for name in ("SECRET_KEY", "ALLOWED_HOSTS") if not getattr(settings, name)]
    found = f"missing: {', '.join(lacking)}" if lacking else "complete"
    return Finding("Settings of a service", not lacking, found, "Set JIGSAW_SECRET_KEY and JIGSAW_HOSTS")
