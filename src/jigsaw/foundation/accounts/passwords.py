"""The password rule with the list that Django carries: 20,000 passwords from breaches, small and free to pass on."""

import gzip
from functools import cache
from pathlib import Path

from django.contrib.auth import password_validation

from jigsaw.foundation.accounts.domain.passwords import fault_of
from jigsaw.foundation.organisations.models import Practitioner


def fault_of_password(password: str, practitioner: Practitioner | None = None, *about: str) -> str:
    """What is wrong with a password for somebody, as what to do about it; nothing when it does."""
    told = list(about)
    if practitioner:
        told += [practitioner.username, practitioner.name, practitioner.agency.name]
    return fault_of(password, leaked=leaked_passwords(), about=told)


@cache
def leaked_passwords() -> frozenset[str]:
    """The passwords that leaked most often, in small letters. Django's list; its licence is BSD."""
    listed = Path(password_validation.__file__).with_name("common-passwords.txt.gz")
    with gzip.open(listed, "rt", encoding="utf-8") as lines:
        return frozenset(line.strip() for line in lines)
