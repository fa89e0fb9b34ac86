"""Asks for one address as one reader and says in a word what came, with what must hold whatever came."""

from django.db import transaction
from django.test import Client

from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.interfaces.workspace.headers import HEADERS
from tests.proofs.routes import REASON
from tests.proofs.world import FAMILY, SEALED, WITHHELD, World

_WORDS = {
    200: "opens", 204: "done", 302: "on", 400: "faulty", 403: "refused", 404: "nothing", 405: "no such act",
    409: "refused", 422: "faulty", 429: "wait", 503: "not ready",
}  # fmt: skip
_ASKS = "Why do you need to see"


class _Undo(Exception):
    """What was done is taken back."""


def ask(browser: Client, method: str, path: str) -> tuple[object, list[AuditEvent]]:
    """The answer, and what was recorded while it was made. What it did is undone, also to the browser's own session."""
    kept: list[object] = []
    last = AuditEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    cookies = {name: morsel.value for name, morsel in browser.cookies.items()}
    try:
        with transaction.atomic():
            answer = _asked(browser, method, path)
            kept = [answer, list(AuditEvent.objects.filter(pk__gt=last))]
            raise _Undo
    except _Undo:
        for name, value in cookies.items():
            browser.cookies[name] = value
    return kept[0], kept[1]


def _asked(browser: Client, method: str, path: str):
    if method == REASON:
        return browser.post(path, {"why": "asked", "words": ""}, follow=True)
    return browser.get(path) if method == "GET" else browser.post(path, {})


def outcome(answer) -> str:
    """What came, in a word."""
    followed = [url for url, _ in getattr(answer, "redirect_chain", ())]
    if any("sign-in" in url for url in followed):
        return "sign in"
    if answer.status_code == 302:
        return "sign in" if "sign-in" in answer.url else "on"
    if answer.status_code == 200 and _ASKS in _text(answer):
        return "asks why"
    return _WORDS.get(answer.status_code, f"status {answer.status_code}")


def _text(answer) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode("utf-8", "replace")


def faults(world: World, reader: str, answer, recorded) -> list[str]:
    """What must never be, on whatever page."""
    if answer.status_code >= 500 and answer.status_code != 503:
        return [f"status {answer.status_code}"]
    text = _text(answer)
    found = [f"{name} is missing" for name in HEADERS if name not in answer.headers]
    police = reader == "police"
    found += ["sealed words"] * (SEALED in text and not police)
    found += ["withheld words"] * (WITHHELD in text and not police)
    named = {name for name, family in FAMILY.items() if family in text and answer.status_code == 200}
    return found + [
        f"names {one} and records no look" for one in named if not _is_recorded(world, one, recorded)
    ]


def _is_recorded(world: World, name: str, recorded) -> bool:
    ids = {str(world.people[name]), str(world.homes[name])}
    return any(
        ids & {row.subject_id, *row.detail.get("people", ())} or row.detail.get("records")
        for row in recorded
        if row.kind == AuditEvent.Kind.LOOK
    )
