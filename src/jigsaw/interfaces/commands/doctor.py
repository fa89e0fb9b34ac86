"""`jigsaw doctor`: what is wrong with an installation, and the mend."""

import sys
from collections.abc import Iterator
from datetime import timedelta

import typer

from jigsaw.interfaces.commands.answers import print_json, say
from jigsaw.interfaces.commands.ground import AS_JSON, command
from jigsaw.interfaces.health.finding import Finding, guarded

PYTHON = (3, 11)

DRILLED_WITHIN = timedelta(days=32)
"""How old the last drill may be: a month, and a day."""

LATE = timedelta(minutes=15)
"""How long after its moment a deadline is overdue: a timer that runs once in some minutes is well."""


@command
def doctor(as_json: bool = AS_JSON) -> None:
    """Look the installation over. Leaves with 1 when something is wrong."""
    found = list(findings())
    if as_json:
        print_json([one.__dict__ for one in found])
    else:
        for one in found:
            say(f"{'well ' if one.sound else 'WRONG'}  {one.what}: {one.found}")
            if not one.sound:
                say(f"       mend: {one.mend}")
    if not all(one.sound for one in found):
        raise typer.Exit(1)


def findings() -> Iterator[Finding]:
    """Everything that is looked at, one thing after another."""
    from jigsaw.interfaces.health import by_the_clock

    yield _python()
    database = guarded("The database answers", _database)
    yield database
    if not database.sound:
        return
    tables = guarded("Its tables are up to date", _tables)
    yield tables
    yield guarded("The rules of access", _rules)
    yield guarded("The pack of patterns", _pack)
    yield guarded("The linkage model", _model)
    if tables.sound:
        yield guarded("The database's own wall", _wall)
        yield guarded("What waits to be worked out", _queues)
        yield guarded("Deadlines fire", _clock)
        yield guarded("The audit trail is kept", _trail)
        yield guarded("Sealed words can be opened", _seals)
        yield from by_the_clock.findings()
        yield guarded("A backup could be restored", _backup)
        yield guarded("Records are joined by this version's rules", _keys)
        yield guarded("Encoded identities meet one another", _encodings)
        yield guarded("A sharing agreement is in force", _agreement)
        yield guarded("Sharing policies hold", _policies)
        yield guarded("Feeds", _feeds)
        yield guarded("Everybody has a second factor", _second_factors)
    yield guarded("Services that vouch for people", _vouching)
    yield guarded("Settings of a service", _settings)


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
    if newest and keeping.is_on_the_databases_disk():
        found += "; it stands on the database's own disk: keep a copy elsewhere"
    return Finding(what, not keeping.is_overdue(), found, "Keep this running: jigsaw timer --every 60")


def _seals() -> Finding:
    from jigsaw.foundation.sealing.opening import how_many_cannot_be_opened

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
    mend = "Run: jigsaw relink. Until then, whoever comes new is not compared with everybody"
    return Finding("Records are joined by this version's rules", not other, told, mend)


def _encodings() -> Finding:
    from jigsaw.care.linkage.checking import sent_by_earlier_schemes

    agencies = sent_by_earlier_schemes()
    told = ", ".join(f"{count:,} of {key}" for key, count in agencies.items())
    told = f"encoded as an earlier version did: {told}" if told else "none waits for its agency"
    mend = "Ask them to run this version's jigsaw encode and send all anew. Until then these join by nothing encoded"
    return Finding("Encoded identities meet one another", not agencies, told, mend)


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


def _second_factors() -> Finding:
    from django.conf import settings

    from jigsaw.foundation.accounts.queries import how_many_lack_a_factor
    from jigsaw.foundation.core.viewer import JIGSAW

    what = "Everybody has a second factor"
    if settings.JIGSAW_DEMO:
        return Finding(what, True, "this is the demo: a password is enough")
    if not settings.JIGSAW_SECOND_FACTOR:
        return Finding(
            what, False, "a password alone lets people in", "Set JIGSAW_SECOND_FACTOR = True in the settings"
        )
    lacking = how_many_lack_a_factor(viewer=JIGSAW)
    found = f"{lacking:,} have none yet, and set one up before anything opens" if lacking else "everybody has"
    return Finding(
        what, not lacking, found, "Ask them to sign in once, or close what nobody uses: jigsaw account close"
    )


def _vouching() -> Finding:
    from jigsaw.foundation.accounts.openid.providers import FaultyProviders, providers

    what = "Services that vouch for people"
    try:
        named = ", ".join(one.name for one in providers().values())
    except FaultyProviders as error:
        return Finding(what, False, error.hindered_by, error.next_step)
    return Finding(what, True, named or "none: people sign in with a password or a passkey")


def _settings() -> Finding:
    from django.conf import settings

    if settings.JIGSAW_DEMO:
        return Finding("Settings of a service", True, "this is the demo: for invented people only")
    lacking = [name for name in ("SECRET_KEY", "ALLOWED_HOSTS") if not getattr(settings, name)]
    found = f"missing: {', '.join(lacking)}" if lacking else "complete"
    return Finding("Settings of a service", not lacking, found, "Set JIGSAW_SECRET_KEY and JIGSAW_HOSTS")
