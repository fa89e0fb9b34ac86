"""Jigsaw itself may read for all; nobody becomes it by having no key."""

from dataclasses import replace

import pytest

from jigsaw.care.conversations import queries as conversations
from jigsaw.care.reasons import queries as reasons
from jigsaw.foundation.core.errors import JigsawError
from jigsaw.foundation.core.viewer import JIGSAW

BY_LINK = replace(JIGSAW, name="Drovers Hostel, by a link", role="outside")


def test_who_came_by_a_link_is_not_jigsaw():
    assert JIGSAW.is_jigsaw
    assert not BY_LINK.is_jigsaw


@pytest.mark.django_db
@pytest.mark.parametrize("read", [conversations.board, reasons.open_reasons])
def test_who_came_by_a_link_reads_no_list(read):
    with pytest.raises(JigsawError):
        read(viewer=BY_LINK)
