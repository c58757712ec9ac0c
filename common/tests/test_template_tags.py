"""The tags that every template writes with."""

from datetime import UTC, datetime

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from common.templatetags import tavern


class Door(forms.Form):
    name = forms.CharField(help_text="As on the board", max_length=8)
    agreed = forms.BooleanField()
    password = forms.CharField(widget=forms.PasswordInput)


def rendered(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def test_mark_is_silent_and_points_into_the_sprite():
    assert tavern.mark("u-reply") == (
        '<svg class="mark" aria-hidden="true"><use href="/static/marks.svg#u-reply"/></svg>'
    )


def test_mark_escapes_what_it_is_given():
    assert "<script>" not in tavern.mark("<script>")


def test_pennant_carries_the_category_mark():
    assert 'class="pennant pennant-big"' in tavern.pennant("healers", big=True)
    assert "#m-healers" in tavern.pennant("healers")


def test_age_tells_the_exact_moment_too():
    assert 'datetime="2026-05-14T15:00+03:00"' in tavern.age(datetime(2026, 5, 14, 12, 0, tzinfo=UTC))


@pytest.mark.parametrize("tag", [tavern.age, tavern.day])
def test_no_moment_shows_nothing(tag):
    assert tag(None) == ""


@pytest.mark.parametrize(
    ("name", "letter"), [("рыжая Марта", "Р"), ("«Якорь»", "Я"), ("7 гномов", "7"), ("***", "?"), ("", "?")]
)
def test_initials_skip_signs(name, letter):
    assert tavern.initials(name) == letter


def test_query_string_sets_and_drops_parameters():
    request = RequestFactory().get("/board/", {"kind": "wanted", "cursor": "abc"})
    source = '{% query_string cursor=None ordering="closing" %}'
    assert rendered(source, request=request) == "?kind=wanted&amp;ordering=closing"


def test_query_string_without_parameters_leads_to_the_bare_page():
    assert rendered("{% query_string page=None %}", request=RequestFactory().get("/")) == "?"


def test_control_ties_hint_and_error_to_the_field():
    html = tavern.control(Door({"name": "far too long a name"})["name"], extra="wide")
    assert 'class="input wide"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html


def test_field_include_shows_the_error_where_the_control_points():
    html = rendered('{% include "includes/field.html" %}', field=Door({})["name"])
    assert 'id="id_name_error"' in html
    assert 'id="id_name_helptext"' in html


def test_a_password_can_be_shown():
    html = rendered('{% include "includes/field.html" %}', field=Door()["password"])
    assert 'data-reveal="id_password"' in html


def test_form_errors_lead_to_the_fields():
    form = Door({"name": "x", "agreed": ""})
    html = rendered('{% include "includes/form_errors.html" %}', form=form)
    assert 'href="#id_agreed"' in html
    assert "#id_name" not in html


def test_here_marks_the_section_of_the_page():
    class Shell:
        section = "board"

    assert tavern.here({"shell": Shell()}, "board") == 'aria-current="true"'
    assert tavern.here({"shell": Shell()}, "news") == ""
    assert tavern.here({}, "board") == ""
