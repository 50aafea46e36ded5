"""`python -m e_supervision [serve | migrate | verify --json]`."""

import sys

from e_supervision.app import SERVICE
from e_supervision.verify.whole import verify
from liandong.application.process import run

if __name__ == "__main__":
    sys.exit(run(SERVICE, verify))
