"""The writing form: sent twice it makes one ad, and it takes no newer text's place by itself."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.tests.factories import UserFactory
from ads import services
from ads.models import AdPage, AdStatus, BoardEntry, WritingDraft
from ads.tests.drafting import TEXT, Tab
from ads.tests.factories import AdFactory

SAME_ORIGIN = {"sec-fetch-site": "same-origin"}


def latest_text(ad_id: int) -> str:
    return str(AdPage.objects.get(pk=ad_id).get_latest_revision_as_object().body)


@pytest.mark.django_db
@pytest.mark.parametrize("action", ["save", "submit"])
def test_a_form_sent_twice_makes_one_ad_and_is_answered_alike(action):
    tab = Tab(UserFactory())
    tab.type()
    first, again = tab.send(action=action), tab.send(action=action)
    assert (first.status_code, first["Location"]) == (302, again["Location"])
    entry = BoardEntry.objects.get()
    assert entry.ad.revisions.count() == 1
    assert entry.status == (AdStatus.IN_MODERATION if action == "submit" else AdStatus.DRAFT)
    assert not WritingDraft.objects.exists()
    assert first.cookies["saved-draft"].value == f"{tab.uid}.{tab.writer}"


@pytest.mark.django_db
def test_an_edit_sent_twice_is_saved_once():
    ad = AdFactory()
    tab = Tab(ad.owner, ad=ad)
    for _turn in range(2):
        assert tab.send("Правка", action="submit")["Location"] == "/my/listings/"
    entry = BoardEntry.objects.get()
    assert (entry.status, entry.ad.revisions.count()) == (AdStatus.IN_MODERATION, 2)


@pytest.mark.django_db
def test_a_form_without_marks_still_makes_an_ad_each_time():
    client = Client()
    client.force_login(UserFactory())
    form = {"title": "Куплю руду", "category": "traders", "body": "<p>Любую.</p>"}
    assert (
        client.post("/my/listings/new/", form)["Location"]
        != client.post("/my/listings/new/", form)["Location"]
    )
    ad = BoardEntry.objects.first()
    assert client.post(f"/my/listings/{ad.pk}/edit/", form | {"title": "Куплю ещё"}).status_code == 302


@pytest.mark.django_db
def test_saving_again_after_the_back_button_edits_the_same_ad():
    tab = Tab(UserFactory())
    made = tab.send("Первое", scripted=False)["Location"]
    assert tab.send("Второе", scripted=False)["Location"] == made
    assert "Второе" in latest_text(BoardEntry.objects.get().pk)


@pytest.mark.django_db
def test_a_form_on_an_older_revision_keeps_its_text_and_waits_for_a_second_word():
    ad = AdFactory()
    one, two = Tab(ad.owner, ad=ad), Tab(ad.owner, ad=ad)
    one.send("Из первой")
    refused = two.send("Из второй")
    assert refused.status_code == 200
    page = refused.content.decode()
    assert "Из второй" in page
    assert "The listing was changed at" in page
    assert "Из первой" in latest_text(ad.pk)
    two.base = refused.context["desk"].base
    assert two.send("Из второй").status_code == 302
    assert "Из второй" in latest_text(ad.pk)


@pytest.mark.django_db
def test_two_tabs_of_one_new_ad_make_one_and_nothing_is_written_over():
    one = Tab(UserFactory())
    two = Tab(one.author, uid=one.uid)
    one.send("Из первой")
    refused = two.send("Из второй")
    assert refused.status_code == 200
    assert "Из второй" in refused.content.decode()
    two.base = refused.context["desk"].base
    assert two.send("Из второй").status_code == 302
    assert "Из второй" in latest_text(BoardEntry.objects.get().pk)


@pytest.mark.django_db
def test_a_refusal_does_not_move_the_revision_that_the_form_was_begun_on():
    ad = AdFactory()
    tab = Tab(ad.owner, ad=ad)
    services.edit_ad(ad_id=ad.pk, text=services.AdText(body="<p>Новее</p>"), by=ad.owner)
    refused = tab.client.post(
        f"/my/listings/{ad.pk}/edit/", {"title": "", "body": "<p>Моё</p>", "base": tab.base, "draft": tab.uid}
    )
    assert refused.context["desk"].base == tab.base


@pytest.mark.django_db
def test_a_refused_submission_keeps_draft_and_text():
    tab = Tab(UserFactory())
    tab.type()
    refused = tab.client.post("/my/listings/new/", {"draft": tab.uid, "title": "", "body": "<p>Моё</p>"})
    assert "Моё" in refused.content.decode()
    assert WritingDraft.objects.count() == 1


@pytest.mark.django_db
def test_without_a_session_the_text_is_carried_in_the_answer_and_nothing_is_stored():
    visitor = Client()
    form = {"title": "Куплю руду", "category": "traders", "body": '<p>Сорок "стопок"</p>', "action": "submit"}
    carried = visitor.post("/my/listings/new/", form)
    assert carried.status_code == 403
    assert dict(carried.context["pairs"]) == form
    assert "&lt;p&gt;Сорок" in carried.content.decode()
    assert "sessionid" not in visitor.cookies
    assert visitor.post("/my/listings/new/", {"title": " "})["Location"].startswith("/accounts/login/")
    visitor.force_login(UserFactory())
    assert visitor.post("/my/listings/new/", form).status_code == 302


@pytest.mark.django_db
def test_an_old_token_gives_the_text_back_in_a_fresh_page():
    ad = AdFactory()
    client = Client(enforce_csrf_checks=True)
    form = {
        "title": "Куплю руду",
        "category": "traders",
        "body": "<p>Моё</p>",
        "csrfmiddlewaretoken": "x" * 64,
    }
    edit, new = f"/my/listings/{ad.pk}/edit/", "/my/listings/new/"
    assert "Моё" in client.post(new, form, headers=SAME_ORIGIN).content.decode()
    client.force_login(ad.owner)
    for address in (new, edit):
        rescued = client.post(address, form, headers=SAME_ORIGIN)
        assert rescued.status_code == 403
        assert rescued.context["form"]["body"].value() == "<p>Моё</p>"
        assert 'name="csrfmiddlewaretoken"' in rescued.content.decode()
    assert BoardEntry.objects.get().title == ad.title


@pytest.mark.django_db
@pytest.mark.parametrize(
    "headers",
    [{}, {"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}],
    ids=["unknown", "cross-site", "origin"],
)
def test_a_strangers_form_is_not_put_before_anybody(headers):
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory())
    answer = client.post("/my/listings/new/", {"title": "Подброшено", "body": "x"}, headers=headers)
    assert answer.status_code == 403
    assert "Подброшено" not in answer.content.decode()


@pytest.mark.django_db
def test_other_peoples_listings_and_other_pages_are_not_rescued():
    ad = AdFactory()
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory())
    for address in (f"/my/listings/{ad.pk}/edit/", "/my/settings/"):
        answer = client.post(address, {"title": "Подброшено", "body": "x"}, headers=SAME_ORIGIN)
        assert (answer.status_code, "Подброшено" in answer.content.decode()) == (403, False)


def at_once(*jobs):
    """Run jobs in threads of their own, as simultaneous requests."""

    def run(job):
        try:
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_simultaneous_requests_make_one_ad_one_draft_and_leave_none_behind():
    author = UserFactory()
    tabs = [Tab(author)]
    tabs += [Tab(author, uid=tabs[0].uid) for _ in range(3)]
    answers = at_once(*(lambda tab=tab, n=n: tab.type(f"Вкладка {n}") for n, tab in enumerate(tabs)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    assert WritingDraft.objects.count() == 1

    twins = [Tab(author) for _ in range(2)]
    twins[1].uid, twins[1].writer = twins[0].uid, twins[0].writer
    late = Tab(author, uid=twins[0].uid)
    answers = at_once(*(lambda tab=tab: tab.send(action="submit") for tab in twins), late.type)
    assert [answer.status_code for answer in answers[:2]] == [302, 302]
    assert BoardEntry.objects.filter(author=author).count() == 1
    assert not WritingDraft.objects.filter(uid=late.uid).exists(), "no draft of what is sent already"

    ad = AdFactory(author=author)
    edits = [Tab(author, ad=ad) for _ in range(3)]
    answers = at_once(*(lambda tab=tab, n=n: tab.send(f"Правка {n}") for n, tab in enumerate(edits)))
    assert sorted(answer.status_code for answer in answers) == [200, 200, 302], "one is saved, two are asked"
    assert ad.revisions.count() == 2


@pytest.mark.django_db
def test_the_form_adds_few_queries_to_creating(django_assert_max_num_queries):
    author = UserFactory()
    tab = Tab(author)
    tab.type()
    text = services.AdText(title=TEXT["title"][0], category="healers", body="<p>Да</p>")
    mark = services.FormMark(uid=tab.uid, base=None, digest="x")
    services.create_ad(text=text, by=author)
    with CaptureQueriesContext(connection) as plain:
        services.create_ad(text=text, by=author)
    # The lock, the look for an ad made before, the draft that goes; and a savepoint within the transaction.
    with django_assert_max_num_queries(len(plain) + 3 + 2):
        services.save_form(ad_id=None, text=text, mark=mark, submit=False, by=author)
