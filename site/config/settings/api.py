"""The REST API and its schema."""

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "common.api.authentication.HeadlessTokenAuthentication",
        "common.api.authentication.SiteSessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticatedOrReadOnly"],
    "DEFAULT_THROTTLE_CLASSES": ["common.api.throttling.LimitThrottle"],
    "DEFAULT_PAGINATION_CLASS": "common.api.pagination.NewestFirst",
    "PAGE_SIZE": 20,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "common.api.problems.problem_response",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Tavern",
    "DESCRIPTION": "The notice board's API. Errors are problem documents (RFC 9457).",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {
        "Category": "ads.models.Category.choices",
        "ListingStatus": "ads.models.AdStatus.choices",
        "ResponseStatus": "responses.models.ResponseStatus.choices",
    },
    "PREPROCESSING_HOOKS": ["common.api.schema.only_our_api"],
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}
