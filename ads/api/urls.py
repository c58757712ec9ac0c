"""Addresses of the listings' API."""

from django.urls import path

from ads.api import facts, pictures, views

urlpatterns = [
    path("categories/", views.Categories.as_view(), name="categories"),
    path("facts/", facts.Facts.as_view(), name="facts"),
    path("listings/<int:ad_id>/", views.ListingDetail.as_view(), name="listing"),
    path("listings/<int:ad_id>/<slug:move>/", views.ListingMove.as_view(), name="listing-move"),
    path("images/", pictures.Pictures.as_view(), name="images"),
]
