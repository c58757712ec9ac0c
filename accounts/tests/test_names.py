import pytest
from django.core.exceptions import ValidationError

from accounts.names import clean_display_name, looks_like


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Рыжая Марта", "Рыжая Марта"),
        ("  Лис   в тумане ", "Лис в тумане"),
        ("Лавка «Три гвоздя»", "Лавка «Три гвоздя»"),
        ("Ким-Ли_2", "Ким-Ли_2"),
        ("O'Neil Jr.", "O'Neil Jr."),
        ("Ｍａｒｔａ", "Marta"),
        ("DJ Вьюга", "DJ Вьюга"),
        ("Тавернщик", "Тавернщик"),
    ],
)
def test_good_names_are_normalised(typed, kept):
    assert clean_display_name(typed) == kept


@pytest.mark.parametrize(
    "name",
    [
        "",
        "   ",
        "Ян",
        "А" * 33,
        "Мар\u200bта",
        "Мар\u202eта",
        "Мар\x07та",
        "Марта\ud800",
        "Марта!",
        "<b>Марта</b>",
        "марта@example.com",
        "Ма́рта",
        "Μάρθα",
        "12345",
        "---",
        "Mapтa",
        "Caша",
        "Модератор",
        "модератор Ольха",
        "M0derator",
        "Мо-де-ра-тор",
        "Администратор",
        "administrator2",
        "Таверна",
        "Tavern",
        "ТАВЕРНА 2",
        "admin",
    ],
)
def test_bad_names_are_refused_with_a_sentence(name):
    with pytest.raises(ValidationError) as refused:
        clean_display_name(name)
    assert len(refused.value.messages) == 1


def test_twins_of_two_scripts_look_alike():
    assert looks_like("Сорока") == looks_like("СОРОКА")
    assert looks_like("Тор") == looks_like("Top")
    assert looks_like("Семён") == looks_like("Семен")
    assert looks_like("Снегирь") != looks_like("Снегир")
