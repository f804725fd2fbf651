#!/usr/bin/env bash
# For a machine without a network. Here, with one:   deploy/wheelhouse.sh wheelhouse
# There, at the top of the same clone:               deploy/install-offline.sh wheelhouse
# Both machines: the same Python version, system and processor.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
out=${1:?where to}
python=${PYTHON:-.venv/bin/python}

mkdir -p "$out"
# What is fetched must have the hashes of the lock file; what comes as source is built into a wheel here.
"$python" -m pip wheel --quiet --require-hashes --no-deps --wheel-dir "$out" -r requirements.lock
"$python" -m pip wheel --quiet --no-deps --wheel-dir "$out" "setuptools>=77" wheel
cp requirements.lock "$out/"
(cd "$out" && find . -type f ! -name SHA256SUMS -printf '%P\0' | sort -z | xargs -0 sha256sum > SHA256SUMS)
echo "$(find "$out" -name '*.whl' | wc -l) wheels, $(du -sh "$out" | cut -f1) in $out"
