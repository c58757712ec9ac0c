"""What administrators decide about a person in the CMS: each asks first, then calls one verb."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts import services
from accounts.forms.cms import EraseForm
from accounts.models import User
from common.errors import DomainError, InvalidInput

INDEX = "wagtailusers_users:index"


def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then close a player's account."""
    player = _player(request, pk)
    words = _(
        "%(player)s won’t be able to sign in, and every session ends now. "
        "Listings and responses stay where they are."
    )
    if request.method != "POST":
        return _ask(request, player, _("Close the account"), words, is_serious=True)
    return _decide(request, player, services.deactivate_player, done=_("The account is closed."))


def activate(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then open a player's account again."""
    player = _player(request, pk)
    if request.method != "POST":
        words = _("%(player)s will be able to sign in again.")
        return _ask(request, player, _("Open the account again"), words)
    return _decide(request, player, services.activate_player, done=_("The account is open again."))


def unlock(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then switch off the second factor of a player who has lost it."""
    player = _player(request, pk)
    words = _(
        "%(player)s will come in with the password alone, and every session ends now. Be sure that it is the "
        "player who asks: whoever has the password and your yes has the account. The player gets a letter."
    )
    if request.method != "POST":
        return _ask(request, player, _("Remove the second factor"), words, is_serious=True)
    return _decide(request, player, services.remove_second_factor, done=_("The second factor is off."))


def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the name, then delete a player's data for good."""
    player = _player(request, pk)
    form = EraseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.erase_player(player_id=player.pk, by=_person(request), **form.cleaned_data)
        except InvalidInput as error:
            for field, sentences in error.field_errors.items():
                form.add_error(field, sentences)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(INDEX)
        else:
            messages.success(request, _("Deleted: nothing but a number is left."))
            return redirect(INDEX)
    page = {"player": player, "form": form, **_frame(_("Delete the player’s data"), player)}
    return render(request, "accounts/cms/erase.html", page, status=400 if form.is_bound else 200)


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def _player(request: HttpRequest, pk: int) -> User:
    """Return the player to decide about.

    Raises:
        PermissionDenied: the one who asks is no administrator.
    """
    if not request.user.has_perm("accounts.change_user"):
        raise PermissionDenied
    return get_object_or_404(User, pk=pk)


def _frame(title: str, player: User) -> dict[str, str]:
    return {"page_title": title, "page_subtitle": str(player), "header_icon": "user"}


def _ask(
    request: HttpRequest, player: User, title: str, words: str, *, is_serious: bool = False
) -> HttpResponse:
    page = {"words": words % {"player": player}, "is_serious": is_serious, **_frame(title, player)}
    return render(request, "accounts/cms/decide.html", page)


def _decide(request: HttpRequest, player: User, verb: Any, *, done: str) -> HttpResponse:
    try:
        verb(player_id=player.pk, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect(INDEX)
