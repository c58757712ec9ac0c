"""The mail's places in the CMS: the log, and the word on the home page that all letters are stopped."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.models import AbstractUser, Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry
from wagtail_modeladmin.options import modeladmin_register

from mailing.admin import MailLog
from mailing.cms_views import resend, resend_chosen
from mailing.panels import stopped_panel

modeladmin_register(MailLog)


@hooks.register("register_admin_urls")
def mail_log_urls() -> list[URLPattern]:
    return [
        path("mail-log/<int:message_id>/resend/", resend, name="mailing_resend"),
        path("mail-log/resend/", resend_chosen, name="mailing_resend_chosen"),
    ]


@hooks.register("construct_homepage_panels")
def say_that_mail_is_stopped(request: HttpRequest, panels: list[Component]) -> None:
    if panel := stopped_panel(cast("AbstractUser", request.user)):
        panels.append(panel)


@hooks.register("register_permissions")
def mail_log_permissions() -> QuerySet[Permission]:
    """Let the groups' page grant what the log asks for."""
    codenames = ["view_outboxmessage", "read_letter_text", "resend_letter"]
    return Permission.objects.filter(content_type__app_label="mailing", codename__in=codenames)


@hooks.register("register_log_actions")
def mail_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("mailing.resend", _("Resend a letter"), _("Resent a letter"))
    actions.register_action("mailing.stop", _("Stop all letters"), _("Stopped all letters"))
    actions.register_action("mailing.go", _("Let letters go"), _("Let letters go again"))
