"""Uploaded files through Django, for the one-command run alone; elsewhere the reverse proxy serves them."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve


@require_safe
def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer one file of MEDIA_ROOT: no listing of folders, no guessing of types, nothing in it runs.

    Raises:
        Http404: there is no such file.
    """
    try:
        response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except OSError as error:
        # A name that is too long for the disk is no file's.
        raise Http404 from error
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
