"""Writes of panels."""

from jigsaw.care.panels.actions.deciding import Deciding, appeal, decide, send_again, send_letter
from jigsaw.care.panels.actions.referring import (
    Referred,
    add_reader,
    open_panel,
    refer,
    score,
    take_reader_out,
)
from jigsaw.care.panels.domain.giving import Giving
from jigsaw.care.panels.telling import chase_panels

__all__ = [
    "Deciding",
    "Giving",
    "Referred",
    "add_reader",
    "appeal",
    "chase_panels",
    "decide",
    "open_panel",
    "refer",
    "score",
    "send_again",
    "send_letter",
    "take_reader_out",
]
