"""Public pages get the strict policy; the CMS and the API docs the wider one."""

from __future__ import annotations

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from common.media import serve_media
from common.security_headers import ContentSecurityPolicyMiddleware


def headers_of(path, response=None):
    return ContentSecurityPolicyMiddleware(lambda request: response or HttpResponse())(
        RequestFactory().get(path)
    ).headers


def directives(path):
    parts = headers_of(path)["Content-Security-Policy"].split("; ")
    return {name: set(sources) for name, *sources in (part.split() for part in parts)}


@pytest.mark.parametrize("path", ["/", "/board/", "/api/v1/listings/", "/accounts/login/"])
def test_public_pages_run_no_inline_code_and_load_nothing_foreign(path, settings):
    policy = directives(path)
    assert policy["default-src"] == {"'none'"}
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == {"'self'"}
    assert policy["img-src"] == {"'self'", "data:", "blob:"}
    assert policy["frame-src"] == set(settings.VIDEO_FRAME_HOSTS)
    assert policy["base-uri"] == policy["object-src"] == policy["frame-ancestors"] == {"'none'"}


@pytest.mark.parametrize("path", ["/cms/", "/cms/pages/3/edit/", "/api/v1/docs/"])
def test_the_cms_may_run_its_inline_code_from_this_host_only(path):
    policy = directives(path)
    assert policy["script-src"] == {"'self'", "'unsafe-inline'"}
    assert not any(
        "http" in source for name, sources in policy.items() if name != "frame-src" for source in sources
    )


def test_a_response_keeps_the_policy_it_brings():
    response = HttpResponse(headers={"Content-Security-Policy": "sandbox"})
    assert headers_of("/media/x.png", response)["Content-Security-Policy"] == "sandbox"


def test_the_other_headers_are_there():
    headers = headers_of("/")
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in headers["Permissions-Policy"]


def test_uploaded_files_run_nowhere_and_are_not_listed(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.webp").write_bytes(b"RIFF")
    (tmp_path.parent / "outside.txt").write_text("secret")

    def get(path, method="get"):
        return serve_media(getattr(RequestFactory(), method)("/media/"), path)

    answer = get("pictures/a.webp")
    assert answer["Content-Type"] == "image/webp"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    answer.file_to_stream.close()
    for path in (
        "pictures/",
        "pictures",
        "",
        "pictures/b.webp",
        "../outside.txt",
        "x/../../outside.txt",
        "x" * 300,
    ):
        with pytest.raises((Http404, SuspiciousFileOperation)):
            get(path)
    assert get("pictures/a.webp", "post").status_code == 405
