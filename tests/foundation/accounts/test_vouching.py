"""Another service vouches for somebody: a real server on this machine, which checks every signature; and its lies."""

import html
import json
import re
import time
from base64 import urlsafe_b64encode
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from django.test import Client
from joserfc.jwk import RSAKey

from jigsaw.foundation.accounts import binding
from jigsaw.foundation.accounts.openid import vouching as openid
from jigsaw.foundation.accounts.openid.providers import FaultyProviders, provider, providers
from jigsaw.foundation.accounts.openid.talking import NotVouched
from jigsaw.foundation.accounts.openid.vouching import Vouch
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.viewer import JIGSAW
from tests.builders import Borough
from tests.openid_server import CLIENT, OpenIdServer


@pytest.fixture(scope="module")
def our_key():
    return RSAKey.generate_key(2048)


@pytest.fixture
def service(our_key):
    with OpenIdServer(our_key) as made:
        yield made


@pytest.fixture
def told(settings, tmp_path, our_key, service):
    """Writes the file of the services, with more lines where a test needs them."""
    (tmp_path / "key.pem").write_bytes(our_key.as_pem(private=True))

    def write(*more):
        lines = [
            "[cis2]",
            'name = "Care Identity"',
            f'issuer = "{service.issuer}"',
            f'client_id = "{CLIENT}"',
            f'key_file = "{tmp_path / "key.pem"}"',
            *more,
        ]
        place = tmp_path / f"providers{time.time_ns()}.toml"
        place.write_text("\n".join(lines))
        settings.JIGSAW_PROVIDERS = str(place)

    write()
    return write


@pytest.fixture
def ann(db, service):
    borough = Borough()
    made = borough.practitioner("ann", borough.agency("council"))
    made.set_unusable_password()
    made.save()
    vouch = Vouch(service.issuer, service.subject, {})
    binding.bind(by=JIGSAW, practitioner=made.pk, vouch=vouch, bound_by="a test")
    return made


def sent(client, begin="/sign-in/with/cis2"):
    """Sent to the service, and what it brings back: path and query here."""
    there = httpx.get(client.get(begin).url)
    back = urlsplit(there.headers["location"])
    return f"{back.path}?{back.query}"


def come(client, begin="/sign-in/with/cis2"):
    return client.get(sent(client, begin))


def is_in(client):
    return client.get("/").status_code == 200


def test_somebody_who_is_bound_comes_in(told, service, ann, client):
    assert "Sign in with Care Identity" in client.get("/sign-in").text
    assert come(client).url == "/"
    assert is_in(client)
    assert service.refused == []


def test_no_e_mail_address_and_no_other_name_lets_anybody_in(told, service, ann, client):
    service.subject = "555999"
    service.claims = {"email": "ann@council.example", "email_verified": True, "preferred_username": "ann"}
    answer = come(client)
    assert (answer.status_code, "belongs to nobody" in answer.text) == (409, True)
    assert not is_in(client)


def test_what_is_brought_back_works_once(told, service, ann, client):
    back = sent(client)
    assert client.get(back).url == "/"
    client.post("/sign-out")
    assert client.get(back).status_code == 409
    assert not is_in(client)


def test_the_service_itself_refuses_a_code_that_is_replayed(told, service):
    back = "http://testserver/sign-in/with/cis2/back"
    address, remembered = openid.begin(provider("cis2"), back)
    brought = dict(parse_qsl(urlsplit(httpx.get(address).headers["location"]).query))
    assert openid.come_back(provider("cis2"), back, remembered, brought).subject == service.subject
    with pytest.raises(NotVouched):
        openid.come_back(provider("cis2"), back, remembered, brought)
    assert service.refused == ["Faulty('a code twice')"]


def test_a_code_that_another_browser_began_is_refused(told, service, ann, client):
    other = Client()
    sent(other)
    assert other.get(sent(client)).status_code == 409
    assert not is_in(other)


