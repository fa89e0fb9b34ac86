"""What machines and scripts read keeps to docs/reference/openapi.json, whatever is sent. That nothing is missing
there the matrix finds, at every address that it asks (test_matrix).
"""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from tests.proofs.conftest import WHOLE
from tests.proofs.described import described

EXAMPLES = 100 if WHOLE else 4
TOKEN = "t" * 32
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    unsupported_method,
]


OPERATIONS = [(path, method) for path, told in described()["paths"].items() for method in told]


@pytest.fixture
def _same_connection():
    """The server closes its connection after each request: here it is the test's own."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def api(world, _same_connection):
    """The description, with the keys of what is there and of nothing beside any other, asked of the whole server."""
    told = described()
    for path, key in (("/conversations", world.conversation), ("/reviews", _review(world))):
        for name, operations in told["paths"].items():
            if name.startswith(f"{path}/{{key}}"):
                for one in operations.values():
                    one["parameters"][0]["schema"] = {"enum": [str(key), str(world.people["unknown"])]}
    schema = schemathesis.openapi.from_dict(told)
    schema.app = get_wsgi_application()
    return schema


def _review(world):
    return world.things["reviews/<uuid:key>"]["own"]["key"]


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_whatever_is_sent_is_answered_as_described(api, world, path, method):
    session = world.browsers["practitioner"].cookies["sessionid"].value
    told = {"Cookie": f"sessionid={session}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}

    @given(case=api[path][method].as_strategy())
    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def asked(case):
        case.call_and_validate(headers=told, checks=CHECKS)

    asked()
