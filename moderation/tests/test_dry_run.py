"""What a rule would find on the board, and who keeps the rules."""

import pytest
from django.db.models.expressions import RawSQL

from accounts.tests.factories import UserFactory
from ads.models import BoardEntry
from ads.tests.factories import AdFactory
from common.tests.fresh_cache import empty_cache
from moderation.limits import SHOWN_CAUGHT
from moderation.models import Flag, ModerationAct, WatchedWord
from moderation.selectors import dry_runs, watched
from moderation.selectors.dry_runs import dry_run
from moderation.tests.factories import watch_for
from moderation.watching import Matcher, Rule, read_lines
from moderation.watching.sql import text_pattern

pytestmark = pytest.mark.django_db
FORM = "/cms/watched/dry-run/"
RULES = "/cms/snippets/moderation/watchedword/"
TYPED = {"watched": "казино\r\n", "kind": "words", "action": "block", "note": "Всегда", "is_on": "on"}


@pytest.fixture
def moderator(client):
    person = UserFactory(moderator=True)
    client.force_login(person)
    return person


def caught(*lines: str, kind: str = "words") -> set[str]:
    run = dry_run(Rule(None, kind, "", "\n".join(lines)))
    assert run.count == len(run.shown)
    return {one.entry.title for one in run.shown}


def live(title: str, body: str = "<p>Голос обязателен.</p>"):
    return AdFactory(live=True, title=title, body=body)


def test_it_finds_what_the_rule_would_find_disguised_or_not():
    for title in (
        "Казино тут",
        "Кaзинo тут",
        "КАЗИHО тут",
        "ка\u200bзи\u0301но тут",
        "казиношка",
        "вот и всё",
    ):
        live(title)
    assert caught("казино") == {"Казино тут", "Кaзинo тут", "КАЗИHО тут", "ка\u200bзи\u0301но тут"}
    assert caught("*азинош*", "bot") == {"казиношка"}
    assert caught("и  всё") == {"вот и всё"}


def test_it_finds_where_links_lead_and_what_is_only_written():
    live("Ссылка", '<p><a href="https://Go.Spam.example/x">тут</a></p>')
    live("Слова", "<p>смотри spam.example</p>")
    live("Чужое", '<p><a href="https://a.example/spam.example">тут</a> myspam.example</p>')
    assert caught("spam.example", kind="link") == {"Ссылка", "Слова"}


def test_only_live_listings_are_looked_at():
    AdFactory(title="Казино в черновике")
    AdFactory(title="Казино закрыто", closed=True)
    assert caught("казино") == set()


@pytest.mark.parametrize("line", ["казино", "купи золото", "bot", "*казино", "тест*", "18+", "ещё", "мой"])
def test_the_database_and_the_matcher_find_the_same(line):
    texts = ["лучшее казино у нас", "кaзинo", "казиhо", "вот такой бот", "bоt", "вot", "купи\n золото", "неt"]
    texts += [
        "купи золотой",
        "суперказино",
        "тестовый",
        "только 18+!",
        "всe еще",
        "мои друзья",
        "ка\u200bзи\u0301но",
    ]
    ads = [live("Заголовок", "<p>Слова.</p>") for _ in texts]
    for ad, text in zip(ads, texts, strict=True):
        BoardEntry.objects.filter(pk=ad.pk).update(search_text=text)
    matcher, (term, *_) = Matcher([Rule(1, "words", "", line)]), read_lines("words", line)
    found = BoardEntry.objects.filter(search_text__regex=text_pattern(term, unseen=True))
    theirs = set(found.values_list("search_text", flat=True))
    assert theirs == {text for text in texts if matcher.find(text)}


