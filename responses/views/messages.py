"""Private conversations: the list, one of them, and what is new in it."""

from __future__ import annotations

from typing import Any, cast
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.types import SignedInRequest
from common.api.problems import status_of
from common.errors import DomainError, InvalidInput, NotFound
from common.keyset import Cursor
from common.limits import spend
from common.post_doors import signed_in_post
from responses import selectors, services
from responses.forms import MessageForm
from responses.limits import TEXT_MAX
from responses.selectors import Conversation
from responses.views.drafts import keep_draft, take_draft


@login_required
@never_cache
@require_safe
def conversation_list(request: SignedInRequest) -> HttpResponse:
    """List one's conversations, the one with the latest message first."""
    before = Cursor.decode(request.GET.get("before"))
    sides, older = selectors.conversations(request.user, before=before)
    context = {"sides": sides, "older": older, "first": before is None}
    return render(request, "responses/threads.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def conversation(request: HttpRequest, response_id: int) -> HttpResponse:
    """Show a conversation, or write in it; whatever is wrong, the text that was typed stays in the form."""
    if not request.user.is_authenticated:
        keep_draft(request, f"message-{response_id}")
        return redirect_to_login(request.path)
    if request.method == "POST":
        return _write(cast("SignedInRequest", request), response_id)
    draft = take_draft(request, f"message-{response_id}")
    form = MessageForm(initial={"text": draft, "nonce": uuid4()})
    return _page(request, _conversation(request, response_id), form)


def _write(request: SignedInRequest, response_id: int) -> HttpResponse:
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _page(request, _conversation(request, response_id), form, status=400)
    given = form.cleaned_data
    try:
        spend(request, "message")
        written = services.write_message(
            response_id=response_id, by=request.user, text=given["text"], nonce=given["nonce"]
        )
        services.mark_thread_read(response_id=response_id, by=request.user, up_to=given["seen"] or 0)
    except NotFound as error:
        raise Http404 from error
    except DomainError as error:
        form.add_refusal(error.field_errors if isinstance(error, InvalidInput) else {}, str(error))
        return _page(request, _conversation(request, response_id), form, status=status_of(error))
    return redirect(f"{reverse('threads:one', args=[response_id])}#message-{written.pk}")


@signed_in_post
def read(request: SignedInRequest, response_id: int) -> HttpResponse:
    """Note what one has read; the page's script calls it, and a button without scripts."""
    seen = _number(request.POST.get("seen"))
    try:
        services.mark_thread_read(response_id=response_id, by=request.user, up_to=seen)
    except DomainError as error:
        raise Http404 from error
    return redirect("threads:one", response_id)


@login_required
@never_cache
@require_safe
def fresh(request: SignedInRequest, response_id: int) -> HttpResponse:
    """Return the newest messages for the open page, or nothing when it shows them: 204."""
    found = _conversation(request, response_id)
    if request.GET.get("state") == found.state:
        return HttpResponse(status=204)
    return render(request, "responses/talk.html", _talk(found, before=None))


def _page(request: HttpRequest, found: Conversation, form: MessageForm, status: int = 200) -> HttpResponse:
    context = {**_talk(found, before=_number(request.GET.get("before"))), "form": form, "text_max": TEXT_MAX}
    return render(request, "responses/thread.html", context, status=status)


def _talk(found: Conversation, *, before: int | None) -> dict[str, Any]:
    """Collect what the page and its renewal show."""
    return {
        "conversation": found,
        "talk": selectors.talk_of(found, before=before),
        "deal_is_possible": selectors.deal_is_possible(found),
        "on_older": before is not None,
    }


def _conversation(request: HttpRequest, response_id: int) -> Conversation:
    found = selectors.conversation_of(response_id=response_id, reader=cast("SignedInRequest", request).user)
    if found is None:
        raise Http404("No such conversation.")
    return found


def _number(word: str | None) -> int | None:
    """Read a message's id; anything else than a plain number that the database takes is none."""
    return int(word) if word and word.isascii() and word.isdigit() and len(word) < 19 else None
