#!/usr/bin/env bash
# What must hold before a change is shown to anyone. Each line prints its own verdict.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
$bin/python deploy/lock.py check
said=$(mktemp)
trap 'rm -f "$said"' EXIT
tested="$bin/pytest -q -p no:schemathesis --hypothesis-profile=quick -o faulthandler_timeout=0"
# Two lanes, a core each.
($bin/mypy && $tested tests/architecture tests/contracts) >"$said" 2>&1 &
tree=$! held=0
($bin/ruff check --quiet . && $bin/ruff format --quiet --check . && $bin/lint-imports && $tested tests/unit) || held=1
wait "$tree" || held=1
cat "$said"
exit "$held"
