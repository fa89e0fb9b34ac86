"""What every answer tells the browser: run and load nothing but ours, be framed by nobody, keep nothing, tell nobody.

A page of Jigsaw needs its own styles, scripts and pictures and the addresses of Jigsaw. Everything else is refused by
the browser, so that words which somebody wrote into a record can never run or call out, whatever a template forgets.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

CONTENT = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)

_NOT_USED = (
    *(
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "display-capture",
        "encrypted-media",
    ),
    *(
        "fullscreen",
        "geolocation",
        "gyroscope",
        "hid",
        "idle-detection",
        "local-fonts",
        "magnetometer",
        "microphone",
    ),
    *("midi", "payment", "picture-in-picture", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
)
_PASSKEYS = ("publickey-credentials-create", "publickey-credentials-get")
POWERS = ", ".join([*(f"{name}=()" for name in _NOT_USED), *(f"{name}=(self)" for name in _PASSKEYS)])

HEADERS = {
    "Content-Security-Policy": CONTENT,
    "Permissions-Policy": POWERS,
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}

FORGET = '"cache", "storage"'
"""What a browser throws away at sign-out. Not its cookies: one says that the browser is known to be somebody's, and
protects them from being shut out; the session's own is taken back by name."""


class TellBrowsers:
    """Put the headers on every answer, of errors too. First of all, so that nothing answers without them."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response
