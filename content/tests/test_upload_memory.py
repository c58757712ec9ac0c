"""No picture, hostile or only large, fills the memory: measured in processes of their own."""

import json
import subprocess
import sys

import pytest
from django.conf import settings
from PIL import Image

from content.tests.pictures import gif_of, png_of, saved

MAX_EXTRA = 256  # megabytes
# Two seconds on a quiet machine. The processor's time counts, and even that grows when others use the caches.
MAX_SECONDS = 6
MEASURE = """
import json, resource, sys
from pathlib import Path
from django.conf import settings
settings.configure(USE_I18N=False)
from content.tests.pictures import paint, upload
from content.uploads import prepare_upload
from common.errors import InvalidInput

def used():
    mine, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    seconds = mine.ru_utime + mine.ru_stime + children.ru_utime + children.ru_stime
    return seconds, mine.ru_maxrss // 1024, children.ru_maxrss // 1024

prepare_upload(upload(paint("PNG")))
_, mine, child = used()
for path in sys.argv[1:]:
    before, *_ = used()
    try:
        outcome = prepare_upload(upload(Path(path).read_bytes())).format
    except InvalidInput as error:
        outcome = type(error).__name__
    seconds, mine_now, child_now = used()
    extra = mine_now - mine + child_now - child
    print(json.dumps({"outcome": outcome, "seconds": seconds - before, "extra": extra}))
"""


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """Upload each file in one process; tell what came of it, and what the largest so far has taken."""
    folder = tmp_path_factory.mktemp("large")

    def measure(files):
        paths = [folder / str(number) for number in range(len(files))]
        for path, data in zip(paths, files, strict=True):
            path.write_bytes(data)
        run = subprocess.run(
            [sys.executable, "-c", MEASURE, *map(str, paths)],
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            check=True,
            timeout=300,
        )
        return [json.loads(line) for line in run.stdout.splitlines()]

    return measure


def test_bombs_take_little_memory_and_time(measured):
    printers = Image.new("CMYK", (8_000, 5_000))
    files = [
        png_of(50_000, 50_000),
        png_of(6_300, 6_300),
        png_of(1, 39_000_000),
        saved(printers, "JPEG", quality=10, progressive=True),
        gif_of((6_300, 6_300), (6_300, 6_300)),
        gif_of((600, 600), (600, 600), frames=110),
    ]
    results = measured(files)
    # Of the last two nothing is left but empty frames.
    expected = ["UploadTooLarge", "InvalidInput", "UploadTooLarge", "UploadTooLarge", "PNG", "WEBP"]
    assert [result["outcome"] for result in results] == expected
    assert results[-1]["extra"] < MAX_EXTRA
    assert max(result["seconds"] for result in results) < MAX_SECONDS


def test_pictures_at_the_limit_are_taken_in_little_memory(measured):
    size, clear = (8_000, 5_000), (1, 2, 3, 99)
    halves = [Image.new("P", (5_000, 4_000), number) for number in range(2)]
    files = [
        saved(Image.new("RGB", size), "JPEG", progressive=True),
        saved(Image.new("RGBA", size, clear), "PNG", compress_level=1),
        saved(Image.new("RGBA", size, clear), "WEBP", lossless=True, method=0),
        saved(Image.new("P", size), "GIF"),
        saved(halves[0], "GIF", save_all=True, append_images=halves[1:], duration=100),
    ]
    results = measured(files)
    assert [result["outcome"] for result in results] == ["JPEG", "PNG", "WEBP", "PNG", "WEBP"]
    assert results[-1]["extra"] < MAX_EXTRA
