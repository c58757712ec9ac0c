"""The mail log's place in the CMS."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail_modeladmin.options import modeladmin_register

from mailing.admin import MailLog
from mailing.cms_views import resend

modeladmin_register(MailLog)


@hooks.register("register_admin_urls")
def mail_log_urls() -> list[URLPattern]:
    return [path("mail-log/<int:message_id>/resend/", resend, name="mailing_resend")]


@hooks.register("register_permissions")
def mail_log_permissions() -> QuerySet[Permission]:
    """Let the groups' page grant what the log asks for."""
    codenames = ["view_outboxmessage", "read_letter_text", "resend_letter"]
    return Permission.objects.filter(content_type__app_label="mailing", codename__in=codenames)


@hooks.register("register_log_actions")
def mail_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("mailing.resend", _("Resend a letter"), _("Resent a letter"))
