"""What is asked of a service over the network: what it offers, its keys, tokens for a code, and who somebody is.

Only addresses that the service itself named are asked, over https, without following it elsewhere.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import httpx
from authlib.oauth2.rfc7523 import private_key_jwt_sign
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet, RSAKey

from jigsaw.foundation.accounts.openid.providers import Provider, is_safe
from jigsaw.foundation.core.errors import JigsawError

PATIENCE = 10
"""Seconds."""

FRESH = 600
"""Seconds for which what a service said of itself, and its keys, are believed without asking again."""

SETTLED = 20
"""Seconds within which keys that were asked for anew are not asked for again."""

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class NotVouched(JigsawError):
    """A service did not vouch for somebody, or not in a way that can be believed."""

    exit_code = 3

    def __init__(self, hindered_by: str, next_step: str = "Try again, or sign in another way") -> None:
        super().__init__("Signing in by another service", hindered_by, next_step)


@dataclass(frozen=True)
class Offered:
    """What a service says that it offers: its addresses."""

    authorisation: str
    token: str
    keys: str
    userinfo: str
    end_session: str


def offered(provider: Provider) -> Offered:
    """What the service offers. Raises NotVouched."""
    return _offered(provider.issuer, provider.discovery_address, int(time.time()) // FRESH)


@lru_cache(maxsize=16)
def _offered(issuer: str, address: str, _moment: int) -> Offered:
    told = _asked("GET", address)
    if told.get("issuer") != issuer:
        raise NotVouched(
            "the service calls itself by another name than was agreed", "Tell your administrator"
        )
    found = Offered(
        authorisation=str(told.get("authorization_endpoint", "")),
        token=str(told.get("token_endpoint", "")),
        keys=str(told.get("jwks_uri", "")),
        userinfo=str(told.get("userinfo_endpoint", "")),
        end_session=str(told.get("end_session_endpoint", "")),
    )
    needed = [found.authorisation, found.token, found.keys]
    if not all(is_safe(one) for one in [*needed, *filter(None, (found.userinfo, found.end_session))]):
        raise NotVouched("the service named an address that is not safe", "Tell your administrator")
    return found


def keys(provider: Provider, *, anew: bool = False) -> KeySet:
    """The keys by which the service signs. anew: asked for now, since it may have changed them."""
    # Anew, but not for each token that somebody makes up: the service is not to be asked without end.
    kept = SETTLED if anew else FRESH
    return _keys(offered(provider).keys, kept, int(time.time()) // kept)


@lru_cache(maxsize=16)
def _keys(address: str, _kept: int, _moment: int) -> KeySet:
    try:
        return KeySet.import_key_set(_asked("GET", address))  # type: ignore[arg-type]
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise NotVouched("the service's keys cannot be read") from error


def tokens(provider: Provider, code: str, verifier: str, redirect_uri: str) -> dict[str, Any]:
    """The tokens for a code, which works once. We show who we are by a key (private_key_jwt), or by a secret."""
    address = offered(provider).token
    told = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "code_verifier": verifier,
        "client_id": provider.client_id,
    }
    if provider.secret_file:
        secret = Path(provider.secret_file).read_text("utf-8").strip()
        return _asked("POST", address, form=told, auth=(provider.client_id, secret))
    return _asked("POST", address, form=told | _assertion(provider, address))


def _assertion(provider: Provider, address: str) -> dict[str, str]:
    kind = ECKey if provider.key_method.startswith("ES") else RSAKey
    signed = private_key_jwt_sign(
        kind.import_key(Path(provider.key_file).read_text("ascii")),
        provider.client_id,
        address,
        alg=provider.key_method,
        header={"kid": provider.key_id} if provider.key_id else {},
        expires_in=300,
    )
    return {"client_assertion_type": ASSERTION, "client_assertion": signed}


def userinfo(provider: Provider, access_token: str) -> dict[str, Any]:
    """What more the service says of somebody."""
    return _asked("GET", offered(provider).userinfo, headers={"Authorization": f"Bearer {access_token}"})


def _asked(
    method: str,
    address: str,
    *,
    form: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    auth: tuple[str, str] | None = None,
) -> dict[str, Any]:
    try:
        with httpx.Client(timeout=PATIENCE, follow_redirects=False) as client:
            asked = client.build_request(
                method, address, data=form, headers={"Accept": "application/json", **(headers or {})}
            )
            answer = client.send(asked, auth=auth or httpx.USE_CLIENT_DEFAULT)
            told = answer.json() if answer.status_code == httpx.codes.OK else None
    except (httpx.HTTPError, ValueError) as error:
        raise NotVouched("the service did not answer") from error
    if not isinstance(told, dict):
        raise NotVouched("the service refused")
    return told