LIES = {
    "another nonce": lambda claims: claims | {"nonce": "x"},
    "no nonce": lambda claims: {name: value for name, value in claims.items() if name != "nonce"},
    "meant for another": lambda claims: claims | {"aud": "another"},
    "meant for several, by another": lambda claims: claims | {"aud": [CLIENT, "x"], "azp": "x"},
    "another issuer": lambda claims: claims | {"iss": "https://elsewhere.example"},
    "too old": lambda claims: claims | {"exp": int(time.time()) - 600},
    "not yet": lambda claims: claims | {"nbf": int(time.time()) + 600},
    "nobody": lambda claims: {name: value for name, value in claims.items() if name != "sub"},
    "another access token": lambda claims: claims | {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_is_not_about_this_sign_in_lets_nobody_in(lie, told, service, ann, client):
    service.bend = LIES[lie]
    assert come(client).status_code == 409
    assert not is_in(client)


def test_a_token_that_another_signed_lets_nobody_in(told, service, ann, client):
    service.signing_key = RSAKey.generate_key(2048, {"kid": "one"})
    assert come(client).status_code == 409


@pytest.mark.parametrize("header", ["none", "HS256"])
def test_a_token_that_nobody_signed_or_whose_key_is_public_lets_nobody_in(header, told, service, ann, client):
    def part(told):
        return urlsafe_b64encode(json.dumps(told).encode()).rstrip(b"=").decode()

    service.signed = lambda claims: f"{part({'alg': header})}.{part(claims)}."
    assert come(client).status_code == 409
    assert not is_in(client)


def test_a_key_that_the_service_changed_is_asked_for_anew(told, service, ann, client):
    come(client)
    client.post("/sign-out")
    service.key = service.signing_key = RSAKey.generate_key(2048, {"kid": "one"})
    assert come(client).url == "/"


def test_a_service_that_calls_itself_otherwise_is_not_believed(told, service, ann, client):
    service.named = "https://elsewhere.example"
    assert client.get("/sign-in/with/cis2").status_code == 409


def test_the_assurance_that_is_required_must_come_back(told, service, ann, client):
    told('require = { id_assurance_level = ["3"], amr = ["mfa"] }')
    assert "not made as sure" in come(client).text
    service.claims = {"id_assurance_level": "3", "amr": ["pwd", "mfa"]}
    assert come(client).url == "/"


def test_what_is_asked_for_is_said_to_the_service(told, service, ann, client):
    told('ask = { acr_values = "AAL3_ANY" }', "max_age = 600")
    address = client.get("/sign-in/with/cis2").url
    assert "acr_values=AAL3_ANY" in address
    assert "max_age=600" in address


def test_a_sign_in_there_that_is_too_long_ago_does_not_do(told, service, ann, client):
    told("max_age = 600")
    service.claims = {"auth_time": int(time.time()) - 3600}
    assert "too long ago" in come(client).text


def test_roles_there_become_the_role_here_and_none_stays_outside(told, service, ann, client):
    told("userinfo = true", 'roles_claim = "roles"', 'roles = { R8000 = "steward", R8001 = "practitioner" }')
    service.more = {"roles": ["R1"]}
    assert "none of your roles" in come(client).text
    service.more = {"roles": ["R8001", "R8000"]}
    come(client)
    ann.refresh_from_db()
    assert ann.role == "steward"


def test_a_service_that_speaks_of_two_people_is_not_believed(told, service, ann, client):
    told("userinfo = true")
    service.more = {"sub": "555999"}
    assert "two people" in come(client).text


def test_a_link_binds_once_whoever_presses_yes(told, service, ann, client):
    binding.unbind(by=JIGSAW, practitioner=ann.pk)
    link = f"/sign-in/bind/{binding.make_link(by=JIGSAW, practitioner=ann.pk, provider='cis2')}"
    assert "Yes, I am Ann" in client.get(link).text
    assert come_by_link(client, link).url == "/"
    assert is_in(client)
    assert Client().get(link).status_code == 404


def come_by_link(client, link):
    href = html.unescape(re.search(r'href="(http[^"]+)"', client.post(link).text)[1])
    back = urlsplit(httpx.get(href).headers["location"])
    return client.get(f"{back.path}?{back.query}")


def test_an_account_that_is_bound_to_one_cannot_be_bound_to_another(told, service, ann):
    other = Borough.practitioner(Borough.__new__(Borough), "bo", ann.agency)
    vouch = Vouch(service.issuer, service.subject, {})
    with pytest.raises(Refused):
        binding.bind(by=JIGSAW, practitioner=other.pk, vouch=vouch, bound_by="a test")


def test_signing_out_offers_to_sign_out_there_and_names_nobody_in_the_address(told, service, ann, client):
    come(client)
    page = client.post("/sign-out").text
    assert f"{service.issuer}/end?client_id={CLIENT}" in page
    assert service.subject not in page


def test_signing_out_there_ends_the_session_here(told, service, ann, client):
    come(client)
    answer = Client().post("/sign-in/with/cis2/ended", {"logout_token": service.ended()})
    assert answer.status_code == 200
    assert not is_in(client)


FORGED = [
    {"aud": "another"},
    {"events": {}},
    {"nonce": "x"},
    {"iat": 0},
    {"iss": "https://elsewhere.example"},
]


@pytest.mark.parametrize("other", FORGED)
def test_a_token_that_ends_nothing_ends_nothing(other, told, service, ann, client):
    come(client)
    answer = Client().post("/sign-in/with/cis2/ended", {"logout_token": service.ended(**other)})
    assert answer.status_code == 400
    assert is_in(client)


def test_a_locked_session_is_unlocked_by_showing_there_again_who_they_are(told, service, ann, client):
    come(client)
    client.post("/lock")
    assert not is_in(client)
    assert "prompt=login" in client.get("/sign-in/with/cis2").url
    come(client)
    assert is_in(client)


def test_the_keys_are_not_asked_for_at_every_sign_in(told, service, ann):
    for _ in range(3):
        come(Client())
    assert service.asked["/keys"] == 1


WRONG = {
    "an address that anybody can listen to": 'discovery = "http://192.0.2.1/x"',
    "what is not known": 'colour = "red"',
    "a key and a secret": 'secret_file = "x"',
    "a weak way of signing": 'key_method = "HS256"',
    "roles without their claim": 'roles = { a = "steward" }',
    "a scope that names nobody": 'scope = "profile"',
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_file_with_a_fault_says_which(wrong, told):
    told(WRONG[wrong])
    with pytest.raises(FaultyProviders, match="cis2"):
        providers()


def test_a_service_that_nobody_named_is_not_there(client, db):
    assert client.get("/sign-in/with/nobody").status_code == 404
