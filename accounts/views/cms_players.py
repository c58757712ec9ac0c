"""Staff's pages of players in the CMS: the list and the form."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets.button import Button
from wagtail.users.views.users import CreateView, EditView, IndexView, UserColumn

from accounts.models import User
from accounts.roles import role_of
from accounts.selectors import facts_of, state_of
from accounts.selectors.people import with_last_seen
from accounts.signals import tell_of_power
from common.cms_lists import CountingPaginator


class PlayerIndex(IndexView):
    """Find people by name or e-mail."""

    page_title = gettext_lazy("People")
    add_item_label = gettext_lazy("Add a person")
    paginator_class = CountingPaginator
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
            Column("state", label=_("State"), accessor=state_in_words),
            Column("groups", label=_("Roles"), accessor=roles_in_words),
            DateColumn("date_joined", label=_("Joined"), sort_key="date_joined"),
            DateColumn("last_login", label=_("Last log-in"), sort_key="last_login"),
            DateColumn("last_seen", label=_("Last seen"), sort_key="last_seen"),
        ]

    def get_base_queryset(self) -> QuerySet[User]:
        return with_last_seen(super().get_base_queryset())

    def get_delete_url(self, instance: User) -> None:
        return None

    def get_list_more_buttons(self, instance: User) -> list[Any]:
        buttons: list[Any] = super().get_list_more_buttons(instance)
        if self.request.user.has_perm("accounts.change_user") and instance != self.request.user:
            buttons += decisions_about(instance)
        buttons.append(Button(_("See on the site"), url=instance.get_absolute_url(), icon_name="view"))
        return buttons


def decisions_about(player: User) -> list[Button]:
    """Return what an administrator may decide about a player, as buttons that ask first."""
    if player.erased_at is not None:
        return []
    verbs = [("unlock", _("Remove the second factor"), "key")]
    if player.is_active:
        verbs.insert(0, ("deactivate", _("Close the account"), "lock"))
    else:
        verbs.insert(0, ("activate", _("Open the account again"), "lock-open"))
    if not player.is_superuser:
        verbs.append(("erase", _("Delete the player’s data"), "bin"))
    return [
        Button(label, url=reverse(f"wagtailusers_users:{verb}", args=[player.pk]), icon_name=icon)
        for verb, label, icon in verbs
    ]


def state_in_words(player: User) -> str:
    return str(state_of(player).label)


def roles_in_words(player: User) -> str:
    """Name the groups, in the order of their names; owners first."""
    roles = sorted(role_of(group) for group in player.groups.all())
    return ", ".join([_("owner"), *roles] if player.is_superuser else roles)


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

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Lead to what the board knows of the person, and to the decisions that ask first."""
        buttons: list[Button] = list(super().header_more_buttons)
        for hook in hooks.get_hooks("register_user_listing_buttons"):
            buttons += hook(user=self.object, request_user=self.request.user)
        return buttons + (decisions_about(self.object) if self.object != self.request.user else [])

    def get_delete_url(self) -> None:
        return None
