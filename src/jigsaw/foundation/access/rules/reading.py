"""The rules as they stand in the files beside this one: read and checked once, when first asked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cedarpy import PolicySet, policies_to_json_str, validate_policies

from jigsaw.foundation.access.domain import Outcome
from jigsaw.foundation.core.errors import JigsawError

FOLDER = Path(__file__).parent
SCHEMA = "jigsaw.cedarschema"
NOTED = ("id", "plain", "basis")


class FaultyRules(JigsawError):
    """The rules of access do not hold together: nothing is decided by them."""


@dataclass(frozen=True)
class Rule:
    """One rule: its id, the sentence that people see, its basis in law, what it leads to, and its words in Cedar."""

    id: str
    plain: str
    basis: str
    outcome: Outcome
    file: str
    text: str


@dataclass(frozen=True)
class Rules:
    """Every rule in the order in which they are named when several decide; and the two sets that Cedar is asked.

    every: all rules. firm: without those that ask for a review, to know whether a review could end in a yes.
    """

    by_id: Mapping[str, Rule]
    every: PolicySet
    firm: PolicySet


@cache
def shipped_rules() -> Rules:
    """The rules that ship with Jigsaw. Raises FaultyRules, naming each fault by its rule."""
    texts = {path.name: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.cedar"))}
    return read_rules(texts, (FOLDER / SCHEMA).read_text("utf-8"))


def read_rules(texts: Mapping[str, str], schema: str) -> Rules:
    """Rules from texts in Cedar by file name, checked against a schema. Raises FaultyRules."""
    faults = [fault for name, text in texts.items() for fault in _faults(name, text, schema)]
    written = [] if faults else [one for name, text in texts.items() for one in _parted(name, text)]
    ids = [rule.id for rule, _ in written]
    faults += [f"{one}: two rules have this id" for one in sorted({one for one in ids if ids.count(one) > 1})]
    if faults:
        raise FaultyRules("Reading the rules of access", "; ".join(faults), "Mend the rules named")
    rules = {rule.id: rule for rule, _ in written}
    policies = {rule.id: policy for rule, policy in written}
    firm = {key: policy for key, policy in policies.items() if rules[key].outcome is not Outcome.REVIEW}
    return Rules(rules, _policy_set(policies), _policy_set(firm))


def _faults(name: str, text: str, schema: str) -> list[str]:
    checked = validate_policies(text, schema)
    named = checked.id_annotations_by_policy_id
    found = [f"{name}, {named.get(one.policy_id, one.policy_id)}: {one.error}" for one in checked.errors]
    if found:
        return found
    policies = _policies(text)
    return [fault for one in policies.values() for fault in _unsaid(name, one)]


def _unsaid(name: str, policy: Mapping[str, Any]) -> list[str]:
    notes = policy.get("annotations") or {}
    which = f"{name}, {notes.get('id', 'a rule without an id')}"
    found = [f"{which}: it has no @{one}" for one in NOTED if not notes.get(one)]
    wanted = {"deny", "review"} if policy["effect"] == "forbid" else {None}
    if notes.get("outcome") not in wanted:
        found.append(f'{which}: a forbid says @outcome("deny") or @outcome("review"), a permit says none')
    return found


def _parted(name: str, text: str) -> list[tuple[Rule, Mapping[str, Any]]]:
    in_order = sorted(_policies(text).items(), key=lambda one: int(one[0].removeprefix("policy")))
    words = {part[: part.index('"')]: f'@id("{part}'.strip() for part in text.split('@id("')[1:]}
    return [(_rule(name, one["annotations"], words), one) for _, one in in_order]


def _rule(name: str, notes: Mapping[str, str], words: Mapping[str, str]) -> Rule:
    outcome = Outcome(notes.get("outcome", Outcome.PERMIT))
    return Rule(notes["id"], notes["plain"], notes["basis"], outcome, name, words[notes["id"]])


def _policies(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(policies_to_json_str(text))["staticPolicies"]
    return found


def _policy_set(policies: Mapping[str, Mapping[str, Any]]) -> PolicySet:
    # Keyed by @id, so that Cedar's answer names the rules as people do.
    return PolicySet.from_json_str(
        json.dumps({"templates": {}, "staticPolicies": policies, "templateLinks": []})
    )
