# What people and CI run.
#   make run     serve the page on http://127.0.0.1:7860 (the first time it makes .venv and installs)
#   make test    install what the tests need and run them
#   make check   format, lint, types, layers, knowledge packs, known holes in dependencies
#   make model-test  a sample against a real small language model, where ../shared has the tool for it
#   make newcomer  what the README tells, done in a fresh clone; make site  the documents as a site, in build/site
#   make lock    the versions and hashes of everything installed in production
SHELL := /bin/bash
BIN := .venv/bin
PYTHON ?= $(shell for each in python3.11 python3.12 python3.13 python3.14 python3; do \
	if $$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$each; break; fi; done)
PACKS = $(notdir $(patsubst %/,%,$(dir $(wildcard knowledge/*/pack.yaml))))

.PHONY: run test model-test check newcomer format docs site images lock clean

run: .venv/plain.stamp
	@exec $(BIN)/python app.py

test: .venv/dev.stamp
	@.ci/system
	@$(BIN)/pytest -n 2 --dist loadfile

model-test: .venv/dev.stamp
	@.ci/model

# A clone, an environment and an install of their own: minutes, and not among the tests for that.
newcomer: .venv/dev.stamp
	$(BIN)/pytest -m newcomer --timeout=900 tests/house/test_newcomer.py

check: .venv/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@for pack in $(PACKS); do echo "advisor pack lint $$pack"; $(BIN)/advisor pack lint $$pack || exit 1; done
	@.ci/audit

format: .venv/dev.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# What the documents show of the program: tables, the page of checks, the layers, what the commands of the tutorial print.
docs: .venv/dev.stamp
	$(BIN)/python docs/tables.py
	$(BIN)/python -m advisor.report.manual
	$(BIN)/python docs/layers.py
	$(BIN)/python docs/walkthrough.py

site: .venv/dev.stamp
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

images: .venv/dev.stamp
	$(BIN)/python docs/images/take.py

# Universal: one file for every system and Python version that is supported. Names no host.
lock: .venv/dev.stamp
	$(BIN)/uv pip compile pyproject.toml --extra ocr --extra mcp --extra openai --extra desk --extra postgres --universal \
	  --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet --output-file requirements.lock

clean:
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed (需要 Python 3.11 或更新的版本)." >&2; exit 1; }
	$(PYTHON) -m venv .venv

# Scans are part of nearly every submission, so `make run` brings text recognition (the extra `ocr`) as well, and with
# `openai` a language model is one setting away; `pip install -e .` alone is the plain install, under 700 MB, which
# reports scanned pages as unread.
# Stamps: an install is repeated only when pyproject.toml has changed.
.venv/plain.stamp: pyproject.toml | .venv/bin/python
	@echo "Installing (正在安装，第一次要几分钟) …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[ocr,desk,openai]'
	@touch $@

.venv/dev.stamp: pyproject.toml | .venv/bin/python
	@echo "Installing what the tests need (正在安装测试要用的包) …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch .venv/plain.stamp $@
