"""The author's own listings."""

from django.urls import path

from ads.views import mine, moves, similar, write

app_name = "listings"

urlpatterns = [
    path("", mine.index, name="mine"),
    path("similar/", similar.similar, name="similar"),
    path("new/", write.new, name="new"),
    path("<int:ad_id>/edit/", write.edit, name="edit"),
    path("<int:ad_id>/preview/", mine.preview, name="preview"),
    path("<int:ad_id>/submit/", moves.submit, name="submit"),
    path("<int:ad_id>/withdraw/", moves.withdraw, name="withdraw"),
    path("<int:ad_id>/close/", moves.close, name="close"),
    path("<int:ad_id>/renew/", moves.renew, name="renew"),
    path("<int:ad_id>/bump/", moves.bump, name="bump"),
    path("<int:ad_id>/delete/", moves.delete, name="delete"),
]
