"""The responses' place in the CMS."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from responses import cms_views
from responses.admin import ResponseAdmin

modeladmin_register(ResponseAdmin)


@hooks.register("register_admin_urls")
def response_urls() -> list[URLPattern]:
    return [
        path("responses/<int:response_id>/hide/", cms_views.hide, name="responses_hide"),
        path("responses/<int:response_id>/restore/", cms_views.restore, name="responses_restore"),
    ]


@hooks.register("register_permissions")
def response_permissions() -> QuerySet[Permission]:
    """Let the groups' page grant what the list asks for."""
    codenames = ["view_response", "hide_response"]
    return Permission.objects.filter(content_type__app_label="responses", codename__in=codenames)
