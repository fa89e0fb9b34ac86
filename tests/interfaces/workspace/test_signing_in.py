"""Signing in and out, and the home page that follows."""

from tests.builders import PASSWORD


def test_a_practitioner_signs_in_and_sees_their_home_page(borough, client):
    borough.practitioner("ann", borough.agency("council"))
    answer = client.post("/sign-in", {"username": "ann", "password": PASSWORD}, follow=True)
    assert answer.redirect_chain == [("/", 302)]
    assert "Reasons that my agency is asked about" in answer.text


def test_a_wrong_password_says_what_to_enter(borough, client):
    borough.practitioner("ann", borough.agency("council"))
    answer = client.post("/sign-in", {"username": "ann", "password": "no"})
    assert "Enter the sign-in name and password that go together" in answer.text
    assert "There is a problem" in answer.text


def test_signing_out_is_a_post_and_closes_the_door(borough, client):
    client.force_login(borough.practitioner("ann", borough.agency("council")))
    assert client.get("/sign-out").status_code == 405
    client.post("/sign-out")
    assert client.get("/").status_code == 302


def test_the_demonstration_lists_its_sign_ins(client, db):
    assert "Sign-ins of this demonstration" in client.get("/sign-in").text


def test_a_service_lists_none(client, db, settings):
    settings.JIGSAW_DEMO = False
    assert "Sign-ins of this demonstration" not in client.get("/sign-in").text


def test_an_outsiders_home_page_names_nobody(borough, client):
    client.force_login(borough.practitioner("olga", borough.agency("elsewhere", shares=False)))
    answer = client.get("/")
    assert answer.status_code == 200
    assert "My people" not in answer.text


def test_each_page_says_in_words_as_whom_one_is_signed_in(borough, client):
    client.force_login(borough.practitioner("ursula", borough.agency("council"), "privacy-officer"))
    answer = client.get("/").text
    assert "Privacy officer, " in answer
    assert "privacy-officer" not in answer
