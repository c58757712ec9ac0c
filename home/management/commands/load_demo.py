import logging
from typing import Any

from django.core.management.base import BaseCommand

from home.demo.loader import load_demo


class Command(BaseCommand):
    help = "Put the demo content on an empty board; does nothing where it is already."

    def handle(self, *args: Any, **options: Any) -> None:
        # Wagtail logs every page it touches: hundreds of lines about one month of the demo's past.
        logging.disable(logging.WARNING)
        try:
            loaded = load_demo(say=lambda line: self.stdout.write(f"  {line}"))
        finally:
            logging.disable(logging.NOTSET)
        self.stdout.write("The demo content is ready." if loaded else "The demo content is there already.")
