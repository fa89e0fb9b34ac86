"""The demo: invented people, SQLite, one machine, no other service."""

import os

from jigsaw.settings.base import *  # noqa: F403 (settings are a star by Django's custom)
from jigsaw.settings.base import HOME, chosen_database

DEBUG = False
JIGSAW_DEMO = True
JIGSAW_DEMO_SIGN_INS = "jigsaw.demo.signins.sign_ins"
JIGSAW_DEMO_PASSWORD = "jigsaw.demo.signins.DEMO_PASSWORD"  # noqa: S105 (where it stands, not what it is)
JIGSAW_ALLOW_TEST_NHS_NUMBERS = True
SECRET_KEY = "an open key, for invented people only"  # noqa: S105 (the demo's key is public on purpose)
# Messages are written into a folder, to be looked at: the demo sends nothing to anybody.
JIGSAW_EMAIL_FROM = "jigsaw@st-brannock.example"
EMAIL_BACKEND, EMAIL_FILE_PATH = (
    "django.core.mail.backends.filebased.EmailBackend",
    str(HOME / "sent-messages"),
)
ALLOWED_HOSTS = os.environ.get("JIGSAW_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
DATABASES = {"default": chosen_database(HOME / "demo.sqlite3")}
if DATABASES["default"]["ENGINE"].endswith("sqlite"):
    # A power cut may cost the demo its last moment, never its soundness.
    DATABASES["default"]["OPTIONS"]["synchronous"] = "NORMAL"
