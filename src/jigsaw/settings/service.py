"""The service: PostgreSQL, real people, nothing open by default."""

import os

from jigsaw.settings.base import *  # noqa: F403 (settings are a star by Django's custom)
from jigsaw.settings.base import HOME, chosen_database

DEBUG = False
SECRET_KEY = os.environ.get("JIGSAW_SECRET_KEY", "")
ALLOWED_HOSTS = [host for host in os.environ.get("JIGSAW_HOSTS", "").split(",") if host]
DATABASES = {"default": {**chosen_database(HOME / "jigsaw.sqlite3"), "CONN_MAX_AGE": 60}}
# Such names are refused by browsers unless the cookie is secure and this host's alone.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-form"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
JIGSAW_SECOND_FACTOR = True
JIGSAW_PROXIES = int(os.environ.get("JIGSAW_PROXIES", "1"))
