"""Where players flag things."""

from django.urls import re_path

from moderation.views import flags

app_name = "flags"

urlpatterns = [
    re_path(r"^(?P<kind>listing|response|message|player)/(?P<pk>[0-9]{1,18})/$", flags.flag, name="flag"),
]
