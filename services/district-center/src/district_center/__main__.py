"""`python -m district_center [serve | migrate | verify --json]`."""

import sys

from district_center.kept import KEPT
from liandong.application.process import run

if __name__ == "__main__":
    sys.exit(run(KEPT))
