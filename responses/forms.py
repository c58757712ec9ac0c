"""What a person types to another player; the rules are the verbs'."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.names import MAX_LENGTH
from ads.models import Category
from responses.limits import REASON_MAX, SIDE_NOTE_MAX


class RefusedForm(forms.Form):
    """A form whose rules are a verb's."""

    def add_refusal(self, field_errors: dict[str, list[str]], message: str) -> None:
        """Show what the verb refused, at the field or above the form."""
        for field, sentences in field_errors.items():
            for sentence in sentences:
                self.add_error(field, sentence)
        if not field_errors:
            self.add_error(None, message)


class TextForm(RefusedForm):
    """The text of a response. Its length is checked after tidying up, by the verb."""

    role = forms.ChoiceField(label=_("For which place"), choices=Category.choices, required=False)
    text = forms.CharField(
        label=_("Your answer"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class HideForm(forms.Form):
    """Why a moderator hides a response."""

    why = forms.CharField(
        label=_("Reason"),
        help_text=_("It stands in the log of decisions."),
        max_length=REASON_MAX,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ResponseForm(TextForm):
    """A new response, under a number of its own so that two clicks send it once."""

    nonce = forms.UUIDField(required=False)


class EditForm(TextForm):
    """Another text for a response, and which one the page had shown."""

    edits = forms.IntegerField(required=False, min_value=0)


class AnswersForm(RefusedForm):
    """Ready answers, one a line."""

    answers = forms.CharField(
        label=_("Ready answers"),
        help_text=_("One a line, up to 20. The order here is their order when you choose."),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )


class InviteForm(RefusedForm):
    """The name of a player who is to help."""

    name = forms.CharField(label=_("Name on the board"), max_length=MAX_LENGTH)


class SideNoteForm(RefusedForm):
    """A note for the author and the helpers; its length is checked after tidying up, by the verb."""

    text = forms.CharField(
        label=_("A note for your side"),
        help_text=_("Only the author and the helpers read it, never the player who responded."),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": SIDE_NOTE_MAX}),
    )


class MessageForm(RefusedForm):
    """A message, under a number of its own so that two clicks send it once, and what the page had shown."""

    text = forms.CharField(label=_("Your message"), required=False, strip=False)
    nonce = forms.UUIDField(required=False)
    seen = forms.IntegerField(required=False, min_value=0)
