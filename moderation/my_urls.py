"""A player's own standing."""

from django.urls import path

from moderation.views import standing

app_name = "standing"

urlpatterns = [
    path("", standing.page, name="page"),
    path("appeal/<int:sanction_id>/", standing.appeal, name="appeal"),
]
