"""Somebody is sent to a service and comes back: who does it say that they are, and can that be believed?

The authorisation code flow with PKCE, state and nonce (OpenID Connect Core 1.0, 3.1; RFC 7636; RFC 9207).
"""

import hmac
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError

from jigsaw.foundation.accounts.openid import talking
from jigsaw.foundation.accounts.openid.providers import KEY_METHODS, Provider
from jigsaw.foundation.accounts.openid.talking import NotVouched

SLACK = 60
"""Seconds by which two clocks may differ."""

LOGGED_OUT = "http://schemas.openid.net/event/backchannel-logout"


@dataclass(frozen=True)
class Vouch:
    """What a service says: whom it means, for good, and all that it claims of them."""

    issuer: str
    subject: str
    claims: Mapping[str, Any]


def begin(provider: Provider, redirect_uri: str, *, anew: bool = False) -> tuple[str, dict[str, str]]:
    """Where to send somebody, and what to remember until they come back. anew: they must show who they are again."""
    remembered = {"state": secrets.token_urlsafe(32), "nonce": secrets.token_urlsafe(32)}
    remembered["verifier"] = secrets.token_urlsafe(48)
    asked = {
        **provider.ask,
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": redirect_uri,
        "scope": provider.scope,
        "state": remembered["state"],
        "nonce": remembered["nonce"],
        "code_challenge": create_s256_code_challenge(remembered["verifier"]),
        "code_challenge_method": "S256",
    }
    if provider.max_age or anew:
        asked["max_age"] = "0" if anew else str(provider.max_age)
    if anew:
        asked["prompt"] = "login"
        remembered["anew"] = "yes"
    address = talking.offered(provider).authorisation
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}", remembered


def come_back(
    provider: Provider, redirect_uri: str, remembered: Mapping[str, str], brought: Mapping[str, str]
) -> Vouch:
    """Whom the service vouches for. Raises NotVouched for whatever cannot be believed."""
    if not remembered or not hmac.compare_digest(remembered["state"], brought.get("state", "")):
        raise NotVouched("you did not come from where you were sent", "Begin again from the sign-in page")
    if brought.get("iss", provider.issuer) != provider.issuer:
        raise NotVouched("another service answered", "Begin again from the sign-in page")
    if "error" in brought or not brought.get("code"):
        raise NotVouched("the service did not let you in, or you stopped it")
    tokens = talking.tokens(provider, brought["code"], remembered["verifier"], redirect_uri)
    claims = dict(_id_token(provider, tokens, remembered))
    if provider.userinfo:
        more = talking.userinfo(provider, str(tokens.get("access_token", "")))
        if more.get("sub") != claims["sub"]:
            raise NotVouched("the service spoke of two people")
        claims = more | claims
    return _believed(provider, claims)


def _id_token(provider: Provider, tokens: Mapping[str, Any], remembered: Mapping[str, str]) -> CodeIDToken:
    token = signed_by(provider, str(tokens.get("id_token", "")))
    told = {
        "nonce": remembered["nonce"],
        "client_id": provider.client_id,
        "access_token": tokens.get("access_token"),
        "max_age": provider.max_age or remembered.get("anew"),
    }
    expected: dict[str, Any] = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client_id},
    }
    claims = CodeIDToken(token.claims, token.header, expected, told)
    try:
        claims.validate(now=int(time.time()), leeway=SLACK)
    except JoseError as error:
        raise NotVouched("what the service signed is not about this sign-in") from error
    _check_age(provider, claims, remembered)
    return claims


def _check_age(provider: Provider, claims: Mapping[str, Any], remembered: Mapping[str, str]) -> None:
    most = SLACK * 5 if remembered.get("anew") else provider.max_age
    if most and time.time() - float(claims.get("auth_time", 0)) > most + SLACK:
        raise NotVouched("it is too long ago that you signed in there", "Sign in there again")


def signed_by(provider: Provider, token: str) -> jwt.Token:
    """A token that the service signed by a key pair. Its keys are asked for anew when none fits: they change."""
    for anew in (False, True):
        try:
            return jwt.decode(token, talking.keys(provider, anew=anew), algorithms=sorted(KEY_METHODS))
        except (JoseError, ValueError, TypeError, KeyError) as error:
            if anew:
                raise NotVouched("what the service sent is not signed by it") from error
    raise AssertionError("one of the two answered")


def _believed(provider: Provider, claims: Mapping[str, Any]) -> Vouch:
    for name, wanted in provider.require.items():
        if not _values(claims.get(name)) & set(wanted):
            raise NotVouched(
                "the service has not made as sure who you are as is needed here",
                "Sign in there in a stronger way: with your smartcard, security key or app",
            )
    subject = claims.get(provider.account)
    if not isinstance(subject, str) or not subject:
        raise NotVouched("the service did not say which account is yours", "Tell your administrator")
    return Vouch(provider.issuer, subject, claims)


def role_of(provider: Provider, vouch: Vouch) -> str:
    """Which of our roles the service's give, the first that fits; nothing when it gives none. Raises NotVouched when it
    ought to.
    """
    if not provider.roles:
        return ""
    theirs = _values(vouch.claims.get(provider.roles_claim))
    found = [ours for name, ours in provider.roles.items() if name in theirs]
    if not found:
        raise NotVouched("none of your roles there is one that uses Jigsaw", "Ask whoever gives roles there")
    return found[0]


def ended_subject(provider: Provider, token: str) -> str:
    """Whose sessions a back-channel logout token ends. Raises NotVouched (OpenID Connect Back-Channel Logout, 2.6)."""
    claims = signed_by(provider, token).claims
    audience = claims.get("aud")
    fresh = abs(time.time() - float(claims.get("iat", 0))) <= 2 * SLACK
    is_ours = claims.get("iss") == provider.issuer and provider.client_id in _values(audience)
    says_so = LOGGED_OUT in (claims.get("events") or {}) and "nonce" not in claims
    subject = claims.get(provider.account)
    if not (fresh and is_ours and says_so and isinstance(subject, str)):
        raise NotVouched("what was sent ends no session")
    return subject


def _values(claim: Any) -> set[str]:
    """A claim's values as text, whether it holds one or a list."""
    found = claim if isinstance(claim, list) else [claim]
    return {str(one) for one in found if isinstance(one, str | int)}
