"""One question before what is hard to undo: a page that works without scripts and keeps the form."""

from __future__ import annotations

from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# What belongs to the question itself and to the browser, not to the form that it repeats.
NOT_CARRIED = frozenset({"csrfmiddlewaretoken", "sure"})


class Sure(TextChoices):
    """What the person has answered; UNASKED is a form that comes for the first time."""

    YES = "yes"
    NO = "no"
    UNASKED = ""


def answer_of(request: HttpRequest) -> Sure:
    """Return what somebody has answered to the question."""
    said = request.POST.get("sure", "")
    return Sure(said) if said in Sure.values else Sure.UNASKED


def ask_first(
    request: HttpRequest, *, title: str, words: str, button: str, quoted: str = "", icon: str = "warning"
) -> HttpResponse:
    """Say what will happen, and carry the form to whoever says yes, or back to it."""
    carried = [(name, value) for name, values in request.POST.lists() for value in values]
    context = {
        "title": title,
        "words": words,
        "quoted": quoted,
        "button": button,
        "icon": icon,
        "carried": [(name, value) for name, value in carried if name not in NOT_CARRIED],
    }
    return render(request, "includes/cms_sure.html", context)
