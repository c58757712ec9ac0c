"""The desk in the CMS: what its pages show, who opens them, and how one goes on."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import UserFactory
from ads import services as ads
from ads.models import AdPage, AdStatus, BoardEntry, PlayHours
from ads.tests.factories import AdFactory, places
from common.week import Week
from moderation import services
from moderation.models import CannedReason, Case

pytestmark = pytest.mark.django_db
DESK = "/cms/desk/"


@pytest.fixture
def moderator(client):
    user = UserFactory(moderator=True)
    client.force_login(user)
    return user


def case_of(ad) -> Case:
    return Case.objects.waiting().get(subject_id=ad.pk)


def card(ad) -> str:
    return reverse("desk:card", args=[case_of(ad).pk])


def decide(client, ad, decision, **more):
    case = case_of(ad)
    return client.post(f"{DESK}{case.pk}/decide/", {"decision": decision, "seen": case.revision_id, **more})


def test_the_queue_shows_what_waits_oldest_first_with_counts(client, moderator):
    first, second = AdFactory(submitted=True), AdFactory(submitted=True)
    services.flag(kind="player", pk=first.owner.pk, reason="insult", text="", by=UserFactory())
    page = client.get(DESK).content.decode()
    assert page.index(first.title) < page.index(second.title)
    flags = client.get(DESK, {"kind": "flag"}).content.decode()
    assert first.title not in flags
    assert str(first.owner) in flags


def test_what_waits_too_long_is_marked(client, moderator):
    AdFactory(submitted=True)
    assert '"desk-late"' not in client.get(DESK).content.decode()
    Case.objects.update(since=timezone.now() - timezone.timedelta(hours=13))
    assert '"desk-late"' in client.get(DESK).content.decode()


def test_pages_follow_one_another_and_take_the_same_queries(client, moderator, django_assert_num_queries):
    author = UserFactory()
    AdFactory(submitted=True)
    client.get(DESK)
    with django_assert_num_queries(13):
        client.get(DESK)
    now = timezone.now()
    Case.objects.bulk_create(
        Case(kind="flag", subject_type="player", subject_id=n, title=f"Дело {n:03}", author=author, since=now)
        for n in range(60)
    )
    with django_assert_num_queries(13):
        page = client.get(DESK).content.decode()
    seen = [title for title in (f"Дело {n:03}" for n in range(60)) if title in page]
    following = page.split("cursor=")[1].split('"')[0]
    page = client.get(DESK, {"cursor": following}).content.decode()
    assert len(seen) == 24
    assert "Дело 024" in page
    assert "Дело 023" not in page


def test_a_card_shows_the_text_and_what_it_looks_for(client, moderator):
    ad = AdFactory(
        submitted=True, body="<h2>План</h2><p>Идём <strong>в среду</strong>.</p>", slots=places(healers=2)
    )
    page = client.get(card(ad)).content.decode()
    for shown in ("План", "<strong>в среду</strong>", "0 approved", str(ad.owner)):
        assert shown in page
    assert Case.objects.get().claimed_by is None


def test_a_card_of_an_edit_shows_only_what_changes(client, moderator):
    ad = AdFactory(live=True, body="<p>Зовём всех.</p><h2>Правила</h2>")
    ads.edit_ad(ad_id=ad.pk, text=ads.AdText(body="<p>Зовём немногих.</p><h2>Правила</h2>"), by=ad.owner)
    ads.submit_ad(ad_id=ad.pk, by=ad.owner)
    page = client.get(card(ad)).content.decode()
    changes = page.split("desk-changes")[1].split("</table>")[0]
    assert '<del class="deletion">всех.</del> <ins class="addition">немногих.</ins>' in changes
    assert page.count('class="comparison"') == 1


def test_a_card_shows_when_its_people_play_and_how_an_edit_changes_it(client, moderator):
    evening, night = (PlayHours.objects.create(name=name) for name in ("По вечерам", "Ночью"))
    ad = AdFactory(live=True, hours=(evening.slug,), week=Week.of([20]), slots=places(healers=2))
    changed = ads.AdText(hours=(night.slug,), week=Week.of([21]), slots=places(healers=3))
    ads.edit_ad(ad_id=ad.pk, text=changed, by=ad.owner)
    ads.submit_ad(ad_id=ad.pk, by=ad.owner)
    page = client.get(card(ad)).content.decode()
    facts, changes = page.split("desk-hours")[1].split("desk-changes")
    for shown in (night.name, "Mon 21:00–22:00", "UTC+3"):
        assert shown in facts
    for was, became in ((evening.name, night.name), ("Mon 20:00–21:00", "Mon 21:00–22:00")):
        gone, come = f'<del class="deletion">{was}</del>', f'<ins class="addition">{became}</ins>'
        assert f"{gone} · {come}" in changes
    for kept in (night.slug, "wanted", Week.of([21]).hex):
        assert kept not in changes.split("</table>")[0]


def test_a_card_of_a_flag_shows_what_was_flagged_though_it_is_changed_since(client, moderator):
    ad = AdFactory(live=True, title="Продам золото")
    case = services.flag(
        kind="listing", pk=ad.pk, reason="fraud", text="За <b>рубли</b>", by=UserFactory()
    ).case
    address = reverse("desk:card", args=[case.pk])
    assert "has been changed since" not in client.get(address).content.decode()
    ads.edit_ad(ad_id=ad.pk, text=ads.AdText(title="Невинное"), by=ad.owner)
    AdPage.objects.get(pk=ad.pk).get_latest_revision().publish(skip_permission_checks=True)
    page = client.get(address).content.decode()
    for shown in ("has been changed since", "Продам золото\n\n", "За &lt;b&gt;рубли&lt;/b&gt;"):
        assert shown.replace("\n\n", "") in page


def test_a_decision_leads_to_the_next_case_which_is_ones_own_then(client, moderator):
    first, second = AdFactory(submitted=True), AdFactory(submitted=True)
    answer = decide(client, first, "approved")
    assert answer["Location"] == card(second)
    assert case_of(second).claimed_by == moderator
    assert BoardEntry.objects.get(pk=first.pk).status == AdStatus.LIVE
    assert decide(client, second, "rejected", comment="Реклама")["Location"] == DESK
    assert BoardEntry.objects.get(pk=second.pk).moderator_comment == "Реклама"


@pytest.mark.parametrize("decision", ["asked", "rejected"])
def test_a_refusal_without_words_is_refused(client, moderator, decision):
    ad = AdFactory(submitted=True)
    answer = decide(client, ad, decision, comment="  ")
    assert answer.status_code == 400
    assert "Say why" in answer.content.decode()
    assert BoardEntry.objects.get().status == AdStatus.IN_MODERATION
    assert decide(client, ad, decision, comment="я" * 1001).status_code == 400


def test_a_comment_can_point_to_a_block(client, moderator):
    ad = AdFactory(submitted=True, body="<h2>План</h2><p>Идём за рубли.</p>")
    block = ad.get_latest_revision_as_object().body[1].id
    decide(client, ad, "asked", comment="Без денег", block=block)
    assert BoardEntry.objects.get().moderator_comment == "«Идём за рубли.»\nБез денег"


def test_the_card_offers_ready_reasons_with_a_key_each(client, moderator):
    page = client.get(card(AdFactory(submitted=True))).content.decode()
    assert CannedReason.objects.first().text in page
    assert 'data-key="1"' in page


def test_two_moderators_on_one_case(client, moderator):
    ad, other = AdFactory(submitted=True), UserFactory(moderator=True)
    case = case_of(ad)
    services.claim_case(case_id=case.pk, by=other)
    page = client.get(card(ad)).content.decode()
    assert f"{other} has this on the desk" in page
    assert 'name="decision"' not in page
    assert f"with {other}" in client.get(DESK).content.decode()
    address = card(ad)
    client.post(f"{DESK}{case.pk}/take/")
    assert f"{other} has this on the desk right now" in client.get(address).content.decode()
    services.decide_case(case_id=case.pk, decision="approved", by=other, seen_revision=case.revision_id)
    answer = client.post(
        f"{DESK}{case.pk}/decide/",
        {"decision": "rejected", "comment": "Нет", "seen": case.revision_id},
        follow=True,
    )
    assert f"Decided already by {other}: approved" in answer.content.decode()
    assert BoardEntry.objects.get().status == AdStatus.LIVE


def test_taking_passing_and_putting_back(client, moderator):
    first, second = case_of(AdFactory(submitted=True)), case_of(AdFactory(submitted=True))
    assert client.post(f"{DESK}next/")["Location"] == f"{DESK}{first.pk}/"
    answer = client.post(f"{DESK}next/", {"after": first.pk})
    assert answer["Location"] == f"{DESK}{second.pk}/"
    first.refresh_from_db()
    assert first.claimed_by is None
    client.post(f"{DESK}{second.pk}/release/")
    second.refresh_from_db()
    assert second.claimed_by is None
    assert client.post(f"{DESK}next/", {"after": second.pk})["Location"] == DESK
    assert client.post(f"{DESK}next/", {"after": "x" * 30, "kind": "nonsense"})["Location"] == DESK


def test_at_the_end_of_the_queue_the_desk_says_whether_something_older_waits(client, moderator):
    first, second = case_of(AdFactory(submitted=True)), case_of(AdFactory(submitted=True))
    older, none = "Something older still waits.", "Nothing else waits for you here."
    assert older in client.post(f"{DESK}next/", {"after": second.pk}, follow=True).content.decode()
    seen = {"decision": "approved", "seen": second.revision_id}
    assert older in client.post(f"{DESK}{second.pk}/decide/", seen, follow=True).content.decode()
    seen = {"decision": "approved", "seen": first.revision_id}
    assert none in client.post(f"{DESK}{first.pk}/decide/", seen, follow=True).content.decode()


def bulk(client, ads, decision="rejected", **more):
    cases = [case_of(ad) for ad in ads]
    picks = [f"{case.pk}:{case.revision_id or ''}" for case in cases]
    return client.post(
        f"{DESK}bulk/", {"kind": "new", "decision": decision, "pick": picks, **more}, follow=True
    )


def test_several_are_rejected_at_once_and_the_others_named(client, moderator):
    spam = [AdFactory(submitted=True) for _ in range(3)]
    assert "Several at once" not in client.get(DESK).content.decode()
    assert client.get(DESK, {"kind": "new"}).content.decode().count('name="pick"') == 3
    services.claim_case(case_id=case_of(spam[2]).pk, by=UserFactory(moderator=True))
    page = bulk(client, spam, comment="Реклама").content.decode()
    assert "2 decided" in page
    assert f"{spam[2].title}: " in page
    rejected = BoardEntry.objects.filter(status=AdStatus.REJECTED, moderator_comment="Реклама")
    assert set(rejected.values_list("pk", flat=True)) == {spam[0].pk, spam[1].pk}


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"decision": "approved"}, "several at once"),
        ({"decision": "left"}, "several at once"),
        ({"decision": "rejected"}, "Say why"),
        ({"kind": "nonsense"}, "several at once"),
        ({"comment": "Нет", "pick": ["x", "1:x", "9" * 30, "999999999:"]}, "0 decided"),
        ({"comment": "Нет", "pick": []}, "Choose at least one"),
    ],
)
def test_in_bulk_nothing_is_published_nor_decided_without_a_word(client, moderator, form, said):
    ad = AdFactory(submitted=True)
    assert said in bulk(client, [ad], **form).content.decode()
    assert BoardEntry.objects.get().status == AdStatus.IN_MODERATION


def test_in_bulk_what_changed_since_the_list_was_shown_stays(client, moderator):
    ad = AdFactory(submitted=True)
    shown = case_of(ad)
    ads.edit_ad(ad_id=ad.pk, text=ads.AdText(title="Иначе"), by=ad.owner)
    picks = [f"{shown.pk}:{shown.revision_id}", f"{case_of(ad).pk}:{shown.revision_id}"]
    page = bulk(client, [], comment="Нет", pick=picks).content.decode()
    assert "0 decided" in page
    assert BoardEntry.objects.get().status == AdStatus.IN_MODERATION


def test_the_home_page_of_the_cms_leads_to_the_desk(client, moderator):
    ad = AdFactory(submitted=True)
    page = client.get("/cms/").content.decode()
    assert card(ad) in page
    client.force_login(UserFactory(editor=True))
    assert ad.title not in client.get("/cms/").content.decode()


@pytest.mark.parametrize("trait", [{}, {"editor": True}])
def test_others_find_every_door_closed(client, trait):
    ad = AdFactory(submitted=True)
    case = case_of(ad)
    for user in (None, UserFactory(**trait)):
        if user:
            client.force_login(user)
        for path in ("", f"{case.pk}/"):
            assert client.get(f"{DESK}{path}").status_code in (302, 403)
        for path in ("next/", "bulk/", f"{case.pk}/take/", f"{case.pk}/release/", f"{case.pk}/decide/"):
            data = {"decision": "approved", "seen": case.revision_id}
            assert client.post(f"{DESK}{path}", data).status_code in (302, 403)
    case.refresh_from_db()
    assert (case.claimed_by, case.decided_at) == (None, None)


def test_unknown_cases_and_other_methods(client, moderator):
    for path in ("999999999/", "999999999/take/", "999999999/decide/"):
        assert client.post(f"{DESK}{path}").status_code in (404, 405)
    assert client.get(f"{DESK}999999999/").status_code == 404
    for path in ("next/", "1/take/", "1/release/"):
        assert client.get(f"{DESK}{path}").status_code == 405
