"""Opening a story or a home as a practitioner does: who is not of a team that works with them says why first."""


def opened(client, address):
    """The page at an address, opened with a stated reason."""
    return client.post(address, {"why": "asked"}, follow=True)
