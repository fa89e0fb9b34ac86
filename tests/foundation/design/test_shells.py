"""The three shells that every page stands in."""

from dataclasses import dataclass

import pytest
from django import forms
from jinja2 import DictLoader

from jigsaw.foundation.design import fields
from jigsaw.foundation.design.environment import environment
from jigsaw.foundation.design.pages import Notice, Shell, shell_for, show

HOSTILE = "<script>alert(1)</script>"


class Form(forms.Form):
    """One question."""

    why = fields.TextField("Why now")


@dataclass(frozen=True)
class Page:
    """A page of any shell."""

    shell: Shell
    form: forms.Form


def rendered(shell_name, page, body=""):
    source = {"page.jinja": f'{{% extends "design/{shell_name}.jinja" %}}{body}'}
    return environment(loader=DictLoader(source)).get_template("page.jinja").render(page=page)


@pytest.mark.parametrize("name", ["app", "form", "confirmation"])
def test_every_shell_has_a_skip_link_a_main_part_and_one_heading(name):
    shown = rendered(name, Page(Shell(HOSTILE), Form()))
    assert 'href="#maincontent"' in shown
    assert shown.count("<main") == shown.count("<h1") == 1
    assert HOSTILE not in shown


def test_nobody_signed_in_means_no_sign_out():
    assert "Sign out" not in rendered("app", Page(Shell("Sign in"), Form()))


def test_a_form_with_faults_says_so_in_the_title_and_first():
    shown = rendered("form", Page(Shell("Call a conversation", csrf_token="token"), Form({})))
    assert "<title>Error: Call a conversation – Jigsaw</title>" in shown
    assert shown.index("There is a problem") < shown.index("<h1")
    assert 'name="csrfmiddlewaretoken" value="token"' in shown


def test_a_notice_is_shown_with_its_link():
    shell = Shell("Home", notice=Notice(HOSTILE, href="/c/1", link_text="See it"))
    shown = rendered("app", Page(shell, Form()))
    assert '<a href="/c/1">See it</a>' in shown
    assert HOSTILE not in shown


def test_an_aside_is_drawn_only_when_the_page_fills_it():
    assert "app-columns" not in rendered("app", Page(Shell("Home"), Form()))
    filled = rendered("app", Page(Shell("Home"), Form()), "{% block aside %}Ring{% endblock %}")
    assert "app-columns__aside" in filled


def test_a_page_is_shown_with_this_requests_token(rf):
    request = rf.get("/")
    shell = shell_for(request, Shell("Home", viewer_name="Amara Osei"))
    answer = show(request, "design/app.jinja", Page(shell, Form()), status=404)
    assert answer.status_code == 404
    assert shell.csrf_token in answer.content.decode()
