"""What a kind's file is made of: its names, and what sort of value each holds."""

AGENCY_KINDS = frozenset(
    {"nhs-trust", "acute-hospital", "gp", "ambulance", "council", "housing", "police", "charity"}
)
TYPES: dict[str, type] = {
    "format": int,
    "key": str,
    "order": int,
    "version": int,
    "name": str,
    "what_for": str,
    "purpose": str,
    "ask": list,
    "quorum": int,
    "must_come": list,
    "seen_by": str,
    "told_to_others": bool,
    "for_section_42": bool,
    "outcomes": list,
    "source": str,
    "limits": dict,
    "agenda": list,
}
MAY = frozenset({"question", "decision", "opens"})
ROOMS = frozenset({"panel", "review"})
LIMITS = frozenset({"answer_hours", "meet_days", "minutes", "close_days"})
AGENDA = frozenset({"key", "words", "minutes"})
QUESTION = frozenset({"key", "asked", "words", "answer"})
QUESTION_MAY = frozenset({"stops_on", "otherwise", "leads_to"})
DECISION = frozenset({"outcomes", "when", "why"})
