"""The pages for what went wrong."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from home import errors


@pytest.mark.django_db
def test_an_unknown_address_is_answered_in_our_frame(client):
    response = client.get("/nothing-here/")
    assert response.status_code == 404
    assert 'class="door error-page"' in response.content.decode()


def test_the_500_page_asks_neither_the_database_nor_the_session():
    response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert b'class="dock"' not in response.content


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "405", "429", "500"])
def test_every_error_page_renders_without_any_context(name):
    assert "<h1>" in render_to_string(f"{name}.html")


@pytest.mark.django_db
def test_a_stale_form_is_refused_in_our_words(client):
    client.handler.enforce_csrf_checks = True
    response = client.post("/accounts/login/", {"login": "a@example.com"})
    assert response.status_code == 403
    assert 'class="door error-page"' in response.content.decode()


@pytest.mark.django_db
def test_a_wrong_method_is_answered_in_our_frame_and_says_which_are_right(client):
    response = client.get("/my/notifications/read/")
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert 'class="door error-page"' in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/api/v1/schema/", "/healthz"])
def test_a_wrong_method_of_a_program_gets_no_page(client, path):
    response = client.post(path)
    assert response.status_code == 405
    assert "error-page" not in response.content.decode()
    assert response["Allow"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/unsubscribe/no-such-key/", "/my/notifications/stop/no-such-key/"])
def test_a_link_of_a_letter_that_does_not_work_says_what_to_do(client, path):
    response = client.get(path, headers={"accept-language": "en"})
    assert response.status_code == 404
    page = response.content.decode()
    assert "The link from the letter is old" in page
    assert 'href="/my/settings/"' in page
    assert "taken down" not in page
    assert "taken down" in client.get("/nothing/", headers={"accept-language": "en"}).content.decode()
