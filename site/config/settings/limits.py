"""Every limit of how often something may be done, in one table; docs/operations.md shows it to operators.

All are counted in the shared cache, multiplied by LIMITS_FACTOR, and answered with 429 and `Retry-After`. An
amount is so many in a time: "5/m", "1/10s", "20/h".
"""

from collections.abc import Iterator, Mapping

# What: (by a new player, a known one, a trusted one, from one address). "" counts nothing there. Many players
# share an address at home, in a dormitory, behind a mobile provider.
LIMITS: dict[str, tuple[str, str, str, str]] = {
    "listing-create": ("10/h", "20/h", "40/h", "100/h"),
    # Each save is a revision that is kept. What is typed is kept by autosave, whose row comes below.
    "listing-edit": ("60/h", "60/h", "120/h", "300/h"),
    # The writing form, for whichever button: reading a text costs, even one that is refused.
    "listing-form": ("30/m", "30/m", "30/m", "90/m"),
    # To the moderators and back, close, renew, delete: each writes a line of history.
    "listing-move": ("120/h", "120/h", "240/h", "600/h"),
    # Autosave: a state every second or two from several tabs is honest work.
    "draft-keep": ("240/m", "240/m", "240/m", "1200/m"),
    "similar-listings": ("60/m", "60/m", "60/m", "300/m"),
    "upload": ("30/h", "60/h", "120/h", "300/h"),
    # Words of somebody whose session is over, kept until the log-in.
    "kept-draft": ("", "", "", "120/h"),
    "respond": ("20/h", "30/h", "60/h", "150/h"),
    "edit-response": ("60/h", "60/h", "60/h", "300/h"),
    # A lively talk is honest; a message every two seconds for minutes isn't.
    "message": ("20/m", "30/m", "40/m", "150/m"),
    # Proposals and codes tried; four digits aren't guessed at this pace.
    "deal": ("20/h", "20/h", "20/h", "100/h"),
    "invite": ("20/h", "20/h", "20/h", "100/h"),
    "side-note": ("60/h", "60/h", "60/h", "300/h"),
    "flag": ("5/h", "10/h", "20/h", "50/h"),
    "search": ("60/m", "60/m", "60/m", "120/m"),
    # Everything under /api/v1/, beside the rows above.
    "api": ("600/m", "600/m", "600/m", "1200/m"),
}


class ScaledRates(Mapping[str, str]):
    """Rate limits of allauth times LIMITS_FACTOR, which a way of running sets after this module."""

    def __init__(self, rates: dict[str, str]) -> None:
        self.rates = rates

    def __getitem__(self, action: str) -> str:
        from django.conf import settings

        parts = (rate.partition("/") for rate in self.rates[action].split(","))
        return ",".join(f"{int(amount) * settings.LIMITS_FACTOR}/{rest}" for amount, _, rest in parts)

    def __iter__(self) -> Iterator[str]:
        return iter(self.rates)

    def __len__(self) -> int:
        return len(self.rates)


# The entrance, counted by allauth: per address ("ip"), account ("user"), e-mail that is tried ("key").
ENTRANCE_LIMITS = {
    "signup": "20/m/ip",
    "login": "30/m/ip",
    # Passwords and codes of the second factor that don't fit.
    "login_failed": "10/m/ip,5/300s/key",
    "confirm_email": "1/10s/key,10/h/key,200/h/ip",
    "request_login_code": "20/m/ip,3/m/key,10/h/key",
    "reset_password": "20/m/ip,3/m/key,10/h/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user,20/m/ip",
    "manage_email": "10/m/user,30/m/ip",
    "reauthenticate": "10/m/user,30/m/ip",
}
ACCOUNT_RATE_LIMITS = ScaledRates(ENTRANCE_LIMITS)
