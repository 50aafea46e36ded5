#!/usr/bin/env bash
# What must hold before a change is shown to anyone. Each line prints its own verdict.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
$bin/python deploy/lock.py check
$bin/ruff check --quiet .
$bin/ruff format --quiet --check .
$bin/lint-imports
said=$(mktemp)
trap 'rm -f "$said"' EXIT
($bin/mypy && $bin/pytest -q -p no:schemathesis tests/architecture) >"$said" 2>&1 & # beside the other tests: a core each
tree=$! held=0
$bin/pytest -q -p no:schemathesis --hypothesis-profile=quick tests/unit tests/contracts || held=1
wait "$tree" || held=1
cat "$said"
exit "$held"
