# make site    build the reading room and the bundle to read offline
# make exports also books, TEI, tables, citations of all texts … and a bag for keeping
# make serve   live preview that follows seeds/
# make test    everything that shows that it works, also in a browser
#
# Needs Python 3.11 or later, make and git. Everything else goes into .venv.

PYTHON ?= python3
PY := .venv/bin/python
ADDRESS ?= 127.0.0.1:8000

.DEFAULT_GOAL := help
.PHONY: help site exports serve test a11y lint bench fuzz screenshots lock chromium clean

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

site: .venv/.build
	@$(PY) -m build_scripts bundle || test $$? -eq 3
	@echo
	@echo "Open site/index.html in a browser, or put the folder in dist/ on a memory stick."

exports: .venv/.build
	@$(PY) -m build_scripts bundle --exports --bag || test $$? -eq 3
	@$(PY) -m build_scripts.forms.print_pdf site/exports/print.html dist/archive.pdf || test $$? -eq 2

serve: .venv/.build
	$(PY) -m build_scripts serve --address $(ADDRESS)

# The first check compares the edition in docs/documents/ with what the program writes now.
test: .venv/.test chromium lint
	$(PY) -m build_scripts check
	$(PY) -m build_scripts build
	$(PY) -m build_scripts check
	$(PY) -m build_scripts verify
	$(PY) -m pytest -n 2

lint: .venv/.test
	$(PY) -m ruff check build_scripts tests
	$(PY) -m mypy build_scripts

# Reports on accessibility, in a11y/. Two of the three tools come from npm, and one of these needs Java; what
# is missing is left out and named.
a11y: .venv/.test chromium
	@if command -v npm >/dev/null; then npm install --silent --no-audit --no-fund --no-save --prefix .venv/a11y \
		vnu-jar@26.9.27 lighthouse@13.5.0 || true; fi
	$(PY) tests/a11y.py

bench: .venv/.test
	$(PY) tests/bench.py
	$(PY) tests/bench_search.py

# More generated texts than the ordinary run takes.
fuzz: .venv/.test
	HYPOTHESIS_PROFILE=fuzz $(PY) -m pytest -n 2 -k properties

screenshots: .venv/.test chromium
	$(PY) -m build_scripts.screenshots

# After a change of the dependencies in pyproject.toml: new versions, with hashes, for every system.
lock: .venv/.test
	$(PY) -m pip --quiet install uv
	$(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
		--custom-compile-command "make lock" pyproject.toml -o requirements.lock
	$(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
		--custom-compile-command "make lock" --extra test -c requirements.lock pyproject.toml -o requirements-test.lock

.venv/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or later is needed; this is $$($(PYTHON) --version 2>&1)."; \
		echo "Name another one: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "Python cannot make a virtual environment. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@# Makes `import build_scripts` work in every folder, without building a package.
	@echo "$(CURDIR)" > "$$($(PY) -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/reading-room.pth"
	@touch $@

.venv/.build: requirements.lock .venv/.python
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/.test: requirements-test.lock .venv/.build
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

# Firefox is tried too where it is installed; its tests are skipped where it is not.
chromium:
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && ! command -v firefox-esr >/dev/null; then \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends firefox-esr >/dev/null || true; fi
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; \
		else \
			echo "The browser tests need Chromium. On Debian: sudo apt install chromium"; exit 1; \
		fi; }

clean:
	rm -rf site dist docs/data docs/sources docs/.writing .site-new .site-old
