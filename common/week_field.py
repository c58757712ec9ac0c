"""The form field of a week: 168 boxes to tick, that need no script."""

from __future__ import annotations

from typing import Any

from django import forms

from common.week import LENGTH, Week


class WeekField(forms.MultipleChoiceField):
    """Takes a `Week` as its initial value and gives one back; the boxes' values are the hours' numbers."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[(str(hour), str(hour)) for hour in range(LENGTH)], **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return [str(hour) for hour in value.hours] if isinstance(value, Week) else value

    def clean(self, value: Any) -> Week:
        """Return the hours that were ticked.

        Raises:
            ValidationError: one of them is no hour of a week.
        """
        return Week.of(int(hour) for hour in super().clean(value))
