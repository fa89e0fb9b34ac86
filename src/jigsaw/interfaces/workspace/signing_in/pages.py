"""What the pages of signing in show."""

from dataclasses import dataclass

from django.forms import BaseForm
from markupsafe import Markup

from jigsaw.foundation.accounts.queries import Factors
from jigsaw.foundation.design.pages import Shell


@dataclass(frozen=True)
class SignIn:
    """One sign-in of the demonstration."""

    username: str
    name: str
    role: str
    agency: str
    work: str


@dataclass(frozen=True)
class Vouching:
    """A service that vouches for people: its words on the button, and where pressing it leads."""

    name: str
    href: str


@dataclass(frozen=True)
class SignInPage:
    """The sign-in page."""

    shell: Shell
    form: BaseForm
    sign_ins: tuple[SignIn, ...]
    password: str
    vouching: tuple[Vouching, ...] = ()


@dataclass(frozen=True)
class CodePage:
    """The second step: a code, or a passkey where there is one."""

    shell: Shell
    form: BaseForm
    has_app: bool
    has_passkey: bool


@dataclass(frozen=True)
class LockedPage:
    """A session that waits for its owner. `has_password`: else the service that vouched for them does it again."""

    shell: Shell
    form: BaseForm
    name: str
    has_password: bool
    has_passkey: bool
    has_draft: bool
    vouching: tuple[Vouching, ...]
    minutes: int


@dataclass(frozen=True)
class KeptPage:
    """What was typed, ready to be sent again. `fields`: as the form named them; `shown`: in words."""

    shell: Shell
    to: str
    page: str
    fields: tuple[tuple[str, str], ...]
    shown: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class AccountPage:
    """Somebody's own sign-in."""

    shell: Shell
    factors: Factors
    has_password: bool
    must_set_up: bool
    is_fresh: bool


@dataclass(frozen=True)
class AppPage:
    """Setting up an app that shows codes: a picture to read, and the same in letters. `form` takes the first code."""

    shell: Shell
    form: BaseForm
    drawing: Markup
    secret: str


@dataclass(frozen=True)
class RecoveryPage:
    """Recovery codes, shown once."""

    shell: Shell
    codes: tuple[str, ...]


@dataclass(frozen=True)
class FormPage:
    """A page with one form."""

    shell: Shell
    form: BaseForm


@dataclass(frozen=True)
class SignedOutPage:
    """After signing out, where the service that vouched for them goes on: its name and where it is ended."""

    shell: Shell
    name: str
    href: str


@dataclass(frozen=True)
class BindPage:
    """Whom a link names and by which service; then `href`, where to go on."""

    shell: Shell
    who: str
    service: str
    href: str
