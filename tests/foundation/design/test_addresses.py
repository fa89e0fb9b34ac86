"""Links stay in Jigsaw."""

import pytest

from jigsaw.foundation.design.addresses import ForeignAddress, own_address, telephone_address


@pytest.mark.parametrize("href", ["/people/1", "?page=2", "#why", ""])
def test_our_own_addresses_are_let_through(href):
    assert own_address(href) == href


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "//elsewhere", "/\\elsewhere", "https://elsewhere", "/a b", "data:x"]
)
def test_an_address_that_leads_out_is_refused(href):
    with pytest.raises(ForeignAddress):
        own_address(href)


def test_a_telephone_address_keeps_only_what_can_be_dialled():
    assert telephone_address("+44 (0)1632 960100 javascript:") == "tel:+4401632960100"
