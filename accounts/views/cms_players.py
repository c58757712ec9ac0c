"""Staff's pages of players in the CMS: the list, the form, closing and opening the door."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.widgets.button import Button
from wagtail.users.views.users import CreateView, EditView, IndexView, UserColumn

from accounts import services
from accounts.models import User
from accounts.selectors import facts_of
from accounts.signals import tell_of_power
from common.errors import DomainError

INDEX = "wagtailusers_users:index"


class PlayerIndex(IndexView):
    """Find people by name or e-mail."""

    page_title = gettext_lazy("People")
    add_item_label = gettext_lazy("Add a person")
    search_fields: ClassVar[list[str]] = ["display_name", "email"]
    template_name = "wagtailadmin/generic/index.html"
    results_template_name = "wagtailadmin/generic/index_results.html"

    @cached_property
    def columns(self) -> list[Column]:
        """Without Wagtail's bulk boxes: one decides about people one at a time."""
        title = self._get_title_column_class(UserColumn)
        return [
            title("display_name", label=_("Name"), get_url=self.get_edit_url, sort_key="display_name"),
            Column("email", label=_("E-mail"), sort_key="email"),
            Column("trust", label=_("Level"), accessor="get_trust_display", sort_key="trust"),
            BooleanColumn("is_active", label=_("Active"), sort_key="is_active"),
            DateColumn("date_joined", label=_("Joined"), sort_key="date_joined"),
            DateColumn("last_login", label=_("Last log-in"), sort_key="last_login"),
        ]

    def get_delete_url(self, instance: User) -> None:
        return None

    def get_list_more_buttons(self, instance: User) -> list[Any]:
        buttons: list[Any] = super().get_list_more_buttons(instance)
        if self.request.user.has_perm("accounts.change_user") and instance != self.request.user:
            verb = "deactivate" if instance.is_active else "activate"
            label = _("Close the account") if instance.is_active else _("Open the account again")
            url = reverse(f"wagtailusers_users:{verb}", args=[instance.pk])
            buttons.append(Button(label, url=url, icon_name="lock" if instance.is_active else "lock-open"))
        buttons.append(Button(_("See on the site"), url=instance.get_absolute_url(), icon_name="view"))
        return buttons


class PlayerCreate(CreateView):
    """Add a person."""

    page_title = gettext_lazy("Add a person")

    def save_instance(self) -> User:
        """Save, and tell who added whom."""
        player: User = super().save_instance()
        tell_of_power("player.add", player, by=self.request.user, after=facts_of(player))
        return player


class PlayerEdit(EditView):
    """Change a person; the owner's account is changed by owners only."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.can_delete = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object.is_superuser and not (request.user.is_authenticated and request.user.is_superuser):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def save_instance(self) -> User:
        """Save, and tell who changed what."""
        before = facts_of(User.objects.get(pk=self.object.pk))
        player: User = super().save_instance()
        after = facts_of(player)
        changed = [fact for fact in after if after[fact] != before[fact]]
        if changed:
            tell_of_power(
                "player.change",
                player,
                by=self.request.user,
                before={fact: before[fact] for fact in changed},
                after={fact: after[fact] for fact in changed},
            )
        return player

    def get_delete_url(self) -> None:
        return None


def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then close a player's account; the CMS deletes nobody."""
    return _decide(request, pk, services.deactivate_player, done=_("The account is closed."))


def activate(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then open a player's account again."""
    return _decide(request, pk, services.activate_player, done=_("The account is open again."))


def _decide(request: HttpRequest, pk: int, verb: Any, *, done: str) -> HttpResponse:
    if not request.user.has_perm("accounts.change_user"):
        raise PermissionDenied
    player = get_object_or_404(User, pk=pk)
    if request.method != "POST":
        closing = verb is services.deactivate_player
        title = _("Close the account") if closing else _("Open the account again")
        page = {"player": player, "closing": closing, "page_title": title, "page_subtitle": str(player)}
        return render(request, "accounts/cms/decide.html", {**page, "header_icon": "user"})
    try:
        verb(player_id=player.pk, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect(INDEX)
