"""The audit trail as a part of the installation."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    """Guards the tables that only grow whenever tables were brought up to date: altering one drops its guard."""

    name = "jigsaw.foundation.audit"

    def ready(self) -> None:
        """Be told when the tables are up to date."""
        post_migrate.connect(_guard, sender=self)


def _guard(**told: Any) -> None:
    from jigsaw.foundation.core import guards

    guards.put_up()
