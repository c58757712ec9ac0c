from functools import partial

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy


class ResponsesConfig(AppConfig):
    name = "responses"
    verbose_name = _("Responses")

    def ready(self) -> None:
        from accounts import personal_data, profile_sections
        from responses import signal_handlers
        from responses.keeping import KEEPER
        from responses.views.deals import confirmed_deals

        signal_handlers.connect()
        personal_data.register(KEEPER)
        profile_sections.register(confirmed_deals)
        self._register_kinds_of_decisions()
        self._register_other_kinds()
        self._register_kinds_of_silence()
        self._register_kinds_of_helping()

    def _register_kinds_of_decisions(self) -> None:
        from notifications import kinds
        from responses import guards

        received = partial(kinds.register, about=kinds.About.RECEIVED)
        sent = partial(kinds.register, about=kinds.About.SENT)
        received(
            "response-received",
            _("Somebody responded to your listing"),
            _("%(who)s responded to “%(listing)s”"),
            guard=guards.objection_to_received,
            gathered=ngettext_lazy(
                "%(count)d new response to “%(listing)s”", "%(count)d new responses to “%(listing)s”", "count"
            ),
            gathered_letter="responses/gathered",
        )
        received(
            "response-edited",
            _("A response to your listing says something else now"),
            _("%(who)s changed the response to “%(listing)s”"),
            guard=guards.objection_to_received,
        )
        sent(
            "response-accepted",
            _("Your response is accepted"),
            _("%(who)s accepted your response to “%(listing)s”"),
            guard=guards.objection_to_decision,
        )
        sent(
            "response-declined",
            _("Your response is declined"),
            _("%(who)s declined your response to “%(listing)s”"),
            guard=guards.objection_to_decision,
        )

    def _register_other_kinds(self) -> None:
        from notifications import kinds
        from responses import guards

        sent = partial(kinds.register, about=kinds.About.SENT)
        people = partial(kinds.register, about=kinds.About.PEOPLE)
        sent(
            "response-again",
            _("You may respond to a listing again"),
            _("%(who)s allows you to respond to “%(listing)s” again"),
            guard=guards.objection_to_again,
        )
        sent(
            "response-listing-closed",
            _("A listing that you responded to is closed"),
            _("“%(listing)s” is closed; %(who)s can still answer you"),
            guard=guards.objection_to_closed,
        )
        sent(
            "response-listing-gone",
            _("A listing that you responded to is gone"),
            _("“%(listing)s” is gone from the board, and your response with it"),
        )
        people(
            "message-received",
            _("Somebody wrote you a message"),
            _("%(who)s wrote to you about “%(listing)s”"),
            guard=guards.objection_to_message,
        )

    def _register_kinds_of_helping(self) -> None:
        from notifications import kinds
        from responses import guards

        people = partial(kinds.register, about=kinds.About.PEOPLE)
        people(
            "recruiter-invited",
            _("Somebody asks for your help with responses"),
            _("%(who)s asks you to help with the responses to “%(listing)s”"),
            guard=guards.objection_to_invitation,
        )
        people(
            "recruiter-answered",
            _("Somebody whom you asked for help answers"),
            _("%(who)s on helping with “%(listing)s”: %(answer)s"),
        )

    def _register_kinds_of_silence(self) -> None:
        from notifications import kinds
        from responses import guards

        received = partial(kinds.register, about=kinds.About.RECEIVED)
        sent = partial(kinds.register, about=kinds.About.SENT)
        received(
            "listing-silent",
            _("Players wait for your answer"),
            _("Players wait for your answer to “%(listing)s”; on %(day)s it is paused for that"),
            guard=guards.objection_to_silent,
        )
        received(
            "listing-paused",
            _("Listing paused"),
            _("“%(listing)s” is paused until you answer somebody who waits, or resume it"),
            guard=guards.objection_to_own_paused,
        )
        sent(
            "response-listing-paused",
            _("A listing that you responded to is paused"),
            _("“%(listing)s” is paused: %(who)s answers nobody for now"),
            guard=guards.objection_to_paused,
            gathered=ngettext_lazy(
                "%(count)d listing that you responded to is paused: the author answers nobody",
                "%(count)d listings that you responded to are paused: their authors answer nobody",
                "count",
            ),
            gathered_letter="responses/gathered_paused",
        )
