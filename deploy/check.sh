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
($bin/mypy && $bin/pytest -q tests/architecture tests/contracts) >"$said" 2>&1 & # beside the unit tests: a core each
tree=$! held=0
$bin/pytest -q tests/unit || held=1
wait "$tree" || held=1
cat "$said"
exit "$held"
