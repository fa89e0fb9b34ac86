"""GOV.UK Notify is asked as its documentation says: a signed token, the template, and the message's own reference."""

import base64
import hashlib
import hmac
import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from jigsaw.foundation.outbox.domain import Letter, Permanent, Temporary, Uncertain
from jigsaw.foundation.outbox.senders import by_notify

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
LETTER = Letter("ref-1", "duty@slipway.example", "Something waits", "Sign in")


@contextmanager
def notify(status, settings, tmp_path):
    """A stand-in on loopback that keeps what it is asked. status 0: it hangs up without an answer."""
    asked = []

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self):
            length = int(self.headers["Content-Length"])
            asked.append((self.path, self.headers["Authorization"], json.loads(self.rfile.read(length))))
            if status:
                self.send_response(status)
                self.end_headers()

        def log_message(self, *_):
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answering)
    Thread(target=server.serve_forever, daemon=True).start()
    (tmp_path / "key").write_text(f"jigsaw-{SERVICE}-{SECRET}\n")
    settings.JIGSAW_NOTIFY_KEY, settings.JIGSAW_NOTIFY_TEMPLATE = str(tmp_path / "key"), "template-1"
    settings.JIGSAW_NOTIFY_URL = f"http://127.0.0.1:{server.server_port}"
    try:
        yield asked
    finally:
        server.shutdown()
        server.server_close()


def test_it_asks_with_template_reference_and_a_token_that_verifies(settings, tmp_path):
    with notify(201, settings, tmp_path) as asked:
        by_notify.send(LETTER)
    ((path, header, told),) = asked
    assert path == "/v2/notifications/email"
    assert (told["template_id"], told["reference"]) == ("template-1", "ref-1")
    signed, _, mark = header.removeprefix("Bearer ").rpartition(".")
    mine = base64.urlsafe_b64encode(hmac.new(SECRET.encode(), signed.encode(), hashlib.sha256).digest())
    assert mine.rstrip(b"=").decode() == mark
    claims = signed.split(".")[1]
    assert json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["iss"] == SERVICE


@pytest.mark.parametrize(
    ("status", "fault"), [(400, Permanent), (429, Temporary), (500, Temporary), (0, Uncertain)]
)
def test_each_answer_means_what_it_should(status, fault, settings, tmp_path):
    with notify(status, settings, tmp_path), pytest.raises(fault):
        by_notify.send(LETTER)


def test_when_nobody_answers_it_surely_did_not_go(settings, tmp_path):
    with notify(201, settings, tmp_path):
        pass
    with pytest.raises(Temporary, match="could not be reached"):
        by_notify.send(LETTER)
