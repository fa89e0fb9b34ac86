"""What the borough's agencies agreed: the shipped policies, signed by each agency's named person."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

from jigsaw.care.sharing.actions import name_lead, sign_policy, write_policy
from jigsaw.care.sharing.domain.reading import text_of
from jigsaw.care.sharing.domain.shipped import shipped_keys, shipped_policy
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.organisations.queries import viewer_named

LEADS = Path(__file__).with_name("sharing.toml")
SOON_OVER = {"learning": timedelta(days=20)}
"""One policy ends soon, so that the demonstration shows how that is told."""


def agree(*, by: Viewer, today: date) -> None:
    """Name each agency's person, and let all of them sign every policy."""
    leads = [
        (viewer_named(one["sign_in"]), one["title"])
        for one in tomllib.loads(LEADS.read_text("utf-8"))["lead"]
    ]
    for lead, title in leads:
        name_lead(by=by, agency=lead.agency, practitioner=lead.key or 0, title=title)
    parties = tuple(lead.agency for lead, _ in leads)
    for key in shipped_keys():
        ends_on = today + SOON_OVER[key] if key in SOON_OVER else date(today.year + 2, 3, 31)
        policy = shipped_policy(key, parties=parties, starts_on=date(today.year - 1, 4, 1), ends_on=ends_on)
        made = write_policy(by=by, text=text_of(policy), changed="The first version")
        for lead, _ in leads:
            sign_policy(by=lead, key=key, version=made.version)
