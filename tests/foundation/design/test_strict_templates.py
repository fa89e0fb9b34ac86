"""A template that names something that is not there is stopped; NHS.UK macros still work."""

import re
from dataclasses import dataclass
from pathlib import Path

import nhsuk_frontend_jinja
import pytest
from jinja2 import DictLoader, Undefined, UndefinedError

from jigsaw.foundation.design.environment import environment

NHS_TEMPLATES = Path(nhsuk_frontend_jinja.__file__).parent / "templates"
MACROS = sorted(NHS_TEMPLATES.glob("nhsuk/components/**/macro.jinja"))
HOSTILE = '<script>alert("x")</script>'


@dataclass(frozen=True)
class Page:
    """A page with one fact."""

    heading: str = "A heading"


def rendered(source, **context):
    return environment().from_string(source).render(page=Page(), **context)


@pytest.mark.parametrize(
    "source",
    [
        "{{ page.headng }}",
        "{% if page.headng %}x{% endif %}",
        "{% if not page.headng %}x{% endif %}",
        "{% for each in page.headngs %}x{% endfor %}",
        "{{ page.headng.words }}",
        "{{ page.headng or 'x' }}",
        "{% if page.headng == 'x' %}x{% endif %}",
        "{{ headng }}",
        "{{ [] | first }}",
    ],
)
def test_a_mistyped_name_is_an_error(source):
    with pytest.raises(UndefinedError):
        rendered(source)


def test_a_name_can_still_be_asked_for():
    assert rendered("{{ page.headng is defined }} {{ page.headng | default('x') }}") == "False x"


def test_missing_keys_of_a_mapping_chain_in_silence():
    assert rendered("[{{ given.a.b.c }}{% if given.a.b %}x{% endif %}]", given={}) == "[]"


def test_settings_cannot_loosen_the_names_or_the_escaping():
    loose = environment(undefined=Undefined, autoescape=False, loader=DictLoader({}))
    assert loose.from_string("{{ words }}").render(words=HOSTILE).startswith("&lt;script&gt;")
    with pytest.raises(UndefinedError):
        loose.from_string("{{ words }}").render()


@pytest.mark.parametrize("path", MACROS, ids=lambda path: path.parent.name)
def test_every_nhs_component_renders(path):
    name = str(path.relative_to(NHS_TEMPLATES))
    [macro] = re.findall(r"macro (\w+)\(", path.read_text("utf-8"))
    item = {"text": "A", "value": "a"}
    words = {"label": {"text": "A"}, "hint": {"text": "A"}, "fieldset": {"legend": {"text": "A"}}}
    template = environment().get_template(name)
    assert getattr(template.module, macro)({"text": "A", "name": "a", "id": "a", "items": [item]} | words)
