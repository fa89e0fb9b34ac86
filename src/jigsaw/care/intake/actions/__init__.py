"""Writes of intake: who sends what, what came, and the mending of what was refused."""

from jigsaw.care.intake.actions.delivering import ROWS_AT_ONCE, accept, begin_delivery
from jigsaw.care.intake.actions.mending import re_offer, set_aside
from jigsaw.care.intake.actions.noting import NotedFolder, note_folder
from jigsaw.care.intake.actions.restricting import restrict
from jigsaw.care.intake.actions.sealing import seal_older

__all__ = [
    "ROWS_AT_ONCE",
    "NotedFolder",
    "accept",
    "begin_delivery",
    "note_folder",
    "re_offer",
    "restrict",
    "seal_older",
    "set_aside",
]
