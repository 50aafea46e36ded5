"""`python -m city_center [serve | migrate | verify --json]`."""

import sys

from city_center.kept import KEPT
from liandong.application.process import run

if __name__ == "__main__":
    sys.exit(run(KEPT))
