"""The public page's HTML of a text, and the editor's, with real pictures."""

import re

import pytest
from django.utils import translation

from content.html_to_stream import html_to_stream
from content.render import prepare_renditions, render_stream
from content.stream_to_html import stream_to_html
from content.tests.pictures import paint, paint_animation, upload
from content.tests.sanitise import sanitise
from content.uploads import prepare_upload

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the temporary file of a copy that it made to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture(data=None):
    from wagtail.images import get_image_model

    prepared = prepare_upload(upload(data or paint("JPEG", size=(1200, 800))))
    return get_image_model().objects.create(
        title="x",
        file=prepared.file,
        width=prepared.width,
        height=prepared.height,
        animated=prepared.animated,
    )


def figure(image, attributes='"', caption="", alt=""):
    return (
        f'<figure class="image{attributes}><img alt="{alt}" data-image-id="{image.uid}">'
        f"{f'<figcaption>{caption}</figcaption>' if caption else ''}</figure>"
    )


def stored(html, *images):
    """Return the stream as it comes from the database, with pictures as mere ids."""
    value = html_to_stream(html, pictures={str(image.uid): image for image in images})
    block = value.stream_block
    return block.to_python(block.get_prep_value(block.clean(value)))


def test_a_picture_shows_scaled_copies_and_opens_large():
    image = picture()
    value = stored(
        figure(image, ' image-style-align-left image_resized" style="width:43.5%;"', "<b>c</b>", "a &lt;b"),
        image,
    )
    html = render_stream(value, host="tavern.example")
    assert 'class="image image-style-align-left image_resized" style="width:43.5%"' in html
    assert 'alt="a &lt;b"' in html
    assert 'width="960" height="640"' in html
    assert 'loading="lazy"' in html
    assert re.search(r'srcset="\S+\.webp 480w, \S+\.webp 960w, \S+\.webp 1200w"', html)
    assert re.search(r'<a class="enlarge" href="\S+\.webp"', html)
    assert "<figcaption><strong>c</strong></figcaption>" in html


def test_numbers_in_attributes_are_written_for_machines_in_russian_too():
    image = picture(paint("JPEG", size=(1200, 1200)))
    value = stored(figure(image, ' image_resized" style="width:43.5%;"'), image)
    with translation.override("ru"):
        html = render_stream(value, host="tavern.example")
    assert "width:43.5%" in html
    assert 'width="960" height="960"' in html


def test_an_animation_is_shown_as_it_is():
    image = picture(paint_animation())
    html = render_stream(stored(figure(image), image), host="tavern.example")
    assert image.file.url in html
    assert "srcset" not in html


def test_the_number_of_queries_is_the_same_for_any_number_of_pictures(django_assert_num_queries):
    images = [picture() for _ in range(3)]
    value = stored("".join(figure(image) for image in images) + "<p>a</p>" * 5, *images)
    prepare_renditions(value)
    value = stored("".join(figure(image) for image in images) + "<p>a</p>" * 5, *images)
    with django_assert_num_queries(2):
        render_stream(value, host="tavern.example")
    value = stored("".join(figure(image) for image in images), *images)
    with django_assert_num_queries(2):
        stream_to_html(value)


def test_a_text_without_pictures_takes_no_query(django_assert_num_queries):
    value = stored("<p>a</p><h2>b</h2>")
    with django_assert_num_queries(0):
        render_stream(value, host="tavern.example")


def test_a_picture_that_was_deleted_leaves_the_rest_of_the_text():
    image = picture()
    value = stored(f"<p>a</p>{figure(image)}<p>b</p>", image)
    image.delete()
    assert render_stream(value, host="tavern.example") == "<p>a</p><p>b</p>"
    assert stream_to_html(stored("<p>a</p>")) == "<p>a</p>"


def test_a_picture_whose_file_is_gone_breaks_no_page():
    image = picture()
    value = stored(f"<p>a</p>{figure(image)}", image)
    image.file.storage.delete(image.file.name)
    assert render_stream(value, host="tavern.example") == "<p>a</p>"
    assert str(image.uid) in stream_to_html(value)


def test_the_editor_gets_the_picture_back_as_it_was_placed():
    image = picture()
    html = figure(
        image, ' image-style-align-right image_resized" style="width:25%;"', "c <i>d</i>", "a &quot;b&quot;"
    )
    back = stream_to_html(stored(html, image))
    assert re.search(r' src="\S+\.webp"', back)
    assert 'style="aspect-ratio:960/640;"' in back
    assert sanitise(back) == html
    value = stored(back, image)
    assert stream_to_html(value) == back


def test_a_video_asks_no_other_host_before_the_press():
    value = stored('<figure class="media"><oembed url="https://youtu.be/dQw4w9WgXcQ?t=5"></oembed></figure>')
    html = render_stream(value, host="tavern.example")
    assert 'data-embed-url="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=5"' in html
    assert 'href="https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=5s"' in html
    assert "<iframe" not in html
    assert re.findall(r'src="([^"]+)"', html) == ["/static/content/poster.svg"]


def test_a_table_can_be_scrolled_by_keyboard_and_names_its_headers():
    value = stored(
        "<figure class='table'><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><th>c</th>"
        "<td>d</td></tr></tbody></table><figcaption>e</figcaption></figure>"
    )
    html = render_stream(value, host="tavern.example")
    assert 'class="wide-table" role="region" aria-label="Table: e" tabindex="0"' in html.replace(
        "Таблица", "Table"
    )
    assert '<th scope="col">a</th>' in html
    assert '<th scope="row">c</th>' in html


def test_links_are_marked_as_the_players():
    html = render_stream(stored('<p><a href="https://a.example">b</a></p>'), host="tavern.example")
    assert html == '<p><a href="https://a.example" rel="ugc nofollow noopener">b</a></p>'


def test_stored_data_is_not_trusted():
    block = stored("<p>a</p>").stream_block
    hostile = '<p onclick="x">a<script>alert(1)</script><a href="javascript:alert(1)">b</a></p>'
    value = block.to_python(
        [
            {"type": "text", "value": hostile, "id": "1"},
            {"type": "quote", "value": hostile, "id": "2"},
            {"type": "heading", "value": {"level": "2><script>", "text": hostile}, "id": "3"},
            {"type": "table", "value": {"table": f"<table><tr><td>{hostile}", "caption": hostile}, "id": "4"},
            {"type": "video", "value": "javascript:alert(1)", "id": "5"},
            {"type": "video", "value": "https://evil.example/", "id": "6"},
        ]
    )
    for html in (render_stream(value, host="tavern.example"), stream_to_html(value)):
        assert "script" not in html
        assert "onclick" not in html
        assert "javascript" not in html
        assert '<a href="https://evil.example/"' in html
