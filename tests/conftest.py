"""What every test shares: how hard properties are tried, and which tests need a database or a browser."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connections
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings

from jigsaw.foundation.core import guards, wall

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PLAIN = "jigsaw_tests"
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}
JOURNEYS = Path(__file__).parent / "journeys"

settings.register_profile("quick", max_examples=25, deadline=None)
settings.register_profile("ci", max_examples=60, deadline=None, derandomize=True, print_blob=True)
settings.register_profile("long", max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "quick"))


def pytest_addoption(parser):
    """`--database only` is the second run, on the other database; `--database none` is for `make check`."""
    parser.addoption("--database", choices=["all", "only", "none"], default="all")


def needs_database(item):
    """Whether a test asks for a database, by marker or by fixture."""
    asked = DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
    return bool(asked) or item.get_closest_marker("django_db") is not None


def needs_browser(item):
    """Whether a test drives a browser: all journeys do."""
    return JOURNEYS in item.path.parents


def pytest_collection_modifyitems(config, items):
    """Leave out what this run is not about, and never let a missing browser pass in silence."""
    wanted = config.getoption("--database")
    if wanted != "all":
        left_out = [item for item in items if needs_database(item) != (wanted == "only")]
        items[:] = [item for item in items if item not in set(left_out)]
        config.hook.pytest_deselected(items=left_out)
    if any(map(needs_browser, items)) and not any(map(shutil.which, BROWSERS)):
        leave_browser_tests(items)


def leave_browser_tests(items):
    """Without a browser: stop in CI; elsewhere skip the journeys and say how to get one."""
    reason = "no Chromium was found: run scripts/ensure_chromium, or install it, to walk the journeys"
    if os.environ.get("CI"):
        raise pytest.UsageError(reason)
    for item in filter(needs_browser, items):
        item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory, django_db_modify_db_settings_parallel_suffix):
    """A database for each worker. SQLite's is a file, as it is used: in memory it has no log and no waiting."""
    chosen, folder = connections["default"].settings_dict, tmp_path_factory.mktemp("database")
    django_settings.JIGSAW_SEAL_KEY = str(folder / "seals.key")
    if "postgresql" in chosen["ENGINE"]:
        chosen["USER"] = plain_role(chosen)
        # Apart from what an earlier run may have left, which another role owns.
        chosen["TEST"]["NAME"] = f"{chosen['TEST'].get('NAME') or 'test_' + chosen['NAME']}_plain"
    if "sqlite" in chosen["ENGINE"]:
        chosen["TEST"]["NAME"] = str(folder / "test.sqlite3")
        chosen["OPTIONS"] |= {"synchronous": "NORMAL", "key_file": str(folder / "test.key")}


@pytest.fixture(scope="session", autouse=True)
def _a_key_of_accounts(tmp_path_factory):
    """For this run alone."""
    django_settings.JIGSAW_ACCOUNT_KEY = str(tmp_path_factory.mktemp("accounts") / "accounts.key")


def plain_role(chosen):
    """A role that owns what it makes and is no superuser, as a service's is: a superuser goes round the second wall."""
    import psycopg
    from psycopg import sql

    told = {"host": chosen["HOST"], "port": chosen["PORT"], "user": chosen["USER"]}
    with psycopg.connect(**told, password=chosen["PASSWORD"], dbname=chosen["NAME"], autocommit=True) as here:
        made = sql.SQL("CREATE ROLE {} LOGIN CREATEDB NOSUPERUSER PASSWORD {}")
        with suppress(psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):
            here.execute(made.format(sql.Identifier(PLAIN), sql.Literal(chosen["PASSWORD"])))
    return PLAIN


@pytest.fixture(scope="session", autouse=True)
def _tests_read_for_jigsaw_itself():
    """A test reads for all, and what it asks over HTTP for whoever is signed in."""
    with wall.reading_for(wall.JIGSAW):
        yield


@pytest.fixture(scope="session", autouse=True)
def _tables_that_only_grow_are_emptied_between_tests():
    """What a test committed is cleared away after it, also from tables that the database guards."""
    empty = TransactionTestCase._fixture_teardown

    def unguarded(self):
        with guards.taken_down():
            empty(self)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(TransactionTestCase, "_fixture_teardown", unguarded)
        yield
