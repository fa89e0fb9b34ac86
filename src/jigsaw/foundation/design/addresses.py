"""Which addresses a page may lead to: Jigsaw's own, and a telephone."""

import re

from jigsaw.foundation.core.errors import JigsawError

_OWN = re.compile(r"(/(?![/\\])|[?#])[^\s\\]*|")


class ForeignAddress(JigsawError):
    """A link that would lead out of Jigsaw, or run a script."""


def own_address(href: str) -> str:
    """The address itself when it stays in Jigsaw ("/people/…", "?page=2", "#why"); else ForeignAddress."""
    if not _OWN.fullmatch(href):
        raise ForeignAddress(
            "Make a link", "its address leads out of Jigsaw", "Give an address that begins with /"
        )
    return href


def telephone_address(number: str) -> str:
    """A tel: address with the digits of the number only."""
    return "tel:" + "".join(character for character in number if character.isdigit() or character == "+")
