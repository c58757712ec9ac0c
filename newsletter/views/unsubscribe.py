"""Stopping the newsletter from a letter: GET only asks; POST needs neither log-in nor cookie (RFC 8058)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from common.errors import DomainError
from newsletter import services
from newsletter.models import Subscription
from newsletter.selectors.topics import topics_of


@csrf_exempt  # Whoever knows the key may use it; mail programs post without having seen a page.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, unsubscribe from some topics or all, or take that back.

    A POST that says nothing stops everything: that is the mail programs' one click.
    """
    error = ""
    try:
        subscription = _act(request, token)
    except Subscription.DoesNotExist as missing:
        raise Http404("No such key.") from missing
    except DomainError as refusal:
        subscription, error = Subscription.objects.get(token=token), str(refusal)
    context = {
        "subscription": subscription,
        "topics": topics_of(subscription),
        "done": request.method == "POST" and not error,
        "error": error,
    }
    response = render(request, "newsletter/unsubscribe.html", context, status=409 if error else 200)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _act(request: HttpRequest, token: str) -> Subscription:
    if request.method != "POST":
        return Subscription.objects.get(token=token)
    if "undo" in request.POST:
        return services.resubscribe(token=token)
    if "some" in request.POST:
        kept = {int(pk) for pk in request.POST.getlist("topic") if pk.isascii() and pk.isdigit()}
        return services.keep_topics(token=token, kept=kept)
    return services.unsubscribe(token=token)
