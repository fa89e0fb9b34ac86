"""The NHS number: ten digits, the last a check on the first nine (NHS data dictionary).

The range from 999 000 0000 is kept for tests: invented people have numbers there, and a service refuses them.
"""

import re

import nhs_number

_SEPARATORS = re.compile(r"[\s-]")
_TEST_PREFIX = "999"


def tidy(written: str) -> str:
    """The digits of an NHS number as written, without spaces and hyphens."""
    return _SEPARATORS.sub("", written)


def is_valid(number: str, *, allow_test_range: bool = True) -> bool:
    """Whether ten tidy digits are an NHS number: check digit right, not one digit repeated.

    A repeated digit passes the check-digit sum ("1111111111") and is a known placeholder, so it is refused here.
    """
    if len(set(number)) < 2 or not nhs_number.is_valid(number):
        return False
    return allow_test_range or not number.startswith(_TEST_PREFIX)


def spaced(number: str) -> str:
    """The number as people read it: 999 123 4567."""
    return f"{number[:3]} {number[3:6]} {number[6:]}" if len(number) == 10 else number
