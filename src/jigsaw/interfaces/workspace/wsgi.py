"""The workspace as a WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jigsaw.settings.demo")
application = get_wsgi_application()

# Nothing is served by rules that do not hold together: they are read and checked before the first answer.
from jigsaw.foundation.access.rules.reading import shipped_rules  # noqa: E402 (once settings are there)

shipped_rules()
