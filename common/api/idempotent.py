"""The `Idempotency-Key` header of creating requests."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from common.api.problems import IdempotencyConflict
from common.idempotency import KeyReused, Result, run_once

HEADER = "Idempotency-Key"
MAX_KEY = 200

Handler = Callable[..., Response]


def idempotent(handler: Handler) -> Handler:
    """Make a creating handler of a REST view honour `Idempotency-Key`; without the header nothing changes."""

    @wraps(handler)
    def once(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        key = request.headers.get(HEADER, "")
        player_id = request.user.pk
        if not key or player_id is None:
            return handler(view, request, *args, **kwargs)
        if len(key) > MAX_KEY or not key.isprintable():
            raise ValidationError({HEADER: [_("Use at most 200 printable characters.")]})
        try:
            result = run_once(
                user_id=player_id,
                key=key,
                fingerprint=fingerprint(request),
                create=lambda: _created(handler(view, request, *args, **kwargs)),
            )
        except KeyReused as error:
            raise IdempotencyConflict from error
        except _Refused as refused:
            return refused.response
        headers = {"Idempotent-Replayed": "true"} if result.replayed else {}
        return Response(result.body, status=result.status, headers=headers)

    return once


class _Refused(Exception):
    """The handler answered an error itself: nothing was created, so nothing is kept."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.response = response


def _created(response: Response) -> Result:
    if response.status_code >= 400:
        raise _Refused(response)
    return Result(response.status_code, response.data)


def fingerprint(request: Request) -> str:
    """Return what tells requests apart: method, path, parsed body (a multipart boundary varies)."""
    digest = hashlib.sha256()
    for part in _parts(request):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def _parts(request: Request) -> Iterator[bytes]:
    yield f"{request.method} {request.path}".encode()
    data = request.data
    if not isinstance(data, MultiValueDict):
        yield json.dumps(data, sort_keys=True, ensure_ascii=False).encode()
        return
    for name in sorted(data):
        for value in data.getlist(name):
            yield name.encode()
            yield _file_digest(value) if isinstance(value, UploadedFile) else str(value).encode()


def _file_digest(file: UploadedFile) -> bytes:
    digest = hashlib.sha256(f"{file.name}\n{file.content_type}\n".encode())
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.digest()
