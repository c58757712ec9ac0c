"""The player's settings: sections by several apps on one page."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import services
from accounts.models import User
from accounts.settings_panels import Panel, panel_of, panels
from common.errors import DomainError, InvalidInput
from common.languages import keep_language
from common.post_doors import signed_in_post


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    """Show every section; save the one that was sent."""
    user = request.user
    assert isinstance(user, User)
    sent = panel_of(request) if request.method == "POST" else None
    forms = {panel.slug: panel.make_form(user, request.POST if panel == sent else None) for panel in panels()}
    if sent and _saved(user, sent, forms[sent.slug]):
        return _said_so(request, forms[sent.slug].cleaned_data.get("language"))
    sections = [{"panel": panel, "form": forms[panel.slug]} for panel in panels()]
    return render(request, "accounts/settings.html", {"sections": sections})


def _said_so(request: HttpRequest, language: str | None) -> HttpResponse:
    """Say that it is saved, in the language that was chosen with it, if one was."""
    response = redirect("accounts:settings")
    if language:
        keep_language(request, response, language)
    with override(language or get_language()):
        messages.success(request, _("Saved."))
    return response


@signed_in_post
def try_address_again(request: HttpRequest) -> HttpResponse:
    """Send a letter to one's suspended address."""
    assert isinstance(request.user, User)
    try:
        services.try_address_again(by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("A letter is on its way. If it arrives, everything is well again."))
    return redirect("accounts:settings")


def _saved(user: User, panel: Panel, form: Form) -> bool:
    """Save a section's form; a rule of the board that forbids it becomes an error of the form."""
    if not form.is_valid():
        return False
    try:
        panel.save(user, form)
    except InvalidInput as error:
        for field, sentences in (error.field_errors or {"": [str(error)]}).items():
            form.add_error(field or None, sentences)
        return False
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    return True
