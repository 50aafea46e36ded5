"""`python -m e_supervision [serve | migrate | verify --json]`."""

import sys

from e_supervision.kept import KEPT
from e_supervision.verify.whole import verify
from liandong.application.process import run

if __name__ == "__main__":
    sys.exit(run(KEPT, verify))
