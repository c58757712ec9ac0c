"""The link in every newsletter that stops it."""

from django.urls import path

from newsletter.views.unsubscribe import unsubscribe

app_name = "newsletter"

urlpatterns = [path("<slug:token>/", unsubscribe, name="unsubscribe")]
