"""A form that came without a session: its text is carried in the answer, until the author is back in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ads.forms import MarkForm, known_values

CARRIED = (*MarkForm.base_fields, "action")


def keeps_the_form(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer a form whose session is over with a page that still holds its text; nothing of it is stored."""

    @wraps(view)
    def door(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated and has_text(request):
            return carrying_page(request)
        return view(request, *args, **kwargs)

    return door


def has_text(request: HttpRequest) -> bool:
    """Whether the form says anything that could be lost."""
    return any(request.POST.get(name, "").strip() for name in ("title", "body"))


def carrying_page(request: HttpRequest) -> HttpResponse:
    """Show how to come back in; the form of this page holds what was posted."""
    sent = dict(request.POST.lists())
    marks = {name: values for name, values in sent.items() if name in CARRIED}
    pairs = [(name, value) for name, values in {**known_values(sent), **marks}.items() for value in values]
    return render(request, "ads/write_carried.html", {"pairs": pairs}, status=403)
