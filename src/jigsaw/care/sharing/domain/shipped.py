"""The policies that are shipped: drafts for a borough, to be read, changed and signed by those who answer for it."""

from datetime import date
from pathlib import Path

from jigsaw.care.sharing.domain.policy import Policy
from jigsaw.care.sharing.domain.reading import read_policy

SHIPPED = Path(__file__).parent.parent / "shipped"


def shipped_keys() -> tuple[str, ...]:
    """The keys of the policies that are shipped."""
    return tuple(path.stem for path in sorted(SHIPPED.glob("*.toml")))


def shipped_policy(key: str, *, parties: tuple[str, ...], starts_on: date, ends_on: date) -> Policy:
    """One of them, for these agencies and days."""
    text = (SHIPPED / f"{key}.toml").read_text("utf-8")
    return read_policy(text, parties=list(parties), starts_on=starts_on, ends_on=ends_on)
