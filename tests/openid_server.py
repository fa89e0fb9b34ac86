"""A service that vouches for people, on a socket of this machine: it checks whatever a real one would.

It knows one client by its public key. Whoever is sent to it is signed in there as `subject` at once. `bend` changes
what it claims, `signing_key` by what it signs: so that a test can let it lie.
"""

import json
import secrets
import threading
import time
from base64 import urlsafe_b64encode
from collections import Counter
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, RSAKey

CLIENT = "jigsaw-test"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class Faulty(Exception):
    """What the client asked is not as it should be."""


class OpenIdServer:
    """The service. Use it in a `with` block."""

    def __init__(self, client_key):
        self.client_key = client_key
        self.signing_key = self.key = RSAKey.generate_key(2048, {"kid": "one"})
        self.subject, self.claims, self.more = "555123", {}, {}
        self.bend = lambda claims: claims
        self.codes, self.used, self.seen, self.asked = {}, set(), set(), Counter()
        self.refused = []

    def __enter__(self):
        service = self

        class Answers(BaseHTTPRequestHandler):
            def log_message(self, *_):
                """Say nothing."""

            def do_GET(self):
                self.answer({})

            def do_POST(self):
                length = int(self.headers.get("content-length", 0))
                self.answer(one_each(self.rfile.read(length).decode()))

            def answer(self, form):
                service.answer(self, form)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        self.named = self.issuer
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def answer(self, request, form):
        parts = urlsplit(request.path)
        self.asked[parts.path] += 1
        ways = {
            "/.well-known/openid-configuration": lambda: self.offers(),
            "/keys": lambda: KeySet([self.key]).as_dict(private=False),
            "/authorise": lambda: self.authorise(one_each(parts.query)),
            "/token": lambda: self.token(form),
            "/userinfo": lambda: self.userinfo(request.headers.get("authorization", "")),
        }
        try:
            told = ways[parts.path]()
        except (Faulty, KeyError, JoseError) as fault:
            self.refused.append(repr(fault))
            request.send_response(400)
            told = {"error": "invalid_request"}
        else:
            request.send_response(302 if isinstance(told, str) else 200)
        if isinstance(told, str):
            request.send_header("Location", told)
            told = {}
        body = json.dumps(told).encode()
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    def offers(self):
        return {
            "issuer": self.named,
            "authorization_endpoint": f"{self.issuer}/authorise",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "end_session_endpoint": f"{self.issuer}/end",
        }

    def authorise(self, asked):
        check(asked["client_id"] == CLIENT, "another client")
        check(asked["response_type"] == "code", "another flow")
        check(asked["code_challenge_method"] == "S256", "no proof of the key")
        check(len(asked["state"]) > 20 and len(asked["nonce"]) > 20, "state or nonce")
        code = secrets.token_urlsafe()
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state'], 'iss': self.issuer})}"

    def token(self, form):
        self.check_client(form)
        check(form["code"] not in self.used, "a code twice")
        self.used.add(form["code"])
        asked = self.codes[form["code"]]
        check(form["redirect_uri"] == asked["redirect_uri"], "another address")
        proof = urlsafe_b64encode(sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        check(proof == asked["code_challenge"], "not who began")
        return {"access_token": "open", "token_type": "Bearer", "id_token": self.id_token(asked["nonce"])}

    def check_client(self, form):
        check(form["client_assertion_type"] == ASSERTION, "no assertion")
        token = jwt.decode(form["client_assertion"], self.client_key, algorithms=["RS512"])
        told = token.claims
        check(told["iss"] == told["sub"] == CLIENT, "another client")
        check(told["aud"] == f"{self.issuer}/token", "meant for another")
        check(time.time() < told["exp"] <= time.time() + 600, "too old, or for too long")
        check(told["jti"] not in self.seen, "an assertion twice")
        self.seen.add(told["jti"])

    def id_token(self, nonce):
        moment = int(time.time())
        claims = {"iss": self.issuer, "sub": self.subject, "aud": CLIENT, "iat": moment, "exp": moment + 300}
        claims |= {"nonce": nonce, "auth_time": moment} | self.claims
        return self.signed(self.bend(claims))

    def signed(self, claims):
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.signing_key)

    def userinfo(self, shown):
        check(shown == "Bearer open", "no access")
        return {"sub": self.subject} | self.more

    def ended(self, **other):
        """A token that says that somebody signed out here."""
        event = {"http://schemas.openid.net/event/backchannel-logout": {}}
        told = {
            "iss": self.issuer,
            "sub": self.subject,
            "aud": CLIENT,
            "iat": int(time.time()),
            "events": event,
        }
        return self.signed(told | {"jti": secrets.token_hex()} | other)


def check(true, words):
    if not true:
        raise Faulty(words)


def one_each(written):
    return {name: values[0] for name, values in parse_qs(written).items()}
