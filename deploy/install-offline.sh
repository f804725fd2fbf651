#!/usr/bin/env bash
# Installs from a wheelhouse, without any network: deploy/install-offline.sh wheelhouse [.venv]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
house=$(realpath "${1:?the wheelhouse}")
venv=${2:-.venv}

(cd "$house" && sha256sum --quiet --check SHA256SUMS)
"${PYTHON:-python3}" -m venv "$venv"
pip=("$venv/bin/python" -m pip --disable-pip-version-check)
"${pip[@]}" install --quiet --no-index --upgrade --find-links "$house" "setuptools>=77" wheel
# The sums were checked above; wheels built from source have no hash in the lock file.
sed -e 's/ *\\$//' -e '/^ *--hash/d' "$house/requirements.lock" > "$venv/requirements.txt"
"${pip[@]}" install --quiet --no-index --no-deps --find-links "$house" -r "$venv/requirements.txt"
"${pip[@]}" install --quiet --no-index --no-deps --no-build-isolation --editable .
"$venv/bin/advisor" pack lint
