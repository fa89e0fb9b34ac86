"""Signing in and out. The demonstration lists its sign-ins, by the function that a setting names."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpResponse
from django.utils.module_loading import import_string

from jigsaw.foundation.design.pages import Shell, shell_for, show
from jigsaw.interfaces.workspace.forms import SignInForm
from jigsaw.interfaces.workspace.pages import SignIn, SignInPage


class SignInView(LoginView):
    """The sign-in page."""

    authentication_form = SignInForm
    redirect_authenticated_user = True

    def render_to_response(self, context: dict[str, Any], **_options: Any) -> HttpResponse:
        """The page, by way of its page object."""
        shell = shell_for(self.request, Shell("Sign in to Jigsaw", is_demo=settings.JIGSAW_DEMO))
        sign_ins, password = demo_sign_ins()
        return show(
            self.request, "workspace/sign_in.jinja", SignInPage(shell, context["form"], sign_ins, password)
        )


class SignOutView(LogoutView):
    """Signing out, by POST."""


def demo_sign_ins() -> tuple[tuple[SignIn, ...], str]:
    """The demonstration's sign-ins and their password, where settings name them; elsewhere nothing."""
    if not settings.JIGSAW_DEMO:
        return (), ""
    listed = import_string(settings.JIGSAW_DEMO_SIGN_INS)()
    shown = (SignIn(one.username, one.name, one.role, one.team.agency_name, one.work) for one in listed)
    return tuple(shown), import_string(settings.JIGSAW_DEMO_PASSWORD)
