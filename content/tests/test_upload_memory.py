"""Hostile files may not fill the memory: measured in a process of their own."""

import subprocess
import sys

from django.conf import settings

MAX_EXTRA = 256  # megabytes
MEASURE = """
import resource, sys
from django.conf import settings
settings.configure(USE_I18N=False)
from content.tests.pictures import gif_of, paint, png_of, upload
from content.uploads import prepare_upload
from common.errors import InvalidInput
prepare_upload(upload(paint("PNG")))
files = [
    png_of(50_000, 50_000), png_of(6_300, 6_300), png_of(1, 39_000_000),
    gif_of((6_300, 6_300), (6_300, 6_300)), gif_of((600, 600), (600, 600), frames=110),
]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for data in files:
    try:
        prepare_upload(upload(data))
    except InvalidInput:
        pass
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_refusing_bombs_takes_little_memory():
    run = subprocess.run(
        [sys.executable, "-c", MEASURE],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert int(run.stdout) < MAX_EXTRA
