"""Every kind of refusal as a problem document, and throttles."""

from __future__ import annotations

import json

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, ValidationError
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory, override_settings
from rest_framework import exceptions, serializers
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory
from rest_framework.views import APIView

from common import errors
from common.api.middleware import ApiProblemMiddleware
from common.api.throttling import LimitThrottle

NOWHERE = ("/api/", "/api/v1/", "/api/v1/nothing/", "/api/v1/listings/no/number/", "/api/v2/listings/")


def answer_to(error: Exception) -> tuple[int, dict, Response]:
    class Refusing(APIView):
        authentication_classes = []
        permission_classes = []

        def get(self, request):
            raise error

    response = Refusing.as_view()(APIRequestFactory().get("/"))
    response.render()
    return response.status_code, json.loads(response.content), response


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.InvalidInput("Bad."), 400),
        (errors.NotAllowed("Not yours."), 403),
        (errors.NotFound("Gone."), 404),
        (errors.IllegalTransition("Too late."), 409),
        (errors.TooMany("Slowly.", retry_after=7), 429),
        (errors.DomainError("Odd."), 400),
        (Http404("secret path"), 404),
        (PermissionDenied(), 403),
        (RequestDataTooBig("big"), 413),
        (exceptions.UnsupportedMediaType("text/x"), 415),
        (exceptions.MethodNotAllowed("PUT"), 405),
        (exceptions.ParseError("Broken JSON."), 400),
        (ValidationError({"title": ["Short."]}), 400),
    ],
)
def test_errors_are_problem_documents(error, status):
    code, document, response = answer_to(error)
    assert code == document["status"] == status
    assert response["Content-Type"] == "application/problem+json"
    assert document["type"] == "about:blank"
    assert document["title"]
    assert document["detail"]
    assert "secret path" not in document["detail"]
    assert ("errors" in document) is isinstance(error, errors.InvalidInput | ValidationError)


def test_the_domains_sentence_stands_in_detail():
    assert answer_to(errors.IllegalTransition("Accepted already."))[1]["detail"] == "Accepted already."


def test_too_many_says_when_to_come_back():
    assert answer_to(errors.TooMany("Slowly.", retry_after=7))[2]["Retry-After"] == "7"


def test_field_errors_are_tied_to_fields():
    error = errors.InvalidInput(field_errors={"title": ["Too short.", "Odd."]})
    assert answer_to(error)[1]["errors"] == {"title": ["Too short.", "Odd."]}


def test_nested_errors_are_flat():
    class Inner(serializers.Serializer):
        name = serializers.CharField()

    class Outer(serializers.Serializer):
        inner = Inner()

    form = Outer(data={"inner": {}})
    assert not form.is_valid()
    assert list(answer_to(exceptions.ValidationError(form.errors))[1]["errors"]) == ["inner.name"]


def test_what_nobody_foresaw_is_not_hidden():
    with pytest.raises(RuntimeError):
        answer_to(RuntimeError("bug"))


@pytest.mark.parametrize(
    ("path", "status", "kind", "changed"),
    [
        ("/api/v1/x/", 404, "text/html", True),
        ("/api/v1/x/", 500, "text/html", True),
        ("/api/v1/x/", 404, "application/problem+json", False),
        ("/api/v1/docs/", 200, "text/html", False),
        ("/board/", 404, "text/html", False),
    ],
)
def test_error_pages_under_api_become_problems(path, status, kind, changed):
    page = HttpResponse("<h1>x</h1>", status=status, content_type=kind)
    page["Retry-After"] = "3"
    answer = ApiProblemMiddleware(lambda request: page)(RequestFactory().get(path))
    assert answer.status_code == status
    assert (answer is not page) is changed
    assert answer["Retry-After"] == "3"


@pytest.mark.django_db
@override_settings(LIMITS_FACTOR=1, LIMITS={"test-twice": ("2/h", "2/h", "2/h", "2/h")})
def test_a_throttled_view_answers_429_and_when_to_come_back():
    class Twice(LimitThrottle):
        scope = "test-twice"

    class Limited(APIView):
        authentication_classes = []
        permission_classes = []
        throttle_classes = [Twice]

        def get(self, request):
            return Response({})

    ask = APIRequestFactory().get
    answers = [Limited.as_view()(ask("/")) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[-1]["Retry-After"]) > 0
    assert Limited.as_view()(ask("/", REMOTE_ADDR="10.0.0.9")).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("options", "/api/v1/docs/", 405),
        ("post", "/api/v1/docs/", 405),
        *((method, "/api/v1/schema/", 405) for method in ("post", "put", "delete")),
        *((method, path, 404) for method in ("get", "post", "put", "patch", "delete") for path in NOWHERE),
    ],
)
def test_every_refusal_of_the_api_is_a_document_of_json(method, path, status):
    answer = getattr(Client(enforce_csrf_checks=True), method)(path)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert json.loads(answer.content)["status"] == status


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_probe_takes_no_post_and_says_so(path):
    answer = Client(enforce_csrf_checks=True).post(path)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
