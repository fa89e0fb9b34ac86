"""Rules for what faces the web, read from the code itself; each finds what is planted."""

import ast
import re

import pytest

from tests.structure.sources import SOURCE, is_vendored, modules

# Who opens without signing in, each with what stands in place of a sign-in. A new one is a decision.
OPEN = {
    "jigsaw.care.conversations.views.outside.Outside": "the link, which ends, is kept as a fingerprint and is counted",
    "jigsaw.foundation.design.urls": "the gallery of parts, about invented people",
    "jigsaw.interfaces.health.views.healthz": "one word for a machine that watches",
    "jigsaw.interfaces.own.entering.leave": "leaves",
    "jigsaw.interfaces.own.entering.safe": "asks who came in by their own door",
    "jigsaw.interfaces.own.entering.sign_in": "a person's own sign-in",
    "jigsaw.interfaces.own.entering.start": "a person's own first sign-in",
    "jigsaw.interfaces.own.reading.front": "themselves_only",
    "jigsaw.interfaces.own.reading.look": "themselves_only",
    "jigsaw.interfaces.own.reading.looks": "themselves_only",
    "jigsaw.interfaces.own.story.story": "themselves_only",
    "jigsaw.interfaces.own.supporters.listing": "themselves_only",
    "jigsaw.interfaces.own.supporters.one": "themselves_only",
    "jigsaw.interfaces.own.supporting.read": "supporter_only",
    "jigsaw.interfaces.own.wishes.wishes": "themselves_only",
    "jigsaw.interfaces.workspace.signing_in.code.sign_in_code": "the second step",
    "jigsaw.interfaces.workspace.signing_in.passkey.ask": "the question to a passkey",
    "jigsaw.interfaces.workspace.signing_in.passkey.sign_in_passkey": "signs in",
    "jigsaw.interfaces.workspace.signing_in.password.sign_in": "signs in",
    "jigsaw.interfaces.workspace.signing_in.password.sign_out": "signs out",
    "jigsaw.interfaces.workspace.signing_in.vouching.begin": "signs in",
    "jigsaw.interfaces.workspace.signing_in.vouching.bind": "the link, which works once",
    "jigsaw.interfaces.workspace.signing_in.vouching.come_back": "signs in",
    "jigsaw.interfaces.workspace.signing_in.vouching.ended": "a token that the service signed",
}
# Who takes a form without our token: no browser sends it, and a signature stands in its place.
WITHOUT_TOKEN = {"jigsaw.interfaces.workspace.signing_in.vouching.ended"}
SENT_IN = {"GET", "POST", "META", "headers", "COOKIES", "body", "build_absolute_uri"}
# Where SQL is put together of words that are ours, each with why no word of anybody else's is among them.
OWN_WORDS = {
    "jigsaw.engine.patterns.sql.asked": "a table of marks of ours, in a database of its own in memory",
    "jigsaw.foundation.audit.verifying": "the words of a query of ours; what is looked for goes apart",
    "jigsaw.foundation.core.guards": "names of our own tables",
    "jigsaw.foundation.core.sqlite.opening": "the key, in hexadecimal digits alone: a pragma takes no values apart",
    "jigsaw.foundation.core.sqlite.rekeying": "the same",
    "jigsaw.interfaces.backups.restoring": "a database that is named here, by a random number",
    "jigsaw.interfaces.backups.writing": "names of our own tables, quoted",
}
# What gives an address of ours, whatever it was given: checked where it is kept, or a route.
GIVES_OURS = ("reverse", "get_full_path", "lead_on", "save")
WEAK = {"md5", "sha1", "MD5", "SHA1", "ECB", "CBC", "ARC4", "TripleDES", "Blowfish", "DES"}
# What a process of ours packed for another of ours, over a pipe.
OWN_BYTES = {"jigsaw.interfaces.feeds.reading_ahead"}
# Where chance is drawn that can be had again: samples, and no secret.
DRAWN_AGAIN = (
    "jigsaw.demo",
    "jigsaw.engine",
    "jigsaw.care.stewardship",
    "jigsaw.care.panels",
)
FILES_OF_THEIR_OWN = {"report.jinja", "studio.jinja", "paper.jinja"}
"""Templates of files that are opened by themselves, never served."""


