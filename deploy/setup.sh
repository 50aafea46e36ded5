#!/usr/bin/env bash
# Makes .venv from requirements.lock and fetches the files of the pages, or (with the word `lock`) writes requirements.lock anew.
# Needs Python 3.11 or newer with pip or venv; fetches uv into .tools when it is not on PATH.
set -euo pipefail
cd "$(dirname "$0")/.."
export UV_PYTHON_DOWNLOADS=never UV_NO_PROGRESS=1 UV_COMPILE_BYTECODE=1 PIP_ROOT_USER_ACTION=ignore

python=
for name in python3 python3.14 python3.13 python3.12 python3.11 python; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$(command -v "$name")
        break
    fi
done
[ -n "$python" ] || { echo "Python 3.11 or newer is needed and was not found on PATH." >&2; exit 1; }

stamp=$("$python" deploy/lock.py stamp)
finish() { # our own code compiled beforehand, as uv does with everybody else's: a start need not do it four times
    .venv/bin/python -m compileall -qq -j 2 shared/src services/*/src || true # a file that is no Python is for `check` to tell
    exec .venv/bin/python deploy/assets.py
}
if [ "${1:-}" != lock ] && [ -x .venv/bin/liandong ] && [ "$(cat .venv/stamp 2>/dev/null)" = "$stamp" ]; then
    finish
fi

uv=$(command -v uv || true)
if [ -z "$uv" ]; then
    uv=$PWD/.tools/bin/uv
    if [ ! -x "$uv" ]; then
        echo "Fetching uv into .tools"
        pip=("$python" -m pip)
        if ! "${pip[@]}" --version >/dev/null 2>&1; then
            "$python" -m venv .tools/pip || { echo "Neither pip nor venv is there: install one of them for $python." >&2; exit 1; }
            pip=(.tools/pip/bin/python -m pip)
        fi
        "${pip[@]}" install --quiet --disable-pip-version-check --target .tools uv==0.13.9
    fi
fi

if [ "${1:-}" = lock ]; then
    "$uv" lock --quiet --upgrade --python "$python"
    "$uv" export --quiet --frozen --all-packages --all-groups --no-emit-workspace --no-header --no-annotate |
        "$python" deploy/lock.py write
    exit 0
fi

echo "Making .venv"
"$uv" venv --quiet --allow-existing --python "$python" .venv
"$uv" pip sync --quiet --python .venv/bin/python --require-hashes requirements.lock
editable=(--editable shared)
for member in services/*/; do editable+=(--editable "$member"); done
"$uv" pip install --quiet --python .venv/bin/python --no-build-isolation --no-deps "${editable[@]}"
echo "$stamp" > .venv/stamp
finish
