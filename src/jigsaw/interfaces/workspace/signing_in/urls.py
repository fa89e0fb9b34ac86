"""Addresses of signing in. None holds a name."""

from django.urls import path

from jigsaw.interfaces.workspace.signing_in import account, code, locking, passkey, password, vouching

urlpatterns = [
    path("sign-in", password.sign_in, name="sign_in"),
    path("sign-in/code", code.sign_in_code, name="sign_in_code"),
    path("sign-in/passkey", passkey.sign_in_passkey, name="sign_in_passkey"),
    path("sign-in/passkey/question", passkey.ask, name="ask_passkey"),
    path("sign-in/with/<slug:provider>", vouching.begin, name="sign_in_with"),
    path("sign-in/with/<slug:provider>/back", vouching.come_back, name="sign_in_back"),
    path("sign-in/with/<slug:provider>/ended", vouching.ended, name="sign_in_ended"),
    path("sign-in/bind/<str:link>", vouching.bind, name="bind"),
    path("sign-out", password.sign_out, name="sign_out"),
    path("locked", locking.locked, name="locked"),
    path("locked/passkey", passkey.unlock_by_passkey, name="unlock_by_passkey"),
    path("lock", locking.lock, name="lock"),
    path("still-here", locking.still_here, name="still_here"),
    path("kept", locking.kept, name="kept"),
    path("account", account.account, name="account"),
    path("account/set-up-code", account.set_up_code, name="set_up_code"),
    path("account/app", account.set_up_app, name="set_up_app"),
    path("account/app/remove", account.remove_app, name="remove_app"),
    path("account/passkeys/new", account.add_passkey, name="add_passkey"),
    path("account/passkeys/question", account.ask_to_make, name="ask_to_make"),
    path("account/passkeys/<int:key>/remove", account.remove_passkey, name="remove_passkey"),
    path("account/recovery-codes", account.recovery_codes, name="recovery_codes"),
    path("account/password", account.new_password, name="new_password"),
    path("account/sign-out-elsewhere", account.sign_out_elsewhere, name="sign_out_elsewhere"),
]
