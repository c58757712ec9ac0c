"""`python -m benchmarks.faults [--small] [names…]`: run the suites; ends with 1 when one of them fails."""

from __future__ import annotations

import argparse
import sys

from benchmarks.faults import newsletter, notifications
from benchmarks.faults.house import ServiceMissingError, house

SUITES = {"notifications": notifications.run, "newsletter": newsletter.run}


def main() -> int:
    """Run the named suites, all by default."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=f"of {', '.join(SUITES)}; all by default")
    parser.add_argument("--small", action="store_true", help="the size that CI runs")
    chosen = parser.parse_args()
    unknown = set(chosen.names) - set(SUITES)
    if unknown:
        parser.error(f"there is no suite called {', '.join(sorted(unknown))}")
    try:
        with house() as built:
            passed = [SUITES[name](built, small=chosen.small) for name in chosen.names or SUITES]
    except ServiceMissingError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
