"""Errors of the API as problem documents (RFC 9457), `application/problem+json`."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.core.exceptions import ValidationError as ModelValidationError
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from common import errors

CONTENT_TYPE = "application/problem+json"
NOT_TIED = "non_field_errors"

STATUS_OF_ERROR: dict[type[errors.DomainError], int] = {
    errors.InvalidInput: 400,
    errors.NotAllowed: 403,
    errors.NotFound: 404,
    errors.IllegalTransition: 409,
    errors.TooMany: 429,
}
SENTENCES = {
    400: gettext_lazy("Some fields need correcting."),
    401: gettext_lazy("You are not signed in, or no longer."),
    403: gettext_lazy("You may not do that."),
    404: gettext_lazy("There is nothing here."),
    405: gettext_lazy("This address does not take this method."),
    409: gettext_lazy("The state of the thing forbids it now."),
    413: gettext_lazy("That is too large."),
    415: gettext_lazy("This kind of content is not accepted here."),
    429: gettext_lazy("Too often. Try again a little later."),
    500: gettext_lazy("Something broke on our side. It has been noted."),
}


class IdempotencyConflict(exceptions.APIException):
    """The key was used for another request before."""

    status_code = 422
    default_detail = gettext_lazy("This Idempotency-Key was already used with another body.")


def problem(
    status: int, detail: str = "", field_errors: Mapping[str, list[str]] | None = None
) -> dict[str, Any]:
    """Return the document of one problem; `field_errors` ties sentences to the fields of a 400."""
    document: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail or str(SENTENCES.get(status, "")),
    }
    if field_errors is not None:
        document["errors"] = dict(field_errors)
    return document


def problem_page(status: int, detail: str = "", headers: Mapping[str, str] | None = None) -> JsonResponse:
    """Return a problem document for an error that no REST view has seen."""
    return JsonResponse(problem(status, detail), status=status, content_type=CONTENT_TYPE, headers=headers)


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """Answer an error of a REST view with a problem document (Django REST Framework's exception handler).

    Returns None for what nobody foresaw: that is a 500 and belongs in the log.
    """
    known = _as_api_exception(error)
    if known is None:
        return None
    set_rollback()
    headers = {}
    if auth_header := getattr(known, "auth_header", None):
        headers["WWW-Authenticate"] = auth_header
    if (wait := getattr(known, "wait", None)) is not None:
        headers["Retry-After"] = str(max(1, int(wait)))
    detail, field_errors = _sentences(known)
    document = problem(known.status_code, detail, field_errors) | _members_of(error)
    return Response(document, status=known.status_code, headers=headers, content_type=CONTENT_TYPE)


def _as_api_exception(error: Exception) -> exceptions.APIException | None:
    """Translate errors of Django and of the domain."""
    match error:
        case exceptions.APIException():
            return error
        case errors.TooMany():
            return _Worded(429, str(error), wait=error.retry_after)
        case errors.TooLarge():
            return _Refused(413, error.field_errors)
        case errors.WrongType():
            return _Refused(415, error.field_errors)
        case errors.InvalidInput():
            return exceptions.ValidationError(error.field_errors or {NOT_TIED: [str(error)]})
        case errors.DomainError():
            return _Worded(status_of(error), str(error))
        case ModelValidationError():
            return exceptions.ValidationError(getattr(error, "message_dict", {NOT_TIED: error.messages}))
        case Http404():
            return _Worded(404)
        case PermissionDenied():
            return _Worded(403, str(error))
        case RequestDataTooBig():
            return _Worded(413)
    return None


def _members_of(error: Exception) -> dict[str, object]:
    """Return what the document says to programs beyond the standard's members."""
    if not isinstance(error, errors.DomainError):
        return {}
    return ({"code": error.code} if error.code else {}) | error.members


class _Worded(exceptions.APIException):
    """A status with a sentence already written for people."""

    def __init__(self, status: int, detail: str = "", wait: int | None = None) -> None:
        super().__init__(detail or str(SENTENCES[status]))
        self.status_code = status
        self.wait = wait


class _Refused(exceptions.ValidationError):
    """Invalid input with a status of its own."""

    def __init__(self, status: int, field_errors: dict[str, list[str]]) -> None:
        super().__init__(field_errors)
        self.status_code = status


def status_of(error: errors.DomainError) -> int:
    return next((status for kind, status in STATUS_OF_ERROR.items() if isinstance(error, kind)), 400)


def _sentences(error: exceptions.APIException) -> tuple[str, dict[str, list[str]] | None]:
    """Return the sentence for people and, for invalid input, the sentences of each field."""
    if isinstance(error, exceptions.NotAuthenticated):
        return str(SENTENCES[401]), None
    if isinstance(error, exceptions.Throttled):
        return str(SENTENCES[429]), None
    if not isinstance(error, exceptions.ValidationError):
        return str(error.detail), None
    fields = _by_field(error.detail)
    loose = fields.get(NOT_TIED, [])
    return (loose[0] if loose else _("Some fields need correcting.")), fields


def _by_field(detail: Any, prefix: str = "") -> dict[str, list[str]]:
    """Flatten nested error details to `{"field.sub": [sentences]}`."""
    if isinstance(detail, Mapping):
        flat: dict[str, list[str]] = {}
        for name, value in detail.items():
            flat |= _by_field(value, f"{prefix}.{name}" if prefix else str(name))
        return flat
    sentences = detail if isinstance(detail, list) else [detail]
    return {prefix or NOT_TIED: [str(sentence) for sentence in sentences]}
