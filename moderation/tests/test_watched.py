"""What becomes of texts with watched words: refused, held, flagged, at every door."""

import pytest

from accounts.tests.factories import UserFactory
from ads import services as ads
from ads.models import AdStatus, BoardEntry, PendingEdit, WritingDraft
from ads.tests.factories import AdFactory
from common.errors import InvalidInput
from moderation import services
from moderation.models import Case, Flag
from moderation.tests.factories import watch_for
from responses import services as responses
from responses.models import Message, Response
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db
FORM = {"title": "Ищем двух хилов", "category": "healers", "kind": "", "body": "<p>Лучшее <b>ка</b>зино</p>"}
LINK = '<p>Все <a href="https://go.spam.example/x">тут</a></p>'


def entry_of(ad) -> BoardEntry:
    return BoardEntry.objects.get(pk=ad.pk)


def edit(ad, body: str) -> None:
    ads.edit_ad(ad_id=ad.pk, text=ads.AdText(body=body), by=ad.owner)


def test_a_refused_form_keeps_the_text_and_names_the_words(client):
    watch_for("казино")
    author = UserFactory()
    client.force_login(author)
    answer = client.post("/my/listings/new/", FORM | {"action": "submit"})
    page = answer.content.decode()
    assert "«казино»" in page
    assert "Лучшее" in page
    assert answer.context["form"].errors.keys() == {"body"}
    assert not BoardEntry.objects.filter(author=author).exists()


def test_saving_a_draft_refuses_nothing(client):
    watch_for("казино")
    client.force_login(UserFactory())
    assert client.post("/my/listings/new/", FORM | {"action": "save"}).status_code == 302
    assert BoardEntry.objects.get().status == AdStatus.DRAFT


def test_a_refused_submit_leaves_the_typed_draft(client):
    watch_for("казино")
    author = UserFactory()
    client.force_login(author)
    uid = "0d8f0c8e-6a0b-4a53-9d0c-0c7f3a2b1c11"
    WritingDraft.objects.create(author=author, uid=uid, fields={"title": ["Ищем"]}, sequence=1)
    client.post("/my/listings/new/", FORM | {"action": "submit", "draft": uid})
    assert WritingDraft.objects.filter(uid=uid).exists()


def test_the_api_answers_by_the_contract(client):
    watch_for("казино", note="Тайна")
    author = UserFactory()
    client.force_login(author)
    ad = AdFactory(author=author, title="Казино и хилы")
    answer = client.post(f"/api/v1/listings/{ad.pk}/submit/")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert "«Казино»" in answer.json()["errors"]["title"][0]
    assert "Тайна" not in answer.content.decode()
    assert entry_of(ad).status == AdStatus.DRAFT


@pytest.mark.parametrize(
    "body",
    [
        LINK,
        "<p>spam.example</p>",
        '<figure class="media"><oembed url="https://spam.example/v"></oembed></figure>',
    ],
)
def test_where_links_lead_is_looked_at_too(body):
    watch_for("spam.example", kind="link")
    ad = AdFactory(body=body)
    with pytest.raises(InvalidInput):
        ads.submit_ad(ad_id=ad.pk, by=ad.owner)


def test_an_edit_of_what_waits_is_refused_and_what_waits_stays():
    watch_for("казино")
    ad = AdFactory(submitted=True)
    with pytest.raises(InvalidInput):
        edit(ad, FORM["body"])
    assert entry_of(ad).status == AdStatus.IN_MODERATION
    assert Case.objects.get(kind="new").revision_id == ad.latest_revision_id


@pytest.mark.parametrize("level", ["known", "trusted"])
def test_a_held_edit_of_a_live_listing_waits_whoever_wrote_it(level, client):
    watch_for("казино", "hold", note="Звать старшего")
    ad = AdFactory(live=True, author=UserFactory(trust=level))
    edit(ad, FORM["body"])
    client.force_login(ad.owner)
    assert client.post(f"/api/v1/listings/{ad.pk}/submit/").json()["pending"]["status"] == "in_moderation"
    assert (entry_of(ad).status, entry_of(ad).pending) == (AdStatus.LIVE, PendingEdit.IN_MODERATION)
    case = Case.objects.get(kind="edit")
    client.force_login(UserFactory(moderator=True))
    card = client.get(f"/cms/desk/{case.pk}/").content.decode()
    assert "Звать старшего" in card
    assert "<mark>казино</mark>" in card
    assert "hold for a moderator" in card


def test_a_new_held_listing_of_a_trusted_author_waits():
    watch_for("казино", "hold")
    ad = AdFactory(author=UserFactory(trust="trusted"), body=FORM["body"])
    assert ads.submit_ad(ad_id=ad.pk, by=ad.owner).status == AdStatus.IN_MODERATION


def flagged_listing(**rule) -> tuple:
    rule = watch_for("казино", "flag", **rule)
    ad = AdFactory(author=UserFactory(trust="trusted"), body=FORM["body"])
    assert ads.submit_ad(ad_id=ad.pk, by=ad.owner).status == AdStatus.LIVE
    return ad, rule


