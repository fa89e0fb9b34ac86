"""What every way of running Jigsaw shares. Each environment variable is named in docs/reference/settings.md."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

SOURCE = Path(__file__).resolve().parents[1]
HOME = Path(os.environ.get("JIGSAW_HOME", Path.cwd() / "var"))

USE_TZ = True
TIME_ZONE = "Europe/London"
LANGUAGE_CODE = "en-gb"
USE_I18N = False

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "jigsaw.foundation.organisations",
    "jigsaw.foundation.audit",
    "jigsaw.foundation.sealing",
    "jigsaw.foundation.running",
    "jigsaw.foundation.access",
    "jigsaw.foundation.accounts",
    "jigsaw.foundation.outbox",
    "jigsaw.care.people",
    "jigsaw.care.sharing",
    "jigsaw.care.intake",
    "jigsaw.care.linkage",
    "jigsaw.care.patterns",
    "jigsaw.care.reasons",
    "jigsaw.care.stewardship",
    "jigsaw.care.conversations",
    "jigsaw.care.reviews",
    "jigsaw.care.panels",
    "jigsaw.care.looks",
]
AUTH_USER_MODEL = "organisations.Practitioner"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign_in"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "jigsaw.interfaces.workspace.headers.TellBrowsers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "jigsaw.interfaces.workspace.walled.ReadForTheirAgency",
    "jigsaw.interfaces.workspace.signing_in.sessions.LockSessions",
    "jigsaw.interfaces.workspace.middleware.AnswerErrors",
]
ROOT_URLCONF = "jigsaw.interfaces.workspace.urls"
WSGI_APPLICATION = "jigsaw.interfaces.workspace.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [str(path) for path in sorted((SOURCE).glob("*/*/templates"))],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "jigsaw.foundation.design.environment.environment"},
    }
]
STATIC_URL = "/static/"
STATICFILES_DIRS = [SOURCE / "foundation" / "design" / "static"]

# Our own few files are served from where they stand: no step to collect them, and none to forget.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# A form carries its token in its own body, so that no script needs to read the cookie.
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True

# Longer than a session of ours is open (signing_in.sessions): what somebody typed last is still known as theirs.
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_FAILURE_VIEW = "jigsaw.interfaces.workspace.middleware.form_not_ours"
MIGRATION_MODULES: dict[str, Any] = {}

# What the main navigation offers: words, url name, and the act of foundation.access.domain that shows it.
JIGSAW_NAVIGATION = [
    ("Home", "home", "see people"),
    ("Search", "search", "see people"),
    ("Reasons", "reasons", "see people"),
    ("Conversations", "conversations", "see people"),
    ("May I share?", "sharing", "see people"),
    ("Reviews", "joint_reviews", "see people"),
    ("Quality panels", "panels", "see people"),
    ("Feeds", "feeds", "see feeds"),
    ("Refused rows", "quarantine", "mend refused rows"),
    ("Joins to decide", "joins", "decide joins"),
    ("How joins are decided", "agreement", "oversee joins"),
    ("Patterns", "patterns", "try changed patterns"),
    ("Broken glass", "broken_glass", "review broken glass"),
    ("Questions about looks", "look_questions", "review looks"),
    ("Odd looks", "odd_looks", "review looks"),
    ("Health", "health", "see how Jigsaw runs"),
]

# Addresses of a capability begin with a slash because the list itself has none after its name.
SILENCED_SYSTEM_CHECKS = ["urls.W002"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"without people": {"()": "jigsaw.foundation.core.logs.WithoutPeople"}},
    "handlers": {
        "screen": {"class": "logging.StreamHandler", "formatter": "without people", "level": "WARNING"}
    },
    # Django's own handler prints an exception's words, which can quote a person's particulars.
    "loggers": {"django": {"handlers": ["screen"], "level": "WARNING", "propagate": False}},
    "root": {"handlers": ["screen"], "level": "WARNING"},
}

# The module of care that tells foundation.access.standing how things stand between a viewer and a person.
JIGSAW_STANDING = "jigsaw.care.story.standing"

JIGSAW_DEMO = False
JIGSAW_DEMO_SIGN_INS = ""
JIGSAW_DEMO_PASSWORD = ""
JIGSAW_ALLOW_TEST_NHS_NUMBERS = False

# The key files under which plain records are encoded, to be compared with records that agencies sent encoded.
JIGSAW_ENCODING_KEYS = [one for one in os.environ.get("JIGSAW_ENCODING_KEYS", "").split(os.pathsep) if one]

# Whether a password alone is too little: then who has no second factor sets one up before anything else.
JIGSAW_SECOND_FACTOR = False

# After how many minutes of no action a session locks.
JIGSAW_LOCK_MINUTES = int(os.environ.get("JIGSAW_LOCK_MINUTES", "10"))

# How many proxies of ours stand before us, each of which adds to X-Forwarded-For where a request came from.
JIGSAW_PROXIES = 0

# The key that seals second factors and what was typed in locked sessions: apart from the database.
JIGSAW_ACCOUNT_KEY = os.environ.get("JIGSAW_ACCOUNT_KEY", str(HOME / "keys" / "accounts.key"))

# The file of the services that vouch for people: CIS2, NHS login, Entra.
JIGSAW_PROVIDERS = os.environ.get("JIGSAW_PROVIDERS", "")

# Where the audit trail's signed checkpoints are kept, and the key that signs them: neither in the database.
JIGSAW_CHECKPOINTS = os.environ.get("JIGSAW_CHECKPOINTS", str(HOME / "checkpoints"))
JIGSAW_CHECKPOINT_KEY = os.environ.get("JIGSAW_CHECKPOINT_KEY", str(HOME / "keys" / "checkpoints.pem"))

# The key that opens the keys of people's sealed words; a passphrase may stand in its place, as with the store's.
JIGSAW_SEAL_KEY = os.environ.get("JIGSAW_SEAL_KEY", str(HOME / "keys" / "seals.key"))
JIGSAW_SEAL_PASSPHRASE = os.environ.get("JIGSAW_SEAL_PASSPHRASE", "")

# The folder of the backups (*.backup), the file of the private key that reads them, and after how many days the timer
# restores the newest of them beside the database to show that it can be.
JIGSAW_DRILL_BACKUPS = os.environ.get("JIGSAW_DRILL_BACKUPS", "")
JIGSAW_DRILL_KEY = os.environ.get("JIGSAW_DRILL_KEY", "")
JIGSAW_DRILL_DAYS = int(os.environ.get("JIGSAW_DRILL_DAYS", "7"))

# The share of decisions on joins that another steward is asked about, without seeing what was decided.
JIGSAW_SECOND_LOOKS = float(os.environ.get("JIGSAW_SECOND_LOOKS", "0.1"))

# The area whose own numbers of patterns hold here: the name of a file in the pack's folder areas, without its ending.
JIGSAW_AREA = os.environ.get("JIGSAW_AREA", "")

# Where the workspace is asked for, as messages and calendars say it: https://jigsaw.example. Else they say to sign in.
JIGSAW_ADDRESS = os.environ.get("JIGSAW_ADDRESS", "").rstrip("/")

# From whom e-mail comes, and the server that takes it (host:port, by TLS). Without a sender nothing is sent.
JIGSAW_EMAIL_FROM = os.environ.get("JIGSAW_EMAIL_FROM", "")
EMAIL_HOST, _, EMAIL_PORT = os.environ.get("JIGSAW_EMAIL_SERVER", "localhost:587").partition(":")
EMAIL_HOST_USER = os.environ.get("JIGSAW_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("JIGSAW_EMAIL_PASSWORD", "")
EMAIL_USE_TLS, EMAIL_TIMEOUT = EMAIL_HOST not in ("localhost", "127.0.0.1"), 20

# GOV.UK Notify: the file of its key, the template with the places "subject" and "message", and its address.
JIGSAW_NOTIFY_KEY = os.environ.get("JIGSAW_NOTIFY_KEY", "")
JIGSAW_NOTIFY_TEMPLATE = os.environ.get("JIGSAW_NOTIFY_TEMPLATE", "")
JIGSAW_NOTIFY_URL = os.environ.get("JIGSAW_NOTIFY_URL", "https://api.notifications.service.gov.uk")

# A folder with the area's own kinds of conversation, beside those that Jigsaw carries. A file of the same name stands
# for ours.
JIGSAW_CONVERSATION_KINDS = os.environ.get("JIGSAW_CONVERSATION_KINDS", "")

# How many new reasons without a time limit the area can talk about in a week: what a change of a pattern is held
# against.
JIGSAW_REASONS_A_WEEK = int(os.environ.get("JIGSAW_REASONS_A_WEEK", "20"))


THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def sqlite(path: Path) -> dict[str, Any]:
    """The settings of an SQLite database in a file, which is encrypted unless JIGSAW_STORE_KEY is set to nothing."""
    told = {
        "key_file": os.environ.get("JIGSAW_STORE_KEY", str(HOME / "keys" / "store.key")),
        "passphrase_file": os.environ.get("JIGSAW_STORE_PASSPHRASE", ""),
    }
    return {"ENGINE": "jigsaw.foundation.core.sqlite", "NAME": str(path), "OPTIONS": told}


def postgresql(url: str) -> dict[str, Any]:
    """The settings of a PostgreSQL database from
    postgresql://user:password@host:port/name?host=/socket/folder&sslmode=verify-full&sslrootcert=/file.

    Another machine is reached by TLS, whatever the address leaves unsaid.
    """
    parts = urlsplit(url)
    asked = {
        name: unquote(value) for name, _, value in (pair.partition("=") for pair in parts.query.split("&"))
    }
    socket = asked.get("host", "")
    tls = {name: value for name, value in asked.items() if name.startswith("ssl")}
    if not socket and (parts.hostname or "localhost") not in THIS_MACHINE:
        tls = {"sslmode": "require", **tls}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": socket or parts.hostname or "",
        "PORT": str(parts.port or ""),
        # What is asked for every record that comes is planned once a connection (foundation.core.asking). Leave this
        # out behind a pooler that cannot keep such plans.
        # One plan for lists of any length: to plan anew for each, as PostgreSQL would, takes longer than the answer; so
        # does compiling a plan.
        "OPTIONS": {
            "prepare_threshold": 5,
            "options": "-c plan_cache_mode=force_generic_plan -c jit=off",
            **tls,
        },
    }


def chosen_database(default: Path) -> dict[str, Any]:
    """The database that JIGSAW_DATABASE_URL names, else an SQLite file."""
    url = os.environ.get("JIGSAW_DATABASE_URL", "")
    if url.startswith(("postgresql:", "postgres:")):
        return postgresql(url)
    return sqlite(Path(url.removeprefix("sqlite:///")) if url else default)
