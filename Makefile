# `make lab` opens the notebooks, `make app` the planner alone, `make test` runs every check. All make the environment
# they need in .venv, and make it again only when requirements.txt or pyproject.toml has changed.

VENV = .venv
BIN = $(VENV)/bin
READY = $(VENV)/.ready
PEER = $(VENV)/peer
PEER_READY = $(PEER)/.ready
LOCAL = .jupyter-local

# The first Python of at least 3.11; name another one by `make PYTHON=...`.
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14 python; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo $$p; break; fi; done)
# Further options for JupyterLab, such as `make lab LAB_ARGS=--no-browser`.
LAB_ARGS ?=
# Further options for the app, such as `make app APP_ARGS="--dark --port=8900"`.
APP_ARGS ?=
# Further options for the measurement, such as `make latency LATENCY_ARGS="--strict --json latency.json"`.
LATENCY_ARGS ?=
# How long `make fuzz` goes on.
SECONDS ?= 600
# Which breaks `make mutants` makes: all, or such as MUTANTS_ARGS="--file insight --workers 2".
MUTANTS_ARGS ?=
# Test processes side by side.
WORKERS ?= 2

export PIP_DISABLE_PIP_VERSION_CHECK = 1
# uv trusts what this machine trusts, as pip does: behind a proxy with its own certificate it would fail otherwise.
export UV_SYSTEM_CERTS = 1
# The hooks call the tools by name; they are to find this environment's.
IN_ENVIRONMENT = PATH="$(CURDIR)/$(BIN):$$PATH" PRE_COMMIT_HOME="$(CURDIR)/$(VENV)/pre-commit"
PYTEST = $(BIN)/python -m pytest

.PHONY: help lab app test check quick unit golden notebooks browser thorough bench fuzz mutants latency drawings docs screenshots format requirements hooks clean
.NOTPARALLEL:

help:
	@echo "make lab           open the planner in JupyterLab"
	@echo "make app           open the planner alone, as an app without code"
	@echo "make test          run every check: style, types, layers, tests, notebooks, browser"
	@echo "make check         only style, types and layers; also: make unit, make notebooks, make browser"
	@echo "make quick         the unit tests with 25 examples a property: for while you work"
	@echo "make golden        write the texts of tests/golden anew; read the difference before you commit it"
	@echo "make thorough      the property tests with 5,000 examples each"
	@echo "make bench         measure the speed, against streprogen, importing pandas and icalendar"
	@echo "make fuzz          give ten minutes of anything to read_runs and read_plan; SECONDS=60 for less"
	@echo "make mutants       break decisive lines one by one, and see that the tests notice"
	@echo "make latency       measure a slider's way to the screen in a real browser, against the usual notebook"
	@echo "make drawings      draw the exercises whose poses, muscles or code have changed"
	@echo "make docs          build the documentation in build/docs"
	@echo "make screenshots   take the README's pictures again"
	@echo "make format        format the code and mend what can be mended by itself"
	@echo "make requirements  pin the newest versions that pyproject.toml allows"
	@echo "make hooks         run the checks before each commit"
	@echo "make clean         remove the environment and everything that was made here"

lab: $(READY)
	$(BIN)/python -m runplan.launch.jupyterlab notebooks --state $(LOCAL) $(LAB_ARGS)

app: $(READY)
	$(BIN)/python -m runplan.launch.voila notebooks --state $(LOCAL) $(APP_ARGS)

test: check unit notebooks browser
	@echo "All checks passed."

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache --no-logo
	$(BIN)/python tools/check_tree.py
	$(BIN)/python tools/check_names.py
	@node=$$(ls $(BIN)/../lib/python*/site-packages/playwright/driver/node 2>/dev/null || command -v node); \
	if [ -n "$$node" ]; then "$$node" --expose-internals tools/check_js.mjs; \
	else echo "Node was not found: the board's JavaScript was not checked."; fi
	@$(IN_ENVIRONMENT) pre-commit validate-config
	@if git rev-parse --git-dir >/dev/null 2>&1; then $(IN_ENVIRONMENT) pre-commit run --all-files; \
	else echo "This is no git checkout: the pre-commit hooks were not run."; fi

