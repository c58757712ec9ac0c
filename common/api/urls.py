"""The API's schema and its human docs, from our own server."""

from django.urls import path
from drf_spectacular.views import SpectacularSwaggerSplitView

from common.api.schema_view import SchemaView

# OPTIONS would describe the page in JSON, which its renderer of templates can't.
docs = SpectacularSwaggerSplitView.as_view(url_name="api:schema", http_method_names=["get", "head"])
urlpatterns = [
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", docs, name="docs"),
]
