"""Writes of panels."""

from jigsaw.care.panels.actions.deciding import Deciding, appeal, decide, send_again, send_letter
from jigsaw.care.panels.actions.referring import Referred, open_panel, refer, score

__all__ = [
    "Deciding",
    "Referred",
    "appeal",
    "decide",
    "open_panel",
    "refer",
    "score",
    "send_again",
    "send_letter",
]
