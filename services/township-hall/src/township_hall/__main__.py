"""`python -m township_hall [serve | migrate | verify --json]`."""

import sys

from liandong.application.process import run
from township_hall.kept import KEPT

if __name__ == "__main__":
    sys.exit(run(KEPT))
