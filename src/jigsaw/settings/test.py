"""The test suite: quick password hashing, otherwise as the demo. JIGSAW_DATABASE_URL chooses the database."""

from jigsaw.settings.demo import *  # noqa: F403 (settings are a star by Django's custom)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Served from where they stand: the suite collects no files.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True

# What the suite writes is taken back after each test, so that no checkpoint would hold: tests of them name a folder.
JIGSAW_CHECKPOINTS = ""
