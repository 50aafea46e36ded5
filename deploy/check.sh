#!/usr/bin/env bash
# What must hold before a change is shown to anyone. Each line prints its own verdict; the first failure ends it.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
$bin/python deploy/lock.py check
$bin/ruff check --quiet .
$bin/ruff format --quiet --check .
$bin/mypy &
types=$!
$bin/lint-imports
$bin/pytest -q -n 2 --dist loadfile tests/unit tests/architecture tests/contracts
wait "$types"
