"""Reads of who shares with whom."""

from jigsaw.foundation.access.policies import parties_today
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.organisations.models import Agency
from jigsaw.foundation.organisations.queries import agencies


def sharing_agencies(*, viewer: Viewer) -> list[Agency]:
    """The agencies that are party to an agreement in force, by name: those that can be asked to talk."""
    parties = parties_today()
    return [agency for agency in agencies(viewer=viewer) if agency.key in parties]
