"""Opening a story or a home as a practitioner does: who is not of a team that works with them says why first.

And what an answer comes to, for holding two beside each other: what is hidden answers like what is not there.
"""

import re

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
ID = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def opened(client, address):
    """The page at an address, opened with a stated reason."""
    return client.post(address, {"why": "asked"}, follow=True)


def answered(answer):
    """An answer's status, headers and bytes, but for ids and for the token that differs with every answer."""
    body = ID.sub(b"ID", TOKEN.sub(b"TOKEN", answer.content))
    heads = {name: ID.sub(b"ID", value.encode()) for name, value in answer.headers.items()}
    return answer.status_code, heads, body
