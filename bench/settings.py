"""The demo, with one page more: the empty shell that every page stands in. Connections are kept, as in service."""

from jigsaw.settings.demo import *  # noqa: F403 (settings are a star by Django's custom)
from jigsaw.settings.demo import DATABASES

ROOT_URLCONF = "bench.shell_page"
DATABASES = {"default": {**DATABASES["default"], "CONN_MAX_AGE": 60}}
