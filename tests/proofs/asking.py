"""Asks for one address as one reader and says in a word what came, with what must hold whatever came."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.test import Client

from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.interfaces.workspace.headers import HEADERS
from tests.proofs.changes import written
from tests.proofs.filling import Fields, forms_of
from tests.proofs.routes import REASON, Address
from tests.proofs.world import FAMILY, READERS, SEALED, WITHHELD, World

_WORDS = {
    200: "opens", 204: "done", 302: "on", 400: "faulty", 403: "refused", 404: "nothing", 405: "no such act",
    409: "refused", 422: "faulty", 429: "wait", 503: "not ready",
}  # fmt: skip
OF_EVERY_REQUEST = frozenset({"django_session", "audit_auditevent", "audit_lane"})
"""Written to whatever is asked: the session, and the trail with what keeps its order."""
READING_CHANGES = {
    "accounts_account": "the number that a new passkey is made for",
    "accounts_onetimecode": "the secret that a page shows to be taken up, and does not hold before it is",
    "accounts_keptdraft": "a draft that is too old goes",
    "conversations_outsideinvitation": "when a link was first opened, which is in the trail",
    "reasons_weeksconversation": "counts worked out anew",
}
TRYING_CHANGES = {
    "accounts_tries": "tries are counted",
    "accounts_account": "wrong tries are counted, to be told",
    "accounts_keptdraft": "who signs out leaves no draft",
    "conversations_outsideinvitation": "when a link was first opened, which is in the trail",
}
UNTOLD = {
    **READING_CHANGES,
    **TRYING_CHANGES,
    "linkage_joinnotice": "somebody read their own notice",
    "django_session": "signing in and out is told by its own act",
}
"""What may be written although somebody only reads, is refused, or does what no trail tells; each with why."""
REFUSED = ("sign in", "asks why", "refused", "nothing", "no such act", "faulty", "wait")
_ASKS = "Why do you need to see"


class _Undo(Exception):
    """What was done is taken back."""


@dataclass(frozen=True)
class Asked:
    """What came, what was recorded in the trail while it was made, and which tables were written to besides."""

    answer: Any
    recorded: list[AuditEvent]
    changed: frozenset[str]


def ask(browser: Client, method: str, path: str, fields: Fields | None = None) -> Asked:
    """Ask, and undo whatever it did, also to the browser's own session. fields: what is sent, by method SENT."""
    kept: list[Asked] = []
    last = AuditEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    cookies = {name: morsel.value for name, morsel in browser.cookies.items()}
    try:
        with transaction.atomic():
            with written() as tables:
                answer = _asked(browser, method, path, fields or {})
            recorded = list(AuditEvent.objects.filter(pk__gt=last))
            kept = [Asked(answer, recorded, frozenset(tables) - OF_EVERY_REQUEST)]
            raise _Undo
    except _Undo:
        for name, value in cookies.items():
            browser.cookies[name] = value
    return kept[0]


def _asked(browser: Client, method: str, path: str, fields: Fields):
    if method == REASON:
        return browser.post(path, {"why": "asked", "words": ""}, follow=True)
    return browser.get(path) if method == "GET" else browser.post(path, fields)


def form_at(world: World, address: Address) -> Fields | None:
    """The form that posts to an address, filled in, from the first reader to whom it, or a page above it, shows one."""
    if address.path not in world.forms:
        world.forms[address.path] = _form_at(world, address.path)
    return world.forms[address.path]


def _form_at(world: World, path: str) -> Fields | None:
    parts = path.split("/")
    for page in ("/".join(parts[:most]) or "/" for most in range(len(parts), max(1, len(parts) - 3), -1)):
        for reader in READERS:
            answer = ask(world.browsers[reader], "GET", page).answer
            is_page = answer.status_code == 200 and "text/html" in answer.headers["Content-Type"]
            found = forms_of(page, _text(answer)) if is_page else []
            if fields := next((fields for to, fields in found if to.partition("?")[0] == path), None):
                return fields
            if answer.status_code == 405:
                break
    return None


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


def faults(world: World, reader: str, method: str, asked: Asked) -> list[str]:
    """What must never be, on whatever page."""
    answer, recorded = asked.answer, asked.recorded
    if answer.status_code >= 500 and answer.status_code != 503:
        return [f"status {answer.status_code}"]
    text = _text(answer)
    found = [f"{name} is missing" for name in HEADERS if name not in answer.headers]
    police = reader == "police"
    found += ["sealed words"] * (SEALED in text and not police)
    found += ["withheld words"] * (WITHHELD in text and not police)
    found += ["names somebody whom the police sealed"] * (FAMILY["hidden"] in text and not police)
    named = {name for name, family in FAMILY.items() if family in text and answer.status_code == 200}
    found += [f"names {one} and records no look" for one in named if not _is_recorded(world, one, recorded)]
    return found + _wrong_writes(method, asked)


def _wrong_writes(method: str, asked: Asked) -> list[str]:
    """Who reads changes nothing, who is refused changes nothing, and what is done is in the trail."""
    came = outcome(asked.answer)
    if method == "GET":
        needless = asked.changed - READING_CHANGES.keys()
        return [f"reading writes to {', '.join(sorted(needless))}"] if needless else []
    if came in REFUSED and asked.changed - TRYING_CHANGES.keys():
        return [f"answers “{came}” and writes to {', '.join(sorted(asked.changed))}"]
    told = any(row.kind == AuditEvent.Kind.ACT for row in asked.recorded)
    untold = asked.changed - UNTOLD.keys()
    return [f"writes to {', '.join(sorted(untold))} and tells no trail"] if untold and not told else []


def _is_recorded(world: World, name: str, recorded) -> bool:
    ids = {str(world.people[name]), str(world.homes[name])}
    return any(
        ids & {row.subject_id, *row.detail.get("people", ())} or row.detail.get("records")
        for row in recorded
        if row.kind == AuditEvent.Kind.LOOK
    )
