"""The API's schema as a file, composed once per process: it changes with the code alone."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.request import Request


class SchemaView(SpectacularAPIView):
    """Composing and writing it takes a hundred times longer than answering with it."""

    kept: ClassVar[dict[tuple[str, str | None], tuple[str | bytes, str]]] = {}

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """The schema in the format and the language that the headers ask for."""
        renderer = request.accepted_renderer
        key = renderer.media_type, get_language()
        if key not in self.kept:
            composed = super().get(request, *args, **kwargs)
            body = renderer.render(composed.data, renderer.media_type, {})
            self.kept[key] = body, composed.headers["Content-Disposition"]
        body, disposition = self.kept[key]
        headers = {"Content-Disposition": disposition}
        return HttpResponse(body, content_type=request.accepted_media_type, headers=headers)
