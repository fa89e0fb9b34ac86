"""Somebody sets up a second factor, signs in with it, leaves their desk, and finds what they had typed."""

import pyotp

from tests.journeys.desk import PASSWORD

WHY = "Her sister rang: the door stood open"


def address_here(desk):
    """Passkeys belong to a name, and never to a number: the same workspace by this machine's name."""
    desk.url = desk.url.replace("127.0.0.1", "localhost")
    return desk


def set_up_app(one):
    """An app on a telephone; the recovery codes are on the page that follows."""
    one.open("/account")
    one.arrives("Your sign-in")
    one.press("Set up an app")
    one.arrives("Set up an app for codes")
    app = pyotp.TOTP(one.page.locator(".app-key").inner_text().replace(" ", ""))
    one.type("The 6 digits", app.now())
    one.press("Check the code")
    one.arrives("Your recovery codes")
    return one.page.locator(".app-codes code").all_inner_texts()


def test_an_app_is_set_up_and_asked_for_without_scripts_too(desk):
    codes = set_up_app(desk("ines"))
    again = desk(scripts=False)
    again.open("/sign-in")
    again.type("Sign-in name", "ines")
    again.type("Password", PASSWORD)
    again.press("Sign in")
    again.arrives("Enter your code")
    again.type("Code", codes[0])
    again.press("Sign in")
    again.page.get_by_role("button", name="Sign out").wait_for(state="attached")
    again.open("/account")
    again.sees("You have 9 left")
    again.press("Forget this app")


def test_a_passkey_lets_in_and_unlocks_without_a_password(desk):
    one = address_here(desk())
    tools = one.page.context.new_cdp_session(one.page)
    tools.send("WebAuthn.enable")
    told = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    told |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": told})
    one.sign_in("tobias")
    one.open("/account/passkeys/new")
    one.arrives("Add a passkey")
    one.type("A name for it", "work telephone")
    one.press("Make the passkey")
    one.arrives("Your recovery codes")
    one.sign_out()
    one.arrives("Sign in to Jigsaw")
    one.press("Sign in with a passkey")
    one.page.get_by_role("button", name="Sign out").wait_for(state="attached")
    one.open("/account")
    one.press("Lock now")
    one.arrives("Locked")
    one.press("Unlock with a passkey")
    one.page.get_by_role("link", name="Home").first.wait_for()
    one.open("/account")
    one.press("Forget work telephone")


def test_what_was_typed_into_a_locked_session_is_found_again_without_scripts(desk):
    one = desk("corin", scripts=False)
    one.open("/search")
    typing = one.page
    one.page = typing.context.new_page()
    one.open("/account")
    one.press("Lock now")
    one.sees("Locked: is it still you?")
    one.page = typing
    one.type("Name, birth date", "somebody in Mill Lane")
    one.press("Search")
    one.sees("Locked: is it still you?", "What you had typed was kept")
    one.sees_no("Mill Lane")
    one.type("Password, or a code", PASSWORD)
    one.press("Unlock")
    one.sees("somebody in Mill Lane")
    one.press("Send it now")
    one.arrives("Find a person or a home")
    assert one.page.get_by_label("Name, birth date").first.input_value() == "somebody in Mill Lane"


def test_a_page_locks_by_itself_and_gives_back_what_was_typed(desk, workspace):
    one = desk("gethin")
    who = workspace.somebody("home-taken-over", "tenant")
    one.open(f"/search?q={who.nhs_number}")
    one.press(who.family)
    story = one.page.url.removeprefix(one.url).partition("?")[0]
    one.page.clock.install()
    one.open(f"{story}/break-glass")
    one.arrives("Break the glass")
    one.type("Why can this not wait?", WHY)
    one.page.clock.run_for(11 * 60 * 1000)
    one.arrives("Locked: is it still you?")
    one.sees("What you had typed was kept")
    one.sees_no(WHY, who.family)
    one.type("Password, or a code", PASSWORD)
    one.press("Unlock")
    one.arrives("What you had typed was kept")
    one.sees(WHY)
    one.press("Throw it away")
