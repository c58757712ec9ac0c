from __future__ import annotations

import pytest

from common.quotes import nest_quotes


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Отклик на «Куплю руду»", "Отклик на «Куплю руду»"),
        ("««Дозор» открывает двери» на доске", "«„Дозор“ открывает двери» на доске"),
        ("«Шаман в состав «Дозора»» и «ещё один»", "«Шаман в состав „Дозора“» и «ещё один»"),
        ("«Скобка «не закрыта»", "«Скобка «не закрыта»"),
        ("»наоборот«", "»наоборот«"),
    ],
)
def test_quotes_within_quotes_are_inner_ones(written, read):
    assert nest_quotes(written) == read
