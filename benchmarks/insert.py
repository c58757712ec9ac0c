"""The baseline of writing: a bare Django view, without middleware, that inserts one row with the ORM."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.env import database

# The same connection settings as the site's: kept open, checked before each request.
settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["127.0.0.1"],
    SECRET_KEY="baseline",  # noqa: S106
    MIDDLEWARE=[],
    DATABASES={"default": database()},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
application = get_wsgi_application()


class Row(models.Model):
    title = models.CharField(max_length=255)
    body = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "baseline"


def insert(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        Row.objects.create(title=request.POST["title"], body=request.POST["body"])
    return HttpResponse("inserted")


urlpatterns = [path("", insert)]
if Row._meta.db_table not in connection.introspection.table_names():
    with connection.schema_editor() as editor:
        editor.create_model(Row)
connection.close()
