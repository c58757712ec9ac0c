"""The front end stays light: what is built is weighed, no browser needed."""

from common.dev_tools import weight


def test_the_writing_page_keeps_to_its_budget():
    assert weight.writing_page() <= weight.WRITING_LIMIT


def test_a_public_page_keeps_to_its_budget_and_brings_no_editor_along():
    assert weight.heaviest_public_page() <= weight.PUBLIC_LIMIT


def test_the_inbox_keeps_to_its_budget():
    assert weight.inbox() <= weight.INBOX_LIMIT
