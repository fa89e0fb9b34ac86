"""Decisions by Cedar: requests put as Cedar wants them, and its answer in our words."""

from collections.abc import Iterable, Sequence
from typing import Any

from cedarpy import AuthzResult, PolicySet, is_authorized_batch

from jigsaw.foundation.access.domain import OF_ONE_SUBJECT, Act, Decision, Outcome
from jigsaw.foundation.access.rules.reading import FaultyRules, Rules, shipped_rules
from jigsaw.foundation.access.rules.request import OF_THE_ASKER, OF_THE_SUBJECT, STANDING, Request

_NONE_PERMITS = "No rule permits this. Say why you need it, or ask the agency that holds it."


def decide_by_cedar(requests: Sequence[Request]) -> list[Decision]:
    """The decision of each request, in their order. Forbids win; a review needs that all but reviews permit.

    Raises FaultyRules when a rule could not be worked out: nothing is decided by half of the rules.
    """
    rules = shipped_rules()
    answers = _asked(rules.every, requests)
    doubtful = [place for place, answer in enumerate(answers) if _asks_review(rules, answer)]
    firmly = dict(zip(doubtful, _asked(rules.firm, [requests[place] for place in doubtful]), strict=True))
    return [
        _review(rules, request, answer, firmly[place].allowed)
        if place in firmly
        else _plain(rules, request, answer)
        for place, (request, answer) in enumerate(zip(requests, answers, strict=True))
    ]


def not_permitted(act: Act) -> Decision:
    """What a request gets that no rule permits."""
    words = _NONE_PERMITS if act in OF_ONE_SUBJECT else f"Your role does not include: {act}."
    return Decision(Outcome.DENY, words)


def _asks_review(rules: Rules, answer: AuthzResult) -> bool:
    reasons = answer.diagnostics.reasons
    return bool(
        reasons and not answer.allowed and all(rules.by_id[one].outcome is Outcome.REVIEW for one in reasons)
    )


def _review(rules: Rules, request: Request, answer: AuthzResult, would_be_permitted: bool) -> Decision:
    if would_be_permitted:
        return _by_first(rules, answer.diagnostics.reasons, Outcome.REVIEW)
    return not_permitted(request.act)


def _plain(rules: Rules, request: Request, answer: AuthzResult) -> Decision:
    if answer.allowed:
        return _by_first(rules, answer.diagnostics.reasons, Outcome.PERMIT)
    if not answer.diagnostics.reasons:
        return not_permitted(request.act)
    return _by_first(rules, answer.diagnostics.reasons, Outcome.DENY)


def _by_first(rules: Rules, reasons: Iterable[str], outcome: Outcome) -> Decision:
    among = set(reasons)
    first = next(rule for rule in rules.by_id.values() if rule.id in among and rule.outcome is outcome)
    return Decision(outcome, first.plain, first.id)


def _asked(policies: PolicySet, requests: Sequence[Request]) -> list[AuthzResult]:
    if not requests:
        return []
    entities: dict[tuple[str, ...], dict[str, Any]] = {}
    asked = [_put(request, entities) for request in requests]
    answers = is_authorized_batch(asked, policies, list(entities.values()))
    broken = [answer for answer in answers if answer.diagnostics.errors]
    if broken:
        # Cedar leaves out a rule that it cannot work out, and goes on: a forbid left out would open what it closes.
        raise FaultyRules(
            "Deciding by the rules of access", broken[0].diagnostics.errors[0], "Mend the rule named"
        )
    return answers


def _put(request: Request, entities: dict[tuple[str, ...], dict[str, Any]]) -> dict[str, Any]:
    who = _entity(request, request.asker.value, OF_THE_ASKER[request.asker], entities)
    what = _entity(request, request.subject.value, OF_THE_SUBJECT[request.subject], entities)
    return {
        "principal": who,
        "action": {"type": "Jigsaw::Action", "id": request.act.value},
        "resource": what,
        "context": {name: getattr(request, name) for name in STANDING},
    }


def _entity(
    request: Request, kind: str, names: tuple[str, ...], entities: dict[tuple[str, ...], dict[str, Any]]
) -> dict[str, str]:
    values = [getattr(request, name) for name in names]
    key = (kind, *map(str, values))
    if key not in entities:
        uid = {"type": f"Jigsaw::{kind}", "id": str(len(entities))}
        entities[key] = {"uid": uid, "attrs": dict(zip(names, values, strict=True)), "parents": []}
    uid = entities[key]["uid"]
    return {"type": uid["type"], "id": uid["id"]}