def test_a_flagged_listing_is_live_and_a_case_of_the_site_opens(client):
    ad, _rule = flagged_listing(note="Смотреть в оба")
    case = Case.objects.get(kind="flag", subject_id=ad.pk)
    flag = case.flags.get()
    assert (flag.reporter, flag.reason) == (None, Flag.Reason.WATCHED)
    client.force_login(UserFactory(moderator=True))
    card = client.get(f"/cms/desk/{case.pk}/").content.decode()
    for said in ("Watched words", "the site", "«казино» Смотреть в оба", "<mark>казино</mark>"):
        assert said in card


def test_one_case_is_one_flag_of_the_site_with_the_latest_wording():
    ad, _rule = flagged_listing()
    edit(ad, "<p>Казино и казино</p>")
    ads.submit_ad(ad_id=ad.pk, by=ad.owner)
    flag = Flag.objects.get()
    assert "Казино и казино" in flag.pinned_text
    assert flag.pinned_revision_id == entry_of(ad).ad.live_revision_id


@pytest.mark.parametrize(("decision", "again"), [("left", False), ("upheld", True)])
def test_what_was_left_as_it_is_isnt_flagged_for_the_same_words_again(decision, again):
    ad, _rule = flagged_listing()
    case = Case.objects.get()
    services.decide_case(case_id=case.pk, decision=decision, by=UserFactory(moderator=True), comment="Так")
    if decision == "upheld":
        ads.restore_ad(ad_id=ad.pk, by=UserFactory(moderator=True))
    ad.owner.refresh_from_db()
    ad.owner.trust = "trusted"
    edit(ad, "<p>Ещё казино</p>")
    ads.submit_ad(ad_id=ad.pk, by=ad.owner)
    assert Case.objects.waiting().filter(kind="flag").exists() == again


def test_what_a_moderator_reads_anyway_is_no_second_case():
    watch_for("казино", "flag")
    ad = AdFactory(body=FORM["body"], submitted=True)
    assert [case.kind for case in Case.objects.about("listing", ad.pk)] == ["new"]


def test_a_refused_response_reaches_nobody_and_stays_in_its_form(client):
    watch_for("казино")
    ad, player = AdFactory(live=True), UserFactory()
    client.force_login(player)
    answer = client.post(f"/api/v1/listings/{ad.pk}/responses/", {"text": "В казино?"}, "application/json")
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["text"])
    assert not Response.objects.exists()


@pytest.mark.parametrize("action", ["flag", "hold"])
def test_a_response_and_a_message_are_sent_and_flagged(action):
    watch_for("казино", action)
    response = ResponseFactory(text="Зову в казино", accepted=True)
    message = responses.write_message(response_id=response.pk, text="Точно в казино", by=response.ad.owner)
    subjects = Case.objects.filter(kind="flag").values_list("subject_type", "subject_id")
    assert set(subjects) == {("response", response.pk), ("message", message.pk)}


def test_refused_messages_edits_and_notes_are_kept_back():
    response = ResponseFactory()
    watch_for("казино")
    owner = response.ad.owner
    with pytest.raises(InvalidInput):
        responses.edit_response(response_id=response.pk, text="Казино", by=response.author)
    with pytest.raises(InvalidInput):
        responses.accept_response(response_id=response.pk, by=owner, note="в казино")
    with pytest.raises(InvalidInput):
        responses.write_message(response_id=response.pk, text="казино", by=owner)
    assert not Message.objects.exists()


def test_a_refused_name_is_nobodys(client):
    player = UserFactory(display_name="Казино")
    watch_for("казино\nставки")
    client.force_login(player)
    form = {"panel": "profile", "profile-language": "en", "profile-time_zone": "Europe/Moscow"}
    client.post("/my/settings/", form | {"profile-display_name": "Ставки тут"})
    player.refresh_from_db()
    assert (player.display_name, player.language) == ("Казино", "ru")
    # Whoever has such a name since before the rule keeps it, and may change all the rest.
    client.post("/my/settings/", form | {"profile-display_name": "Казино"})
    player.refresh_from_db()
    assert player.language == "en"


def test_nobody_signs_up_with_a_refused_name(client):
    watch_for("казино")
    form = {"email": "new@example.com", "password1": "tavern-Demo-7", "display_name": "Казино рядом"}
    answer = client.post("/accounts/signup/", form)
    assert "«Казино»" in answer.content.decode()


def test_a_rule_that_is_off_does_nothing_and_a_change_is_heeded_at_once():
    rule = watch_for("казино")
    ad = AdFactory(body=FORM["body"])
    with pytest.raises(InvalidInput):
        ads.submit_ad(ad_id=ad.pk, by=ad.owner)
    rule.is_on = False
    rule.save()
    assert ads.submit_ad(ad_id=ad.pk, by=ad.owner).status == AdStatus.IN_MODERATION


def test_submitting_costs_no_question_about_rules(client, django_assert_num_queries):
    watch_for("казино", "flag")
    author = UserFactory()
    ads.submit_ad(ad_id=AdFactory(author=author).pk, by=author)
    ad = AdFactory(author=author)
    with django_assert_num_queries(6):  # as without rules
        ads.submit_ad(ad_id=ad.pk, by=author)
