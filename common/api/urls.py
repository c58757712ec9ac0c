"""The API's schema and its human docs, from our own server."""

from django.urls import path
from drf_spectacular.views import SpectacularSwaggerSplitView

from common.api.schema_view import SchemaView

urlpatterns = [
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="api:schema"), name="docs"),
]