# The inner loop: no browser, and an eighth of the examples.
quick: $(READY)
	HYPOTHESIS_PROFILE=quick $(PYTEST) tests --ignore=tests/browser -n $(WORKERS) --dist worksteal

unit: $(READY)
	$(PYTEST) tests runplan --doctest-modules --ignore=tests/browser -n $(WORKERS) --dist worksteal \
		--durations=20

golden: $(READY)
	$(BIN)/python tools/golden.py

notebooks: $(READY)
	@mkdir -p $(LOCAL)/ipython
	IPYTHONDIR="$(CURDIR)/$(LOCAL)/ipython" $(PYTEST) notebooks --nbval --nbval-current-env \
		--nbval-sanitize-with tests/notebooks/sanitize.cfg --nbval-cell-timeout 120

browser: $(READY)
	$(PYTEST) tests/browser

thorough: $(READY)
	HYPOTHESIS_PROFILE=thorough $(PYTEST) tests --ignore=tests/browser -n $(WORKERS) --dist worksteal

bench: $(READY) $(PEER_READY)
	$(BIN)/python bench/speed.py
	$(BIN)/python bench/ics.py
	@for script in $(wildcard bench/routine*.py); do $(BIN)/python $$script || exit 1; done
	$(BIN)/python bench/exports.py
	$(BIN)/python bench/phone.py
	$(BIN)/python bench/athletes.py
	$(PYTEST) bench -o addopts=--import-mode=importlib --benchmark-only --benchmark-columns=min,median,max,rounds

fuzz: $(READY)
	$(BIN)/python bench/fuzz.py --seconds $(SECONDS)

mutants: $(READY)
	$(BIN)/python tools/mutants.py $(MUTANTS_ARGS)

latency: $(READY)
	$(BIN)/python bench/latency.py $(LATENCY_ARGS)

drawings: $(READY)
	$(BIN)/python tools/draw.py --workers $(WORKERS)

# Warnings are errors; the pages' code and the notebooks are run.
docs: $(READY)
	$(BIN)/python -m sphinx -W --keep-going -q -b html docs build/docs
	@echo "The documentation is in build/docs/index.html."

screenshots: $(READY)
	$(BIN)/python tools/screenshots.py

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

requirements: $(READY)
	$(BIN)/uv pip compile pyproject.toml --all-extras --group dev --group docs --universal --python-version 3.11 --fork-strategy fewest \
		--upgrade --generate-hashes --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make requirements" --quiet --output-file requirements.txt

hooks: $(READY)
	$(IN_ENVIRONMENT) pre-commit install

clean:
	rm -rf $(VENV) $(LOCAL) build dist .benchmarks .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find . -name .ipynb_checkpoints -type d -prune -exec rm -rf {} +

# uv installs in seconds what takes pip a minute. Where uv cannot be had, or cannot reach what pip can, pip does it.
# Both take only files whose hashes are in requirements.txt; the first line takes uv's own part out of it.
$(READY): requirements.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "RunPlan needs Python 3.11 or newer, and none was found. Install it, or name one:" \
		"make PYTHON=/path/to/python3.11"; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { echo "Making $(VENV) with $(PYTHON)"; \
		$(PYTHON) -m venv $(VENV); }
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.txt > $(VENV)/uv.txt; \
	if $(BIN)/python -m pip install --quiet --require-hashes -r $(VENV)/uv.txt \
		&& $(BIN)/uv pip install --python $(BIN)/python --require-hashes -r requirements.txt \
		&& $(BIN)/uv pip install --python $(BIN)/python --no-deps --no-build-isolation --editable .; \
	then :; else \
		echo "uv could not do it; pip does, which takes a minute or two."; \
		$(BIN)/python -m pip install --require-hashes -r requirements.txt \
		&& $(BIN)/python -m pip install --no-deps --no-build-isolation --editable .; \
	fi
	@touch $@

# The peer stands in an environment of its own: OR-tools, which it brings, cannot share a process with highspy.
$(PEER_READY): pyproject.toml $(READY)
	$(BIN)/python -m venv $(PEER)
	@peer=$$(sed -n 's/^bench = \["\(.*\)"\]$$/\1/p' pyproject.toml); \
	$(BIN)/uv pip install --python $(PEER)/bin/python "$$peer" || $(PEER)/bin/python -m pip install "$$peer"
	@touch $@
