"""The newsletter's section on the settings page, and whom a release is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.settings_panels import Panel
from ads.models import Category
from newsletter import services
from newsletter.models import AudienceRule, Segment, Subscription, Topic
from newsletter.models.segments import LONGEST_AGO_DAYS
from newsletter.selectors.topics import topics_on_offer
from newsletter.services.pacing import HOURS, Pace


class SubscriptionForm(forms.Form):
    subscribed = forms.BooleanField(
        label=_("Write to me about news of the board"),
        help_text=_("Not more than once a week. Every letter has a link that stops them."),
        required=False,
    )
    topics = forms.TypedMultipleChoiceField(
        label=_("What about"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    interests = forms.MultipleChoiceField(
        label=_("Which categories interest you"),
        help_text=_(
            "Some letters go only to those whom they concern. Nothing ticked: the general letters alone."
        ),
        choices=Category.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    # Says that the sender saw the boxes: none ticked means none, not "as it was".
    choices_shown = forms.BooleanField(widget=forms.HiddenInput, required=False, initial=True)


def make_subscription_form(user: User, data: Mapping[str, str] | None) -> SubscriptionForm:
    """Return the form with the player's wishes; retired topics that one has are left alone."""
    kept = Subscription.objects.filter(user=user).first()
    topics = topics_on_offer()
    chosen = kept.topics if kept and kept.topics else [topic.pk for topic in topics if topic.is_default]
    initial: dict[str, Any] = {
        "subscribed": kept is not None and kept.subscribed,
        "topics": chosen,
        "interests": kept.interests if kept else [],
        "choices_shown": True,
    }
    form = SubscriptionForm(data, prefix="newsletter", initial=initial)
    field = form.fields["topics"]
    assert isinstance(field, forms.TypedMultipleChoiceField)
    field.choices = [(topic.pk, _topic_line(topic)) for topic in topics]
    if not topics:
        del form.fields["topics"]
    return form


def save_subscription(user: User, form: forms.Form) -> None:
    """Save a valid form."""
    data = form.cleaned_data
    shown = data["choices_shown"]
    services.set_subscription(
        wanted=data["subscribed"],
        by=user,
        topics=data["topics"] if shown and "topics" in data else None,
        interests=data["interests"] if shown else None,
    )


def _topic_line(topic: Topic) -> str:
    note = topic.said("note")
    return f"{topic}: {note[:1].lower()}{note[1:]}" if note else str(topic)


SUBSCRIPTION_PANEL = Panel(
    slug="newsletter",
    title=_("Newsletter"),
    make_form=make_subscription_form,
    save=save_subscription,
    order=30,
    template="newsletter/settings_panel.html",
)


class AudienceForm(forms.Form):
    """Conditions that all must hold; empty ones ask nothing."""

    topic = forms.ModelChoiceField(
        Topic.objects.on_offer(), label=_("Topic"), empty_label=_("whatever they chose"), required=False
    )
    interests = forms.MultipleChoiceField(
        label=_("Interested in one of these"),
        choices=Category.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    has_live_listing = forms.BooleanField(label=_("Has a listing on the board now"), required=False)
    seen_within_days = forms.IntegerField(
        label=_("Was here within so many days"), min_value=1, max_value=LONGEST_AGO_DAYS, required=False
    )
    language = forms.ChoiceField(
        label=_("Reads the site in"),
        choices=[("", _("either language")), *settings.LANGUAGES],
        required=False,
    )

    @classmethod
    def showing(cls, rule: AudienceRule) -> AudienceForm:
        """Return the form filled in with a rule."""
        return cls(initial={name: getattr(rule, name) for name in cls.base_fields})

    @property
    def rule(self) -> AudienceRule:
        """What a valid form asks for."""
        data = self.cleaned_data
        return AudienceRule(
            topic=data["topic"].pk if data["topic"] else None,
            interests=tuple(data["interests"]),
            has_live_listing=data["has_live_listing"],
            seen_within_days=data["seen_within_days"],
            language=data["language"],
        )


class PaceForm(forms.Form):
    """When the letters go, and how fast."""

    at = forms.DateTimeField(
        label=_("Not before"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        required=False,
        help_text=_("By your own clocks; left empty, they go at once."),
    )
    per_minute = forms.IntegerField(
        label=_("Letters a minute"),
        min_value=1,
        max_value=100_000,
        required=False,
        help_text=_("At most so many; left empty, as fast as they go."),
    )
    ramp_up_from = forms.IntegerField(
        label=_("Letters a minute at first"),
        min_value=1,
        max_value=100_000,
        required=False,
        help_text=_(
            "Doubles every ten minutes, so that mail servers get used to us; left empty, no slow start."
        ),
    )
    local_hour = forms.TypedChoiceField(
        label=_("At the reader’s hour"),
        choices=[("", _("all at once")), *((hour, f"{hour:02}:00") for hour in HOURS)],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Each reader’s letter goes when the clocks there show it next, within a day."),
    )

    def clean_at(self) -> datetime | None:
        """Refuse what is over."""
        at: datetime | None = self.cleaned_data["at"]
        if at is not None and at <= timezone.now():
            raise forms.ValidationError(_("Choose a moment to come."))
        return at

    def clean(self) -> None:
        """Refuse to begin faster than it may become."""
        most, first = (self.cleaned_data.get(name) or 0 for name in ("per_minute", "ramp_up_from"))
        if most and first > most:
            self.add_error("ramp_up_from", _("Not more than the letters a minute in the end."))

    @property
    def pace(self) -> Pace:
        """What a valid form asks for."""
        data = self.cleaned_data
        return Pace(
            at=data["at"],
            per_minute=data["per_minute"] or 0,
            local_hour=data["local_hour"],
            ramp_up_from=data["ramp_up_from"] or 0,
        )


class ReschedulingForm(PaceForm):
    """Another moment for a mailing that hasn't begun; to start it at once is a verb of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].required = True
        self.fields["at"].help_text = _("By your own clocks.")

    @staticmethod
    def showing(pace: Pace) -> dict[str, Any]:
        """Return what the fields show of a pace: no bound is an empty field."""
        bounds = {"per_minute": pace.per_minute or None, "ramp_up_from": pace.ramp_up_from or None}
        return asdict(pace) | bounds


class SegmentForm(forms.Form):
    """Takes the conditions of a saved segment over."""

    # It stands in one form with buttons that want no segment: a browser would hold them all back.
    use_required_attribute = False

    segment = forms.ModelChoiceField(Segment.objects.all(), label=_("Saved segment"), empty_label="—")


class TestLetterForm(forms.Form):
    """Addresses, one a line or with commas between them."""

    __test__ = False  # no test of pytest's

    addresses = forms.CharField(
        label=_("Addresses for the test"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=3_000,
        required=False,
        help_text=_("Addresses, one a line; left empty, it goes to you."),
    )

    @property
    def to(self) -> list[str]:
        return self.cleaned_data["addresses"].replace(",", " ").replace(";", " ").split()
