"""The answers that an author keeps ready: one a line."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.types import SignedInRequest
from common.errors import InvalidInput
from responses import selectors, services
from responses.forms import AnswersForm


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: SignedInRequest) -> HttpResponse:
    """Show one's ready answers in a field, and keep them as they are there."""
    if request.method != "POST":
        form = AnswersForm(initial={"answers": "\n".join(selectors.answers_of(request.user))})
        return render(request, "responses/answers.html", {"form": form})
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
