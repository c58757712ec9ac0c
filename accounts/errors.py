"""What may go wrong with players, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from common.errors import NotAllowed


class Muted(NotAllowed):
    def __init__(self) -> None:
        super().__init__(
            _("You can’t write on the board for now. Why, until when and how to object: see “My standing”.")
        )


class Suspended(NotAllowed):
    def __init__(self) -> None:
        super().__init__(
            _("Your account is suspended. Why, until when and how to object: see “My standing”.")
        )


class WaitsForModerator(NotAllowed):
    def __init__(self) -> None:
        super().__init__(
            _("Many accounts are made right now. A moderator looks at yours before you can write; read on.")
        )
