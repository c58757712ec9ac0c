"""Every address under /cms/, Wagtail's own included × who asks × about what: who is let in, and what shows.

`RULES` is the expectation: the first line whose pattern fits an address's name says who passes besides the
owner (a superuser). M stands for moderators, E for editors, A for administrators; "-" keeps the owner out.
For addresses of pages the letters come by what the page is. An address that no line fits fails
`test_every_address_has_a_rule`: say who may.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from itertools import groupby
from typing import Any

import pytest
from django.http import HttpResponseForbidden

from config import urls
from tests.support.cms_stage import (
    ISSUE,
    RESPONSE,
    SANCTION,
    CmsStage,
    cms_addresses,
    cms_stage,
    digest_models,
    paths_of,
)
from tests.support.matrix import fingerprint, undone
from tests.support.thorough import in_turn

LETTERS = {"M": "moderator", "E": "editor", "A": "administrator"}
STAFF = "MEA"
Verdicts = str | dict[str, str]

# Kinds of pages: of a player, of the newsletter, and those that the site stands on.
READ = {"ad": "MA", "issue": "EA", "news": "EA", "home": "", "board": "-"}
NEVER = {"ad": "-", "issue": "", "news": "-", "home": "-", "board": "-"}
OF_EDITORS = {**NEVER, "issue": "EA"}
PLANTED = ("news", "home", "board")
UNDER = {"ad": "-", "issue": "-", "news": "EA", "home": "", "board": "-"}
RULES: tuple[tuple[str, Verdicts], ...] = (
    # Doors of the site's own: they lead to log-in, settings, scripts and marks.
    (
        "cms/account/ cms/login/ cms/logout/ cms/^password_reset/ wagtailadmin_account wagtailadmin_log*",
        STAFF,
    ),
    ("wagtailadmin_password_reset* *javascript_catalog wagtailadmin_sprite wagtailadmin_home", STAFF),
    ("cms/^.*/$ wagtailadmin_error_test", "-"),
    ("cms/test404/ wagtailadmin_dismissibles wagtailadmin_tag_* wagtailadmin_block_preview", STAFF),
    # What moderators have of their own, and what editors have.
    ("desk:* players:* moderation:* waves:* alarm:* watched:*", "MA"),
    ("decisions_*_create decisions_*_edit decisions_*_delete", "-"),
    ("responses_*_create responses_*_edit responses_*_delete", "-"),
    ("mail-log_*_create mail-log_*_edit mail-log_*_delete", "-"),
    ("decisions_* responses_*", "MA"),
    ("newsletter_mailings:release", {"issue": "EA", "ad": "-", "news": "-", "home": "-", "board": "-"}),
    ("newsletter_mailings:*", "EA"),
    ("mail-log_*", "A"),
    ("patches:*", "A"),
    # Its verb says who may; nothing is changed for others.
    ("mailing_resend*", STAFF),
    # People: administrators, but never the owner's account.
    ("wagtailusers_users:edit", {"author": "A", "superuser": ""}),
    ("wagtailusers_users:*", "A"),
    # The game's facts and the ready reasons are never deleted by Wagtail's means, or are.
    ("wagtailsnippets_board_*:delete wagtailsnippets_newsletter_topic:delete", "-"),
    ("wagtailsnippets_board_* wagtailsnippets_moderation_* wagtailsnippets:index", "MA"),
    ("wagtailsnippets_newsletter_* wagtailsnippetchoosers_newsletter_*:create", "EA"),
    ("wagtailsnippetchoosers_*:create", "MA"),
    ("wagtailsnippetchoosers_*", STAFF),
    ("wagtailsettings:edit wagtailsettings:preview_on_edit", "A"),
    # Pages.
    (
        "moderation-explore wagtailadmin_explore wagtailadmin_explore_results",
        {**READ, "home": "A", "board": STAFF},
    ),
    ("wagtailadmin_pages:add wagtailadmin_pages:preview_on_add wagtailadmin_pages:add_subpage", UNDER),
    ("wagtailadmin_pages:delete wagtailadmin_pages:move wagtailadmin_pages:move_confirm", OF_EDITORS),
    ("wagtailadmin_pages:copy", OF_EDITORS),
    ("wagtailadmin_pages:unpublish", {**NEVER, "ad": ""}),
    ("wagtailadmin_pages:convert_alias", OF_EDITORS),
    ("wagtailadmin_pages:set_page_position wagtailadmin_pages:set_privacy", {**NEVER, "issue": "A"}),
    ("wagtailadmin_pages:revisions_unschedule", {**NEVER, "issue": "A"}),
    ("wagtailadmin_pages:lock wagtailadmin_pages:unlock", NEVER),
    ("wagtailadmin_pages:type_use* wagtailadmin_pages:choose_parent wagtailadmin_pages:search*", STAFF),
    ("wagtailadmin_pages:*", READ),
    # A page's title shows where one looks below it for pages to link to.
    (
        "wagtailadmin_choose_page_child",
        {"ad": "-", "live": STAFF, "issue": "EA"} | dict.fromkeys(PLANTED, STAFF),
    ),
    ("wagtailadmin_api:pages:action", "-"),
    ("wagtailadmin_api:pages:detail", {**READ, "home": STAFF, "board": "MA"}),
    ("wagtailadmin_api:images:detail wagtailadmin_api:documents:detail", ""),
    ("wagtailadmin_api:*:find", "-"),
    ("wagtailadmin_api:* wagtailadmin_explore_root wagtailadmin_choose_page*", STAFF),
    ("wagtailadmin_editing_sessions:*", STAFF),
    ("wagtail_bulk_action", STAFF),
    ("wagtailadmin_reports:locked_pages*", ""),
    ("wagtailadmin_reports:*", STAFF),
    # Pictures of players are nobody's to manage; editors have a collection of their own.
    ("wagtailimages:index* wagtailimages:add*", "EA"),
    ("wagtailimages_chooser:create", "EA"),
    ("wagtailimages_chooser:chosen wagtailimages_chooser:select_format", ""),
    ("wagtailimages_chooser:* wagtaildocs_chooser:choose* wagtaildocs_chooser:chosen_multiple", STAFF),
    ("wagtailimages:url_generator* wagtailforms:*submissions*", "-"),
    ("wagtailembeds:* wagtailforms:index*", STAFF),
    ("wagtailimages:* wagtaildocs:* wagtaildocs_chooser:*", ""),
    # How the site is built.
    ("wagtailadmin_workflows:* wagtailadmin_collections:* wagtailredirects:* wagtailsites:*", ""),
    ("wagtailusers_groups:*", ""),
)
ADDRESSES = dict.fromkeys(cms_addresses())
# Wagtail fails there by itself where it is asked for what isn't: a report that nobody can get.
ASKED_BESIDE = (
    "/cms/pages/search/?q=Тайна",
    "/cms/pages/search/results/?q=Секрет",
    "/cms/choose-page/search/?q=Тайна",
    "/cms/choose-page/search/?q=Секрет",
    "/cms/pages/3/results/?q=Тайна",
    "/cms/reports/site-history/?export=csv",
    "/cms/reports/workflow/?export=csv",
    "/cms/reports/workflow_tasks/?export=csv",
    "/cms/reports/aging-pages/?export=csv",
    "/cms/pages/usage/board/adpage/?export=csv",
    "/cms/api/main/pages/?fields=*",
    "/cms/api/main/pages/?search=Секрет",
    "/cms/api/main/images/?fields=*",
)
REFUSED = (302, 403, 404, 405)
KEPT_OUT = (("player", "post", 403), ("anonymous", "get", 302), ("suspended", "post", 302))
OPEN_TO_ALL = ("cms/^", "sprite", "javascript", "login", "logout", "reset")
# Made by the same lines of code.
SAME_AS_SERVERS = ("levelrange", "playhours")


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[CmsStage]:
    # Hundreds of refusals: their tracebacks and the page that says no would cost as much as all the rest.
    logging.disable(logging.CRITICAL)
    page_of_refusal, urls.handler403 = urls.handler403, lambda request, exception: HttpResponseForbidden()
    with django_db_blocker.unblock(), cms_stage() as made:
        yield made
    urls.handler403 = page_of_refusal
    logging.disable(logging.NOTSET)


def rule_of(name: str) -> Verdicts | None:
    for patterns, verdicts in RULES:
        if any(fnmatchcase(name, pattern.replace("[", "[[]")) for pattern in patterns.split()):
            return verdicts
    return None


def verdict(name: str, kind: str) -> str:
    rule = rule_of(name)
    assert rule is not None, name
    if isinstance(rule, str):
        return rule
    return rule[kind if kind in rule else "ad"]


def secrets_from(who: str, stage: CmsStage) -> tuple[str, ...]:
    """What must not show to somebody on any page, in HTML or JSON."""
    of_players = (
        "Тайна draft",
        "Тайна in_moderation",
        "Тайна hidden",
        RESPONSE,
        SANCTION,
        stage.author.email,
    )
    words = {"moderator": (ISSUE,), "editor": of_players}.get(who, ())
    return (*words, *(json.dumps(word)[1:-1] for word in words))


def ask(stage: CmsStage, who: str, method: str, path: str) -> tuple[int, str, str]:
    """Ask, and return the status, where it leads and what it says."""
    answer = getattr(stage.clients[who], method)(path)
    said = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, answer.get("Location", ""), said.decode(errors="replace")


def is_refused(status: int, location: str) -> bool:
    # From pages that aren't theirs the explorer leads people to those that are.
    return status in (403, 404) or (
        status == 302 and location.startswith(("/cms/pages/", "/cms/settings/", "/accounts/"))
    )


def test_every_address_has_a_rule():
    unknown = [name for name, _route in ADDRESSES if rule_of(name) is None]
    assert not unknown, f"say who may: {unknown}"


@pytest.mark.django_db
def test_nobody_enters_without_the_right_to_the_cms(stage):
    for name, route in ADDRESSES:
        if any(word in name for word in OPEN_TO_ALL):
            continue
        _kind, path = next(paths_of(stage, name, route))
        for who, method, refusal in in_turn(KEPT_OUT, name):
            status, location, _ = ask(stage, who, method, path)
            assert (status, location.startswith("/cms/")) == (refusal, False), (name, who, status)


@pytest.mark.django_db
def test_staff_see_what_is_theirs(stage):
    faults = []
    for name, route in ADDRESSES:
        for kind, path in paths_of(stage, name, route):
            allowed = verdict(name, kind)
            staff = in_turn(tuple(LETTERS.items()), (name, kind))
            found = faults_of_reading(stage, name, path, allowed, staff)
            faults += [f"{name} [{kind}] {fault}" for fault in found]
    assert not faults, "\n".join(faults)


def faults_of_reading(
    stage: CmsStage, name: str, path: str, allowed: str, staff: Iterable[tuple[str, str]]
) -> Iterator[str]:
    shown = False
    for letter, who in staff:
        passes = letter in allowed
        if passes and ((shown and who == "administrator") or any(word in name for word in SAME_AS_SERVERS)):
            continue
        status, location, said = ask(stage, who, "get", path)
        shown = shown or passes
        if passes and status in (403, 500):
            yield f"{who} is kept out: {status}"
        if not passes and not is_refused(status, location) and status != 405:
            yield f"{who} gets in: {status} {location}"
        if leaked := [word for word in secrets_from(who, stage) if word in said]:
            yield f"{who} reads {leaked}"


@pytest.mark.django_db
def test_who_may_not_changes_nothing(stage):
    models, faults = digest_models(), []
    before = fingerprint(*models)
    for space, addresses in groupby(ADDRESSES, key=lambda address: address[0].partition(":")[0]):
        with undone():
            for name, route in addresses:
                for kind, path in paths_of(stage, name, route):
                    faults += faults_of_writing(stage, f"{name} [{kind}]", path, verdict(name, kind))
            faults += [f"{space} has changed something"] if fingerprint(*models) != before else []
    assert not faults, "\n".join(faults)


def faults_of_writing(stage: CmsStage, what: str, path: str, allowed: str) -> Iterator[str]:
    asked = [who for letter, who in LETTERS.items() if letter not in allowed]
    for who in in_turn([*asked, "owner"] if allowed == "-" else asked, what):
        if (status := ask(stage, who, "post", path)[0]) not in REFUSED:
            yield f"{what}: {who} gets {status}"


@pytest.mark.django_db
def test_what_is_searched_and_exported_tells_no_more(stage):
    for path in ASKED_BESIDE:
        for who in ("moderator", "editor"):
            status, _location, said = ask(stage, who, "get", path)
            assert status in (200, 302, 403), (path, who, status)
            assert not [word for word in secrets_from(who, stage) if word in said], (path, who)
    for who, hidden in (("moderator", "issue"), ("editor", "draft"), ("editor", "hidden")):
        status = ask(stage, who, "get", f"/cms/choose-page/chosen-multiple/?id={stage.pages[hidden]}")[0]
        assert status == 403, (who, hidden)
