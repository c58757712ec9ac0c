"""What both baselines of writing do: a bare view that inserts one row with the ORM."""

from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.urls import path


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


def insert_signed_in(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return HttpResponse("a stranger", status=200 if request.method == "GET" else 403)
    return insert(request)


def make_table() -> None:
    if Row._meta.db_table not in connection.introspection.table_names():
        with connection.schema_editor() as editor:
            editor.create_model(Row)
    connection.close()


urlpatterns = [path("", insert), path("signed-in/", insert_signed_in)]
