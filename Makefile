# Everything sets itself up: a virtual environment in .venv, made once and made anew when pyproject.toml changes.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PILE := examples/feri
COMPILER = $(if $(shell command -v cc),1,0)
SOURCES := $(shell find src -type f -not -name '*.pyc')

.PHONY: demo desk test check bench clean

demo: $(VENV)/.installed ## read the sample pile and write a report
	@mkdir -p out
	$(BIN)/runut dossier $(PILE) --out out/demo.html
	@echo "The report is out/demo.html: open it in a browser."

desk: $(VENV)/.installed ## a project of the sample pile, shown in a browser until Ctrl-C
	$(BIN)/runut init out/desk
	$(BIN)/runut add $(PILE) --project out/desk
	$(BIN)/runut serve --project out/desk

test: $(VENV)/.installed-test node_modules/axe-core ## run all tests
	$(BIN)/python -m pytest -n auto

check: $(VENV)/.installed-check ## style, types, layers, and the language packs' own examples
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/runut languages check id
	$(BIN)/runut languages check en

bench: $(VENV)/bench/.installed ## words per CPU-second, beside spaCy and textacy, in an environment of its own; compiled, where a C compiler is there
	$(VENV)/bench/bin/python benchmarks/speed/run.py

node_modules/axe-core: # the accessibility checker of the browser tests, which skip it where it is missing
	@npm install --silent --no-save --no-package-lock --no-fund axe-core@4 2>/dev/null || echo "no axe-core: accessibility is not tested"

clean: ## take away what was made here
	rm -rf $(VENV) out

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Runut needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/bench/.installed: pyproject.toml hatch_build.py $(SOURCES) | $(BIN)/python
	$(BIN)/python -m venv $(VENV)/bench
	RUNUT_COMPILE=$(COMPILER) $(VENV)/bench/bin/python -m pip install --quiet --disable-pip-version-check '.[bench]'
	@touch $@

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-%: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[$*]'
	@touch $@ $(VENV)/.installed
