"""The author's own listings."""

from django.urls import path

from ads.api.drafts import Draft
from ads.views import confirm, drafts, mine, moves, similar, write

app_name = "listings"

urlpatterns = [
    path("", mine.index, name="mine"),
    path("similar/", similar.similar, name="similar"),
    path("confirm/", confirm.all_still_true, name="confirm-all"),
    path("new/", write.new, name="new"),
    path("drafts/<uuid:uid>/", Draft.as_view(), name="draft"),
    path("drafts/<uuid:uid>/discard/", drafts.discard, name="discard-draft"),
    path("<int:ad_id>/edit/", write.edit, name="edit"),
    path("<int:ad_id>/preview/", mine.preview, name="preview"),
    path("<int:ad_id>/submit/", moves.submit, name="submit"),
    path("<int:ad_id>/withdraw/", moves.withdraw, name="withdraw"),
    path("<int:ad_id>/close/", moves.close, name="close"),
    path("<int:ad_id>/renew/", confirm.renew, name="renew"),
    path("<int:ad_id>/resume/", confirm.resume, name="resume"),
    path("<int:ad_id>/confirm/", confirm.still_true, name="confirm"),
    path("<int:ad_id>/bump/", moves.bump, name="bump"),
    path("<int:ad_id>/discard/", confirm.discard, name="discard"),
    path("<int:ad_id>/copy/", moves.copy, name="copy"),
    path("<int:ad_id>/delete/", confirm.delete, name="delete"),
]
