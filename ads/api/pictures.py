"""Uploading a picture from the editor."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.types import player_of
from ads import services
from ads.api.serializers import PictureInput, PictureOutput
from common.api.idempotent import idempotent
from common.limits import spend
from content.limits import MAX_UPLOAD
from content.uploads import too_many_bytes

# What a form adds to the file: boundaries, names, a few fields.
FORM_AROUND = 64 * 1024


class Pictures(APIView):
    parser_classes = [MultiPartParser]
    permission_classes = [IsAuthenticated]

    @extend_schema(
        request={"multipart/form-data": PictureInput}, responses={201: PictureOutput}, operation_id="upload"
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Store a picture of the player's for use in a listing."""
        spend(request, "upload")
        given = PictureInput(data=request.data)
        given.is_valid(raise_exception=True)
        picture = services.store_picture(file=given.validated_data["upload"], by=player_of(request))
        # The visitor's own host: pages may show pictures of no other.
        address = request.build_absolute_uri(picture.file.url)
        return Response({"url": address, "imgId": str(picture.uid)}, status=201)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse what is too large by what it says of itself, before a byte of it is read."""
        super().initial(request, *args, **kwargs)
        if int(request.headers.get("Content-Length") or 0) > MAX_UPLOAD + FORM_AROUND:
            raise too_many_bytes()

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        """Add what CKEditor's adapter looks at: it reads neither the status nor the problem's fields."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        if answer.status_code >= 400 and isinstance(answer.data, dict):
            sentences = [s for found in (answer.data.get("errors") or {}).values() for s in found]
            answer.data["error"] = {"message": " ".join(sentences) or answer.data.get("detail", "")}
        return answer
