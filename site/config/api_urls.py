"""The REST API, version 1. The words of the addresses are public: a listing is an ad."""

from django.urls import include, path

app_name = "api"

urlpatterns = [
    path("", include("common.api.urls")),
    path("", include("accounts.api.urls")),
    path("", include("search.api.urls")),
    # Before the listings: theirs has listings/<id>/<any word>/.
    path("", include("responses.api.urls")),
    path("", include("ads.api.urls")),
]
