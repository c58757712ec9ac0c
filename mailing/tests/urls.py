"""The site's addresses with the development mailbox among them."""

from config.urls import urlpatterns as site_urls
from django.urls import include, path

urlpatterns = [path("dev/", include("mailing.urls")), *site_urls]

handler404 = "home.errors.not_found"