def is_called(node, *names):
    """Whether a node is a call of one of these names, plain or after a dot."""
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return name in names


def marked_with(module, mark):
    """Functions, classes and modules that name `mark` in a decorator or a call, dotted."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and any(
            isinstance(one, ast.Name) and one.id == mark
            for each in node.decorator_list
            for one in ast.walk(each)
        ):
            yield f"{module.name}.{node.name}"
    yield from (module.name for node in ast.walk(module.tree) if is_called(node, mark))


def reads_what_was_sent(node, sent):
    return any(
        (isinstance(one, ast.Attribute) and one.attr in SENT_IN)
        or (isinstance(one, ast.Name) and one.id in sent)
        for one in ast.walk(node)
    )


def begins_with_ours(node):
    """Whether an address begins with words of ours or with a route, so that it stays here whatever follows."""
    while isinstance(node, ast.BinOp):
        node = node.left
    if isinstance(node, ast.JoinedStr) and node.values:
        first = node.values[0]
        node = first.value if isinstance(first, ast.FormattedValue) else first
    if isinstance(node, ast.Constant):
        return bool(re.match(r"(/[^/\\]|/?$|[a-z_]+$)", str(node.value)))
    return is_called(node, *GIVES_OURS)


def strays(tree):
    """Lines on which somebody is led to an address that was sent in."""
    for function in [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]:
        sent = set()
        for node in ast.walk(function):
            if isinstance(node, ast.Assign | ast.NamedExpr) and is_called(node.value, *GIVES_OURS):
                continue
            if isinstance(node, ast.Assign) and reads_what_was_sent(node.value, sent):
                sent |= {
                    name.id for one in node.targets for name in ast.walk(one) if isinstance(name, ast.Name)
                }
        for node in ast.walk(function):
            if is_called(node, "redirect", "HttpResponseRedirect") and node.args:
                to = node.args[0]
                if reads_what_was_sent(to, sent) and not begins_with_ours(to):
                    yield node.lineno


def is_made_of_words(node):
    """Whether SQL is put together where it is asked."""
    return isinstance(node, ast.JoinedStr | ast.BinOp) or is_called(node, "replace", "join")


def sql_of_words(tree):
    for node in ast.walk(tree):
        if is_called(node, "execute", "executemany") and node.args and is_made_of_words(node.args[0]):
            yield node.lineno
        if is_called(node, "RawSQL") or (is_called(node, "extra") and isinstance(node.func, ast.Attribute)):
            yield node.lineno


def loose_markup(tree):
    """Lines that call words safe which no template has escaped: only constants may be."""
    for node in ast.walk(tree):
        named = isinstance(node, ast.ImportFrom) and node.module == "django.utils.safestring"
        made = is_called(node, "Markup") and node.args and isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
        if named or made:
            yield node.lineno


def loose_cookies(tree):
    for node in ast.walk(tree):
        if is_called(node, "set_cookie"):
            told = {one.arg: one.value for one in node.keywords}
            kept = isinstance(told.get("httponly"), ast.Constant) and told["httponly"].value is True
            if not (kept and "secure" in told and "samesite" in told):
                yield node.lineno


def evaluates(tree):
    """Lines that run words as code, or read objects from bytes."""
    for node in ast.walk(tree):
        plain = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if plain and node.func.id in ("eval", "exec", "compile", "__import__"):
            yield node.lineno
        told = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func
        if (
            told
            and isinstance(told.value, ast.Name)
            and told.value.id in ("pickle", "marshal", "yaml", "shelve")
        ):
            yield from [node.lineno] * (told.attr in ("loads", "load", "open"))


def weak_cryptography(tree):
    """Lines that name a broken hash, a mode without a check, or that follow where another server leads."""
    for node in ast.walk(tree):
        name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
        if isinstance(node, ast.Attribute | ast.Name) and name in WEAK:
            yield node.lineno
        if isinstance(node, ast.keyword) and node.arg == "follow_redirects" and node.value.value is not False:
            yield node.value.lineno


def faults_of_template(text):
    """What is wrong in a template that is served."""
    if re.search(r"\|\s*safe\b|autoescape|\bMarkup\b", text):
        yield "words that are not escaped"
    if re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=\"|\son[a-z]+=\"", text):
        yield "a script or a style within the page"
    if re.search(r"(?:src|action)=\"(?:https?:)?//|<link[^>]*href=\"https?:", text):
        yield "something loaded from elsewhere, or sent there"
    for form in re.findall(r"(?s)<form\b[^>]*method=\"post\".*?</form>", text):
        if "csrfmiddlewaretoken" not in form and "token(page)" not in form:
            yield "a form without our token"


def test_only_those_on_the_list_open_without_signing_in():
    found = {name for module in modules() for name in marked_with(module, "login_not_required")}
    assert found - {name for name in found if name.endswith(".urls") and name not in OPEN} == OPEN.keys()


def test_only_one_takes_a_form_without_our_token():
    assert {name for module in modules() for name in marked_with(module, "csrf_exempt")} == WITHOUT_TOKEN


RULES = [strays, sql_of_words, loose_markup, loose_cookies, evaluates, weak_cryptography]
SPARED = {sql_of_words: OWN_WORDS, evaluates: OWN_BYTES}


@pytest.mark.parametrize("rule", RULES)
def test_the_code_keeps_the_rule(rule):
    spared = SPARED.get(rule, ())
    found = [f"{one.place}:{line}" for one in modules() if one.name not in spared for line in rule(one.tree)]
    assert not found, "\n".join(found)


def test_chance_that_can_be_foretold_is_used_where_nothing_is_kept_secret():
    chance = re.compile(r"(?m)^\s*(?:import random\b|from random import)")
    found = [one.name for one in modules() if chance.search(one.text)]
    assert found
    assert [one for one in found if not one.startswith(DRAWN_AGAIN)] == []


def test_every_template_that_is_served_keeps_the_rules():
    served = [one for one in SOURCE.rglob("*.jinja") if not is_vendored(one)]
    served = [one for one in served if one.name not in FILES_OF_THEIR_OWN]
    found = [
        f"{one.relative_to(SOURCE)}: {fault}"
        for one in served
        for fault in faults_of_template(one.read_text())
    ]
    assert len(served) > 80
    assert not found, "\n".join(found)


PLANTED = [
    (strays, "def f(request):\n    return redirect(request.GET['next'])"),
    (strays, "def f(request):\n    to = request.POST.get('to')\n    return redirect(f'{to}#here')"),
    (strays, "def f(request):\n    return HttpResponseRedirect('//' + request.headers['host'])"),
    (sql_of_words, "cursor.execute(f'SELECT {name}')"),
    (sql_of_words, "cursor.execute('SELECT ' + name)"),
    (sql_of_words, "rows.extra(where=['a'])"),
    (loose_markup, "Markup(f'<b>{name}</b>')"),
    (loose_markup, "from django.utils.safestring import mark_safe"),
    (loose_cookies, "answer.set_cookie('a', 'b', httponly=False, secure=True, samesite='Lax')"),
    (loose_cookies, "answer.set_cookie('a', 'b')"),
    (evaluates, "eval(words)"),
    (evaluates, "pickle.loads(body)"),
    (weak_cryptography, "hashlib.md5(words)"),
    (weak_cryptography, "modes.ECB()"),
    (weak_cryptography, "httpx.Client(follow_redirects=True)"),
]
HARMLESS = [
    (strays, "def f(request):\n    return redirect(reverse('a') + request.POST['b'])"),
    (strays, "def f(request):\n    return redirect('home')"),
    (sql_of_words, "cursor.execute('SELECT %s', [name])"),
    (loose_markup, "Markup('<b>{}</b>').format(name)"),
]
PLANTED_TEMPLATES = [
    "{{ name|safe }}",
    "{% autoescape false %}",
    "<script>alert()</script>",
    '<p onclick="x()">',
    '<img src="https://elsewhere.example/a.png">',
    '<form method="post"><button>Go</button></form>',
]


@pytest.mark.parametrize(("rule", "text"), PLANTED)
def test_what_is_planted_is_found(rule, text):
    assert list(rule(ast.parse(text)))


@pytest.mark.parametrize(("rule", "text"), HARMLESS)
def test_what_is_harmless_passes(rule, text):
    assert not list(rule(ast.parse(text)))


@pytest.mark.parametrize("text", PLANTED_TEMPLATES)
def test_what_is_planted_in_a_template_is_found(text):
    assert list(faults_of_template(text))
