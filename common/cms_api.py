"""Wagtail's API for its own pages, cut down: it shows what the person may see, and moves nothing.

The CMS reads menus and choosers from it. Its actions ask no hook of ours, and its lists of pictures and
documents show everybody's to whoever is staff.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.documents import permissions as document_permissions
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images import permissions as image_permissions
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

SEEN = ("choose", "change", "delete")


class PagesToRead(PagesAdminAPIViewSet):
    """Without actions: the desk and the pages' own forms decide."""

    actions: ClassVar[dict[str, Any]] = {}


class PicturesToChoose(ImagesAdminAPIViewSet):
    """Those that the person may choose from or manage."""

    def get_queryset(self) -> QuerySet[Any]:
        policy = image_permissions.permission_policy
        seen = policy.instances_user_has_any_permission_for(self.request.user, SEEN)
        return super().get_queryset().filter(pk__in=seen.values("pk"))


class DocumentsToChoose(DocumentsAdminAPIViewSet):
    """Those that the person may choose from or manage."""

    def get_queryset(self) -> QuerySet[Any]:
        policy = document_permissions.permission_policy
        seen = policy.instances_user_has_any_permission_for(self.request.user, SEEN)
        return super().get_queryset().filter(pk__in=seen.values("pk"))
