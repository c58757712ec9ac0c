"""Staff's forms of players in the CMS: no passwords, no superusers, no silent deactivation."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from accounts import services
from accounts.forms.names import DisplayNameField
from accounts.models import User
from accounts.roles import RolesField
from accounts.selectors import name_is_taken
from common.page_cache import forget_pages

FIELDS = ("email", "display_name", "language", "trust", "trust_is_fixed", "groups")
WIDGETS = {
    "groups": forms.CheckboxSelectMultiple,
    "language": forms.Select(choices=settings.LANGUAGES),
}


class PlayerFields:
    """What both forms check."""

    # Declared by Wagtail; None takes them out. A superuser is made by the command line alone.
    first_name = None
    last_name = None
    is_superuser = None

    instance: User
    cleaned_data: dict[str, Any]
    add_error: Any
    fields: dict[str, forms.Field]

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        # Wagtail would speak of a name.
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("This address belongs to another player."))
        return email

    def clean_display_name(self) -> str:
        name: str = self.cleaned_data["display_name"]
        if name_is_taken(name, email=self.instance.email, except_for=self.instance):
            raise forms.ValidationError(_("This name is taken, or looks like one that is taken."))
        return name


class PlayerCreationForm(PlayerFields, UserCreationForm):
    """A new colleague or player; they choose a password by a code from a letter."""

    display_name = DisplayNameField()

    class Meta(UserCreationForm.Meta):
        model = User
        fields = FIELDS
        widgets = WIDGETS
        field_classes: ClassVar[dict[str, type[forms.Field]]] = {"groups": RolesField}

    def save(self, commit: bool = True) -> User:
        self.instance.set_unusable_password()
        player: User = super().save(commit=commit)
        return player


class PlayerEditForm(PlayerFields, UserEditForm):
    """Name, address, level and groups; a new address has to be confirmed by its owner."""

    display_name = forms.CharField(label=_("Name on the board"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Wagtail takes away fields that we don't have when people edit themselves.
        kwargs.pop("editing_self", None)
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _(
            "A new address ends every session of the player and is confirmed by a code at the next log-in; "
            "the old one gets a letter."
        )

    class Meta(UserEditForm.Meta):
        model = User
        fields = FIELDS
        widgets = WIDGETS
        field_classes: ClassVar[dict[str, type[forms.Field]]] = {"groups": RolesField}

    def clean_display_name(self) -> str:
        name: str = self.cleaned_data["display_name"]
        if name == self.instance.display_name:
            return name
        self.cleaned_data["display_name"] = DisplayNameField().clean(name)
        return super().clean_display_name()

    def save(self, commit: bool = True) -> User:
        # Who gives a level by hand wants it to stay.
        self.instance.trust_is_fixed |= "trust" in self.changed_data
        player: User = super().save(commit=commit)
        if commit and "email" in self.changed_data:
            services.replace_address(player=player, email=player.email)
        # A name that a moderator takes off the board stays on no stored page.
        forget_pages()
        return player


class EraseForm(forms.Form):
    """The player's name, typed: nobody deletes a person by a slip of the hand."""

    typed_name = forms.CharField(label=_("The player’s name, as it stands above"), max_length=100)
