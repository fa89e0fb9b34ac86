"""Services that vouch for people, as the file says that JIGSAW_PROVIDERS names: one table for each."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from jigsaw.foundation.core.errors import JigsawError, NotFound

LOOPBACK = ("localhost", "127.0.0.1", "::1")
KEY_METHODS = {"RS256", "RS384", "RS512", "PS256", "PS512", "ES256", "ES512"}


class FaultyProviders(JigsawError):
    """The file of the services that vouch for people has faults."""

    exit_code = 2

    def __init__(self, hindered_by: str) -> None:
        next_step = "Mend the file that JIGSAW_PROVIDERS names: see docs/how-to/let-people-sign-in.md"
        super().__init__("Reading which services vouch for people", hindered_by, next_step)


@dataclass(frozen=True)
class Provider:
    """One service. `issuer`, `client_id`: as it told us. `key_file` (or `secret_file`): by which it knows us.

    account: the claim that names somebody for good. ask: what else to say when somebody is sent there. require: claims
    that must be there, each with the values that do. roles_claim, roles: which of its roles gives which of ours.
    """

    key: str
    name: str
    issuer: str
    client_id: str
    key_file: str = ""
    key_id: str = ""
    key_method: str = "RS512"
    secret_file: str = ""
    discovery: str = ""
    scope: str = "openid"
    account: str = "sub"
    userinfo: bool = False
    max_age: int = 0
    ask: Mapping[str, str] = field(default_factory=dict)
    require: Mapping[str, list[str]] = field(default_factory=dict)
    roles_claim: str = ""
    roles: Mapping[str, str] = field(default_factory=dict)

    @property
    def discovery_address(self) -> str:
        """Where the service says what it offers."""
        return self.discovery or f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"


def providers() -> dict[str, Provider]:
    """Every service that may vouch here, by its key. Raises FaultyProviders."""
    named = str(settings.JIGSAW_PROVIDERS)
    return _read(named, Path(named).stat().st_mtime_ns if Path(named).is_file() else 0) if named else {}


def provider(key: str) -> Provider:
    """One of them. Raises NotFound."""
    found = providers().get(key)
    if found is None:
        raise NotFound(
            "Signing in by another service", "there is none of that name here", "Choose another way"
        )
    return found


@lru_cache(maxsize=4)
def _read(named: str, changed: int) -> dict[str, Provider]:
    try:
        told = tomllib.loads(Path(named).read_text("utf-8"))
    except OSError as error:
        raise FaultyProviders("the file cannot be read") from error
    except tomllib.TOMLDecodeError as error:
        raise FaultyProviders(f"it is no TOML: {error}") from error
    return {key: _provider(key, table) for key, table in told.items()}


def _provider(key: str, table: Any) -> Provider:
    known = {one.name for one in fields(Provider)} - {"key"}
    if not isinstance(table, dict) or (strange := set(table) - known):
        words = ", ".join(sorted(strange)) if isinstance(table, dict) else "no table"
        raise FaultyProviders(f"[{key}] holds what is not known: {words}")
    if lacking := {"name", "issuer", "client_id"} - set(table):
        raise FaultyProviders(f"[{key}] lacks: {', '.join(sorted(lacking))}")
    made = Provider(key=key, **table)
    if fault := _fault(made):
        raise FaultyProviders(f"[{key}] {fault}")
    return made


def _fault(made: Provider) -> str:
    if not all(map(is_safe, (made.issuer, made.discovery_address))):
        return "has an address that is not https"
    if bool(made.key_file) == bool(made.secret_file):
        return "needs a key_file or a secret_file, and not both"
    if made.key_method not in KEY_METHODS:
        return f"has a key_method that is none of {', '.join(sorted(KEY_METHODS))}"
    if bool(made.roles) != bool(made.roles_claim):
        return "needs roles and roles_claim together"
    if "openid" not in made.scope.split():
        return "has a scope without openid"
    return ""


def is_safe(address: str) -> bool:
    """Whether nobody on the way can read what is sent there: https, or this machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
