"""An agency's answer to an invitation."""

from enum import StrEnum


class Response(StrEnum):
    """What an agency says to an invitation."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    SENDING_ANOTHER = "sending another"
    DECLINED = "declined"
    IN_WRITING = "answers in writing"


NEEDS_WORDS: dict[Response, str] = {
    Response.DECLINED: "Enter why your agency does not come",
    Response.IN_WRITING: "Enter your agency’s answer",
}


def faults_of_response(response: Response, *, words: str, sends: str) -> dict[str, str]:
    """What an answer lacks, by field: `words` (why, or the written answer), `sends` (who comes instead)."""
    found: dict[str, str] = {}
    if response in NEEDS_WORDS and not words.strip():
        found["words"] = NEEDS_WORDS[response]
    if response is Response.SENDING_ANOTHER and not sends.strip():
        found["sends"] = "Enter who comes instead"
    return found