def test_all_are_counted_and_the_newest_are_shown(monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(dry_runs, "SHOWN_CAUGHT", 2)
    for number in range(3):
        live(f"Казино {number}")
    with django_assert_max_num_queries(12):
        run = dry_run(Rule(None, "words", "", "казино"))
    assert (run.count, [one.entry.title for one in run.shown]) == (3, ["Казино 2", "Казино 1"])
    assert SHOWN_CAUGHT == 50


@pytest.mark.parametrize("seconds", [0, 0.05])
def test_it_gives_up_in_time_and_says_so(monkeypatch, client, moderator, seconds):
    monkeypatch.setattr(dry_runs, "DRY_RUN_SECONDS", seconds)
    slow = RawSQL("(SELECT 'казино' FROM pg_sleep(0.2))", ())
    monkeypatch.setattr(dry_runs, "text_pattern", lambda term, unseen=False: slow)
    live("Казино")
    page = client.post(FORM, TYPED).content.decode()
    assert "Not everything was looked at" in page


def test_the_form_is_tried_as_it_stands_and_nothing_is_saved(client, moderator):
    ad = live("Казино & друзья")
    page = client.post(FORM, TYPED).content.decode()
    assert "1 live listing" in page
    assert "<mark>Казино</mark> &amp; друзья" in page
    assert BoardEntry.objects.get(pk=ad.pk).url in page
    assert not WatchedWord.objects.exists()


@pytest.mark.parametrize("watched", ["", "*", "к" * 101, "слово\n" * 51])
def test_what_cant_be_looked_for_is_said(client, moderator, watched):
    answer = client.post(FORM, TYPED | {"watched": watched})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()


def test_a_saved_rule_is_tried_from_the_list(client, moderator):
    rule = watch_for("казино")
    live("Казино")
    assert f"/cms/watched/{rule.pk}/dry-run/" in client.get(RULES).content.decode()
    assert "1 live listing" in client.get(f"/cms/watched/{rule.pk}/dry-run/").content.decode()
    assert client.get("/cms/watched/999999/dry-run/").status_code == 404
    assert client.get(FORM).status_code == 405


def open_cases(client, rule, *ads):
    return client.post(f"/cms/watched/{rule.pk}/open-cases/", {"listing": [ad.pk for ad in ads]}, follow=True)


def test_cases_are_opened_about_what_the_dry_run_has_shown(client, moderator):
    found, other, draft = live("Казино"), live("Хилы"), AdFactory(title="Казино")
    rule = watch_for("казино", "flag", note="Ставки")
    assert "Open a case about it" in client.get(f"/cms/watched/{rule.pk}/dry-run/").content.decode()
    for _twice in range(2):
        page = open_cases(client, rule, found, other, draft).content.decode()
        assert "1 case is on the desk." in page
    flag = Flag.objects.get()
    assert (flag.case.subject_id, flag.reporter, flag.text) == (found.pk, None, "«Казино» Ставки")
    line = ModerationAct.objects.filter(what="flag.open").first()
    assert (line.by, line.after) == (moderator, {"cases": 1})


def test_only_a_rule_that_flags_opens_cases(client, moderator):
    ad, rule = live("Казино"), watch_for("казино", "block")
    assert "open-cases" not in client.get(f"/cms/watched/{rule.pk}/dry-run/").content.decode()
    assert "That can&#x27;t be decided" in open_cases(client, rule, ad).content.decode()
    assert not Flag.objects.exists()
    assert client.post("/cms/watched/999999/open-cases/").status_code == 404
    client.force_login(UserFactory(editor=True))
    rule = watch_for("казино", "flag")
    open_cases(client, rule, ad)
    assert not Flag.objects.exists()


def test_who_doesnt_moderate_tries_nothing(client):
    client.force_login(UserFactory(editor=True))
    answer = client.post(FORM, TYPED)
    assert (answer.status_code, answer["Location"]) == (302, "/cms/")


def test_moderators_keep_the_rules_and_each_change_is_in_the_log(client, moderator):
    assert client.post(f"{RULES}add/", TYPED).status_code == 302
    rule = WatchedWord.objects.get()
    assert (rule.watched, rule.is_on) == ("казино", True)
    client.post(f"{RULES}edit/{rule.pk}/", TYPED | {"action": "flag"})
    client.post(f"{RULES}edit/{rule.pk}/", TYPED | {"action": "flag"})
    client.post(f"{RULES}delete/{rule.pk}/")
    lines = ModerationAct.objects.filter(subject_type="moderation.watchedword").order_by("pk")
    assert [(line.what, line.before.get("action"), line.after.get("action")) for line in lines] == [
        ("cms.add", None, "block"),
        ("cms.change", "block", "flag"),
        ("cms.delete", "flag", None),
    ]
    assert {line.by for line in lines} == {moderator}
    assert not WatchedWord.objects.exists()


def test_a_line_that_says_nothing_is_refused_in_the_form(client, moderator):
    page = client.post(f"{RULES}add/", TYPED | {"watched": "казино\n*"}).content.decode()
    assert "“*”" in page
    assert not WatchedWord.objects.exists()


def test_editors_keep_no_rules(client):
    client.force_login(UserFactory(editor=True))
    assert client.post(f"{RULES}add/", TYPED).status_code == 302
    assert not WatchedWord.objects.exists()


def test_rules_are_read_once_and_a_change_reaches_other_processes(
    monkeypatch, django_assert_num_queries, django_capture_on_commit_callbacks
):
    rule = watch_for("казино")
    theirs = watched.matcher_in_force()
    with django_assert_num_queries(0):
        assert watched.matcher_in_force() is theirs
    with django_capture_on_commit_callbacks(execute=True):
        rule.is_on = False
        rule.save()
    assert watched.matcher_in_force().find("казино") == []
    # Another process has compiled the rules as they were.
    monkeypatch.setattr(watched, "_compiled", ("of before", theirs))
    assert watched.matcher_in_force().find("казино") == []
    with django_assert_num_queries(0):
        watched.matcher_in_force()
    empty_cache()
    with django_assert_num_queries(1):
        watched.matcher_in_force()


def test_a_mark_of_no_rules_is_forgotten():
    watched.cache.set(watched.CACHE_KEY, "of rules that were rolled back")
    watched.matcher_in_force()
    assert watched.cache.get(watched.CACHE_KEY) is None


def test_one_bad_line_that_no_form_let_in_stops_nobody(caplog):
    WatchedWord.objects.create(watched="*", is_on=True)
    watch_for("казино")
    assert len(watched.matcher_in_force().find("казино")) == 1
    assert "says nothing" in caplog.text
