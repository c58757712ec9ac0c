"""Addresses under /cms/ that must win over Wagtail's."""

from django.urls import path

from moderation.views import listings

urlpatterns = [path("pages/<int:parent_page_id>/", listings.explore, name="moderation-explore")]
