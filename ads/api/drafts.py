"""Autosave: the writing page keeps its text here, as it is typed. For the site's own pages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.types import player_of
from ads import services
from ads.errors import AnotherPlayer, NotAdAuthor, SomethingNewer
from ads.forms import known_values
from ads.limits import MAX_DRAFT_BYTES
from ads.models import BoardEntry, WritingDraft
from ads.selectors.drafts import draft_of
from common.ages import clock_in_words
from common.api.authentication import SiteSessionAuthentication
from common.api.problems import CONTENT_TYPE, problem
from common.errors import TooLarge
from common.limits import spend


class RawText(serializers.Field[str, Any, str, Any]):
    """A value as it was typed: no trimming, no length of its own."""

    default_error_messages = {"invalid": gettext_lazy("Each value of a form is a text.")}

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return data


class DraftInput(serializers.Serializer[Any]):
    """One state of a writing page; `author` is the player that the page was opened by."""

    author = serializers.IntegerField()
    listing = serializers.IntegerField(allow_null=True, min_value=1, max_value=2**31 - 1)
    base = serializers.IntegerField(allow_null=True, min_value=1, max_value=2**63 - 1)
    writer = serializers.CharField(max_length=40)
    sequence = serializers.IntegerField(min_value=1, max_value=2**31 - 1)
    after = serializers.IntegerField(min_value=0, max_value=2**31 - 1)
    values = serializers.DictField(child=serializers.ListField(child=RawText(), max_length=500))


class Draft(APIView):
    authentication_classes = [SiteSessionAuthentication]
    permission_classes = [IsAuthenticated]

    def get(self, request: Request, uid: UUID) -> Response:
        """One's own unfinished text."""
        draft = draft_of(author=player_of(request), uid=uid)
        if draft is None:
            raise Http404
        return Response({**_kept(draft), "listing": draft.ad_id, "base": draft.base, "values": draft.fields})

    def put(self, request: Request, uid: UUID) -> Response:
        """Keep what is typed; 409 says what is newer, who wrote it and when."""
        spend(request, "draft-keep")
        if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_DRAFT_BYTES:
            words = _("The text is too long to be kept while you type. Shorten it.")
            raise TooLarge(field_errors={"body": [words]})
        given = DraftInput(data=request.data)
        given.is_valid(raise_exception=True)
        try:
            draft = services.keep_draft(uid=uid, text=_typed(request, given), by=player_of(request))
        except (BoardEntry.DoesNotExist, NotAdAuthor) as error:
            raise Http404 from error
        except SomethingNewer as error:
            return _newer(error)
        return Response(_kept(draft))

    def delete(self, request: Request, uid: UUID) -> Response:
        """Throw it away; one that isn't there is as good as thrown away."""
        services.discard_draft(uid=uid, by=player_of(request))
        return Response(status=204)


def _typed(request: Request, given: DraftInput) -> services.TypedText:
    """Return the state that was sent.

    Raises:
        AnotherPlayer: somebody else has signed in since the page was opened.
    """
    data = given.validated_data
    if data["author"] != request.user.pk:
        raise AnotherPlayer
    return services.TypedText(
        writer=data["writer"],
        sequence=data["sequence"],
        after=data["after"],
        fields=known_values(data["values"]),
        ad_id=data["listing"],
        base=data["base"],
    )


def _kept(draft: WritingDraft) -> dict[str, Any]:
    return {
        "sequence": draft.sequence,
        "saved_at": draft.saved_at,
        "words": _("Saved at %(time)s") % {"time": clock_in_words(draft.saved_at)},
    }


def _newer(error: SomethingNewer) -> Response:
    """Answer 409 with what the page needs to go on from."""
    document = problem(409, str(error)) | {"reason": error.reason} | error.facts
    if "listing" in error.facts:
        document["url"] = reverse("listings:edit", args=[error.facts["listing"]])
    return Response(document, status=409, content_type=CONTENT_TYPE)
