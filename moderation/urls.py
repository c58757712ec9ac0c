"""Addresses under /cms/ that must win over Wagtail's."""

from django.urls import path

from moderation import views

urlpatterns = [path("pages/<int:parent_page_id>/", views.explore, name="moderation-explore")]
