"""Addresses for the machines that watch the site."""

from django.urls import path

from common import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
