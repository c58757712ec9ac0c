"""Addresses of the search API."""

from django.urls import path

from search.api.views import ListingSearch

urlpatterns = [path("listings/", ListingSearch.as_view(), name="listings")]
