"""GOV.UK Notify, through its HTTP API (version 2). Off unless a key is set."""

import base64
import hashlib
import hmac
import json
import time
from pathlib import Path

import httpx
from django.conf import settings

from jigsaw.foundation.outbox.domain import Letter, Permanent, Temporary, Uncertain

_UUID = 36
_PATIENCE = 20.0


def token(key: str, at: int) -> str:
    """A token signed as Notify asks (HS256). key: name-service-secret, its last two parts being UUIDs; at: seconds.

    Source: GOV.UK Notify, REST API documentation, "Authorisation header".
    """
    secret, service = key[-_UUID:], key[-(2 * _UUID + 1) : -(_UUID + 1)]
    parts = [{"typ": "JWT", "alg": "HS256"}, {"iss": service, "iat": at}]
    signed = b".".join(_coded(json.dumps(part, separators=(",", ":")).encode()) for part in parts)
    mark = hmac.new(secret.encode(), signed, hashlib.sha256).digest()
    return b".".join([signed, _coded(mark)]).decode()


def send(letter: Letter) -> None:
    """Hand one letter over, with its own reference. The template has two places: subject and message."""
    key = Path(settings.JIGSAW_NOTIFY_KEY).read_text("utf-8").strip()
    asked = {
        "email_address": letter.to,
        "template_id": settings.JIGSAW_NOTIFY_TEMPLATE,
        "personalisation": {"subject": letter.subject, "message": letter.body},
        "reference": letter.key,
    }
    headers = {"Authorization": f"Bearer {token(key, int(time.time()))}"}
    address = f"{settings.JIGSAW_NOTIFY_URL}/v2/notifications/email"
    try:
        answer = httpx.post(address, json=asked, headers=headers, timeout=_PATIENCE)
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        raise Temporary("Notify could not be reached") from error
    except httpx.HTTPError as error:
        raise Uncertain("Notify fell silent while it was handed over") from error
    _read(answer.status_code)


def _read(status: int) -> None:
    if status == httpx.codes.CREATED:
        return
    if status == httpx.codes.BAD_REQUEST:
        raise Permanent("Notify refuses this address or template (400)")
    raise Temporary(f"Notify did not take it ({status})")


def _coded(part: bytes) -> bytes:
    return base64.urlsafe_b64encode(part).rstrip(b"=")
