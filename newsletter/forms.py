"""The newsletter's section on the settings page."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.settings_panels import Panel
from newsletter import services
from newsletter.models import Subscription


class SubscriptionForm(forms.Form):
    subscribed = forms.BooleanField(
        label=_("Write to me about news of the board"),
        help_text=_("Not more than once a week. Every letter has a link that stops them."),
        required=False,
    )


def make_subscription_form(user: User, data: Mapping[str, str] | None) -> SubscriptionForm:
    """Return the form with the player's wish."""
    subscribed = Subscription.objects.filter(user=user, subscribed=True).exists()
    return SubscriptionForm(data, prefix="newsletter", initial={"subscribed": subscribed})


def save_subscription(user: User, form: forms.Form) -> None:
    """Save a valid form."""
    services.set_subscription(wanted=form.cleaned_data["subscribed"], by=user)


SUBSCRIPTION_PANEL = Panel(
    slug="newsletter",
    title=_("Newsletter"),
    make_form=make_subscription_form,
    save=save_subscription,
    order=30,
)
