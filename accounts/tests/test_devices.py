import pytest

from accounts.templatetags.devices import device

KHTML = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (f"Mozilla/5.0 (X11; Linux x86_64) {KHTML} Chrome/131 Safari/537.36", "Chrome, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox, Windows"),
        (f"Mozilla/5.0 (Windows) {KHTML} Chrome/128 YaBrowser/24.10 Safari/5", "Yandex Browser, Windows"),
        ("Mozilla/5.0 (iPhone; like Mac OS X) Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("raid-bot/1.2", "raid-bot/1.2"),
    ],
)
def test_a_device_is_named_in_words(user_agent, words):
    assert device(user_agent) == words


def test_nothing_is_an_unknown_device():
    assert device("")
