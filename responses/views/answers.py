"""The answers that an author keeps ready: one a line."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.types import SignedInRequest
from common.errors import InvalidInput
from responses import selectors, services
from responses.forms import AnswersForm
from responses.views.drafts import keep_draft, take_fields

DRAFT = "answers"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: HttpRequest) -> HttpResponse:
    """Show one's ready answers in a field, and keep them as they are there."""
    if not request.user.is_authenticated:
        keep_draft(request, DRAFT, ("answers",))
        return redirect_to_login(request.path)
    if request.method == "POST":
        return _keep(cast("SignedInRequest", request))
    saved = {"answers": "\n".join(selectors.answers_of(request.user))}
    form = AnswersForm(initial=take_fields(request, DRAFT) or saved)
    return render(request, "responses/answers.html", {"form": form})


def _keep(request: SignedInRequest) -> HttpResponse:
    form = AnswersForm(request.POST)
    if form.is_valid():
        try:
            services.keep_answers(texts=form.cleaned_data["answers"].splitlines(), by=request.user)
        except InvalidInput as error:
            form.add_refusal(error.field_errors, str(error))
        else:
            messages.success(request, _("Your ready answers are saved."))
            return redirect("responses:answers")
    return render(request, "responses/answers.html", {"form": form}, status=400)
