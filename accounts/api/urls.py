"""Addresses of the account part of the API."""

from django.urls import path

from accounts.api.views import MeView

urlpatterns = [path("me/", MeView.as_view(), name="me")]
